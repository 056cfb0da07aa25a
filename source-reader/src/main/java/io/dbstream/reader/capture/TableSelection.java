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
import java.util.Locale;
import java.util.Set;

/**
 * Which tables a stream captures, and which operations on each. Without filters: all tables of the default namespace, but for dbstream's
 * own.
 */
public final class TableSelection {
    private final String defaultNamespace;
    private final List<TableFilter> filters;
    private final boolean ignoresCase;

    /**
     * @param defaultNamespace where a table named without one lives: see {@link io.dbstream.stream.DatabaseType#defaultNamespace}
     */
    public TableSelection(String defaultNamespace, List<TableFilter> filters) {
        this(defaultNamespace, filters, false);
    }

    private TableSelection(String defaultNamespace, List<TableFilter> filters, boolean ignoresCase) {
        this.defaultNamespace = defaultNamespace;
        this.filters = List.copyOf(filters);
        this.ignoresCase = ignoresCase;
        Set<TableId> seen = new HashSet<>();
        for (TableId table : named()) {
            refuseOwn(table);
            if (!seen.add(compared(table))) {
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

    /** The same for a database to which names that differ in upper and lower case only are one. */
    public TableSelection ignoringCase() {
        return new TableSelection(defaultNamespace, filters, true);
    }

    /** The name of a table as the user spells it, for a database that ignores case; in lower case if the user does not. */
    public TableId spelled(TableId table) {
        if (ignoresCase) {
            for (TableId named : named()) {
                if (compared(named).equals(compared(table))) {
                    return named;
                }
            }
        }
        return compared(table);
    }

    private TableId compared(TableId table) {
        return ignoresCase
                ? new TableId(
                        table.namespace().toLowerCase(Locale.ROOT), table.name().toLowerCase(Locale.ROOT))
                : table;
    }

    /** Whether the stream captures anything of this table. */
    public boolean selects(TableId table) {
        return !operations(table).isEmpty();
    }

    /** The operations to capture on this table; none when it is not selected. */
    public Set<Operation> operations(TableId table) {
        if (filters.isEmpty()) {
            TableId twin = compared(new TableId(defaultNamespace, table.name()));
            boolean selected = compared(table).equals(twin) && !OwnTables.contains(table.name());
            return selected ? EnumSet.allOf(Operation.class) : Set.of();
        }
        for (TableFilter filter : filters) {
            if (compared(tableOf(filter)).equals(compared(table))) {
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

    /** Those that hold the selected tables, as the database compares them. */
    public Set<String> namespaces() {
        List<TableId> tables = filters.isEmpty() ? List.of(new TableId(defaultNamespace, "")) : named();
        Set<String> namespaces = new HashSet<>();
        tables.forEach(table -> namespaces.add(compared(table).namespace()));
        return namespaces;
    }

    public String defaultNamespace() {
        return defaultNamespace;
    }

    private TableId tableOf(TableFilter filter) {
        return filter.table().in(defaultNamespace);
    }
}
