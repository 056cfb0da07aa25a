package io.dbstream.reader.capture.postgres;

import io.dbstream.reader.capture.TableSelection;
import io.dbstream.reader.capture.postgres.Descriptions.Described;
import io.dbstream.reader.capture.postgres.Relation.RelationColumn;
import io.dbstream.schema.Column;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tables that the log has named, by their numbers. As long as a table looks the same, its schema is the same object. */
final class Relations {
    private final TableSelection selection;
    private final Descriptions descriptions;
    private final Consumer<TableSchema> changed;
    /** Those that the stream does not select are there without a table. */
    private final Map<Integer, Known> tables = new HashMap<>();

    private final Map<TableId, TableSchema> schemas = new HashMap<>();
    private Known last = new Known(0, null);

    private record Known(int oid, @Nullable CapturedTable table) {}

    /** @param changed is told the new schema of a table that looked different before */
    Relations(TableSelection selection, Descriptions descriptions, Consumer<TableSchema> changed) {
        this.selection = selection;
        this.descriptions = descriptions;
        this.changed = changed;
    }

    /** A Relation message: the table looks like this from here on. */
    void describe(Relation relation) {
        Set<Operation> operations = selection.operations(relation.id());
        CapturedTable table = operations.isEmpty() ? null : captured(relation, operations);
        last = new Known(relation.oid(), table);
        tables.put(relation.oid(), last);
    }

    /** The table with this number; null for one that the stream does not select. */
    @Nullable
    CapturedTable table(int oid) {
        if (last.oid() != oid) {
            Known known = tables.get(oid);
            if (known == null) {
                throw new IllegalStateException("rows of a table that was not named before");
            }
            last = known;
        }
        return last.table();
    }

    /** Whether a value since the last call showed that a type has changed, so that the table is to be asked for anew. */
    boolean outdated() {
        return descriptions.outdated();
    }

    /** The table by its types of now. */
    CapturedTable renewed(CapturedTable table) {
        CapturedTable renewed = captured(table.relation(), table.operations());
        last = new Known(table.relation().oid(), renewed);
        tables.put(last.oid(), last);
        return renewed;
    }

    private CapturedTable captured(Relation relation, Set<Operation> operations) {
        CapturedTable table = build(relation, descriptions.describe(relation), operations);
        TableSchema before = schemas.get(relation.id());
        if (before != null && table.schema().equals(before)) {
            return new CapturedTable(relation, before, table.decoders(), table.identity(), operations);
        }
        schemas.put(relation.id(), table.schema());
        if (before != null) {
            changed.accept(table.schema());
        }
        return table;
    }

    private static CapturedTable build(Relation relation, Described now, Set<Operation> operations) {
        List<Integer> key = key(relation, now);
        int count = relation.columns().size();
        List<Column> columns = new ArrayList<>(count);
        TextDecoder[] decoders = new TextDecoder[count];
        boolean[] identity = new boolean[count];
        for (int i = 0; i < count; i++) {
            RelationColumn column = relation.columns().get(i);
            ColumnType type = now.types().get(i);
            boolean nullable = now.nullable().getOrDefault(column.name(), true) && !key.contains(i);
            columns.add(new Column(column.name(), type.type(), nullable, type.declared()));
            decoders[i] = type.decoder();
            identity[i] = column.key();
        }
        return new CapturedTable(
                relation, new TableSchema(relation.id(), columns, key), decoders, identity, operations);
    }

    /** The columns of the replica identity where it is one of some columns, else those of the primary key. */
    static List<Integer> key(Relation relation, Described now) {
        return switch (relation.identity()) {
            case DEFAULT -> identity(relation, now.primaryKey());
            case INDEX -> identity(relation, now.identityIndex());
            case FULL, NOTHING -> indexes(relation, now.primaryKey());
        };
    }

    /** The columns that the log marks, in the order of the index if that is still of the same columns. */
    private static List<Integer> identity(Relation relation, List<String> index) {
        List<Integer> marked = new ArrayList<>();
        for (int i = 0; i < relation.columns().size(); i++) {
            if (relation.columns().get(i).key()) {
                marked.add(i);
            }
        }
        List<Integer> ordered = indexes(relation, index);
        return ordered.size() == marked.size() && new HashSet<>(ordered).equals(new HashSet<>(marked))
                ? ordered
                : marked;
    }

    /** Where the columns of an index stand; none when one of them is missing. */
    private static List<Integer> indexes(Relation relation, List<String> names) {
        List<Integer> indexes = new ArrayList<>();
        for (String name : names) {
            for (int i = 0; i < relation.columns().size(); i++) {
                if (relation.columns().get(i).name().equals(name)) {
                    indexes.add(i);
                }
            }
        }
        return indexes.size() == names.size() ? indexes : List.of();
    }
}
