package io.dbstream.reader.capture;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import io.dbstream.stream.OwnTables;
import io.dbstream.stream.TableFilter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which tables a stream captures, and which operations on each. Without filters: all tables of the default namespace, but for dbstream's
 * own.
 */
public final class TableSelection {
    private final String defaultNamespace;
    private final List<TableFilter> filters;

    /**
     * @param defaultNamespace where a table named without one lives: see {@link io.dbstream.stream.DatabaseType#defaultNamespace}
     */
    public TableSelection(String defaultNamespace, List<TableFilter> filters) {
        this.defaultNamespace = defaultNamespace;
        this.filters = List.copyOf(filters);
        Set<TableId> seen = new HashSet<>();
        for (TableId table : named()) {
            refuseOwn(table);
            if (!seen.add(table)) {
                throw new StreamException(
                        ErrorKind.CONFIGURATION, "the filter names the table " + table + " twice: leave one out");
            }
        }
    }

    private static void refuseOwn(TableId table) {
        if (OwnTables.contains(table.name())) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "the filter names the table " + table + ", in which dbstream keeps its own state: leave it out");
        }
    }

    /** Whether the stream captures anything of this table. */
    public boolean selects(TableId table) {
        return !operations(table).isEmpty();
    }

    /** The operations to capture on this table; none when it is not selected. */
    public Set<Operation> operations(TableId table) {
        if (filters.isEmpty()) {
            boolean selected = table.namespace().equals(defaultNamespace) && !OwnTables.contains(table.name());
            return selected ? EnumSet.allOf(Operation.class) : Set.of();
        }
        for (TableFilter filter : filters) {
            if (tableOf(filter).equals(table)) {
                return filter.operations();
            }
        }
        return Set.of();
    }

    /** The tables that the user named; empty when all of the default namespace are meant. */
    public List<TableId> named() {
        List<TableId> tables = new ArrayList<>();
        for (TableFilter filter : filters) {
            tables.add(tableOf(filter));
        }
        return tables;
    }

    public String defaultNamespace() {
        return defaultNamespace;
    }

    private TableId tableOf(TableFilter filter) {
        return filter.table().in(defaultNamespace);
    }
}
