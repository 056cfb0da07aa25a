package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.reader.capture.mysql.DeclaredTable.DeclaredColumn;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The selected tables as the log shows them: from the log's own metadata where it is full, else with the help of information_schema.
 * As long as a table looks the same, its schema is the same object.
 */
final class TableCatalog {
    private static final List<String> SEQUENCE_COLUMNS = List.of(
            "next_not_cached_value",
            "minimum_value",
            "maximum_value",
            "start_value",
            "increment",
            "cache_size",
            "cycle_option",
            "cycle_count");

    private final TableSelection selection;
    private final Connector connector;
    private final CharacterSets sets;
    private final InformationSchema informationSchema;
    private final Server server;
    private final Map<TableId, TableSchema> schemas = new HashMap<>();
    private final Map<TableId, DeclaredTable> declared = new HashMap<>();
    /** The same, kept also when tables may look different: they may have gone. */
    private final Map<TableId, DeclaredTable> remembered = new HashMap<>();

    TableCatalog(TableSelection selection, Connector connector, CharacterSets sets, Server server) {
        this.selection = selection;
        this.connector = connector;
        this.sets = sets;
        this.informationSchema = new InformationSchema(sets, server);
        this.server = server;
    }

    /** The operations that the stream selects on a table; none when it does not select the table. */
    Set<Operation> operations(TableId table) {
        return selection.operations(table);
    }

    boolean selects(TableId table) {
        return selection.selects(table);
    }

    /** The name of a table of the log as the stream's user spells it. */
    TableId spelled(TableId table) {
        return selection.spelled(table);
    }

    /** Whether a statement, as far as its text and its database show, may have changed a selected table. */
    boolean mayConcern(String sql, String database) {
        boolean folds = server.ignoresCase();
        String text = folds ? sql.toLowerCase(Locale.ROOT) : sql;
        String current = folds ? database.toLowerCase(Locale.ROOT) : database;
        return selection.namespaces().stream()
                .anyMatch(namespace -> namespace.equals(current) || text.contains(namespace));
    }

    /** Forgets what information_schema said, because some table may look different from here on. */
    void forgetDeclared() {
        declared.clear();
    }

    /** What a TABLE_MAP event says, behind the table's name. */
    TableMap map(TableId table, EventBytes in) {
        return TableMap.read(table, in, server.isMariaDb());
    }

    /**
     * The table of a TABLE_MAP event; null when it is none but one of MariaDB's sequences, which stand in the log as tables do.
     *
     * @param changed is told the new schema of a table that looked different before
     */
    @Nullable
    CapturedTable captured(TableMap map, Consumer<TableSchema> changed) {
        if (server.isMariaDb() && isSequence(map)) {
            return null;
        }
        CapturedTable table = map.isSelfContained() ? selfContained(map) : withDeclared(map);
        TableSchema before = schemas.get(table.schema().id());
        if (before != null && table.schema().equals(before)) {
            return new CapturedTable(before, table.readers(), table.operations());
        }
        schemas.put(table.schema().id(), table.schema());
        if (before != null) {
            changed.accept(table.schema());
        }
        return table;
    }

    private boolean isSequence(TableMap map) {
        if (map.columns() != SEQUENCE_COLUMNS.size()) {
            return false;
        }
        List<String> names = map.metadata().names();
        return names != null
                ? names.equals(SEQUENCE_COLUMNS)
                : connector.with(
                        "read the kind of " + map.table(),
                        connection -> informationSchema.isSequence(connection, map.table()));
    }

    /** The schema of a table of which the log tells no columns; without columns when the table does not exist any more. */
    TableSchema schemaOf(TableId id) {
        TableSchema known = schemas.get(id);
        if (known != null) {
            return known;
        }
        DeclaredTable table = declared(id);
        TableSchema schema = table == null ? new TableSchema(id, List.of(), List.of()) : table.schema();
        if (table != null) {
            schemas.put(id, schema);
        }
        return schema;
    }

    private CapturedTable selfContained(TableMap map) {
        TableMetadata metadata = map.metadata();
        List<ColumnFacts> facts = new ArrayList<>();
        for (int i = 0; i < map.columns(); i++) {
            Collation collation = collation(map, i);
            facts.add(new ColumnFacts(
                    names(map).get(i),
                    isUnsigned(metadata, i),
                    collation,
                    labels(metadata.labels().get(i), collation.set()),
                    metadata.geometry(map.types(), i)));
        }
        return build(map, facts, lastDeclared(map.table()), metadata.key());
    }

    private static List<String> names(TableMap map) {
        List<String> names = map.metadata().names();
        if (names == null || names.size() != map.columns()) {
            throw new IllegalStateException("the log names not as many columns of " + map.table() + " as it has");
        }
        return names;
    }

    private static boolean isUnsigned(TableMetadata metadata, int column) {
        boolean[] unsigned = metadata.unsigned();
        return unsigned != null && unsigned[column];
    }

    private Collation collation(TableMap map, int column) {
        int id = map.metadata().collation(column);
        if (id == 0) {
            return Collation.BINARY;
        }
        Collation collation = sets.collation(id);
        if (collation == null) {
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "a column of " + map.table() + " has the collation number " + id
                            + ", which the server does not list");
        }
        return collation;
    }

    private List<String> labels(List<byte[]> encoded, CharacterSet set) {
        List<String> labels = new ArrayList<>(encoded.size());
        for (byte[] label : encoded) {
            String text = set.isBinary()
                    ? new String(label, StandardCharsets.UTF_8)
                    : sets.decoder(set).decode(label, 0, label.length);
            if (text == null) {
                throw new StreamException(
                        ErrorKind.UNREPRESENTABLE, "a label is no text in its character set " + set.name());
            }
            labels.add(text);
        }
        return labels;
    }

    private CapturedTable build(
            TableMap map, List<ColumnFacts> facts, @Nullable DeclaredTable table, List<Integer> key) {
        List<Column> columns = new ArrayList<>();
        ValueReader[] readers = new ValueReader[map.columns()];
        for (int i = 0; i < readers.length; i++) {
            ColumnFacts column = facts.get(i);
            ColumnFormat logged = ColumnFormat.of(map.table(), map.types()[i], map.parameters()[i], column, sets);
            ColumnFormat format = withFullType(map.table(), column, logged, table);
            readers[i] = format.reader();
            boolean nullable = map.nullable()[i] && !key.contains(i);
            columns.add(new Column(column.name(), format.type(), nullable, format.declared()));
        }
        TableSchema schema = new TableSchema(map.table(), columns, key);
        return new CapturedTable(schema, readers, selection.operations(map.table()));
    }

    /**
     * Adds what the log does not show of a type: how numbers are printed, the reference system of geometries, and which of MariaDB's
     * types plain bytes are.
     *
     * @param table the table as it is now, which counts for as much of it as looks the same in the log
     */
    private ColumnFormat withFullType(
            TableId id, ColumnFacts column, ColumnFormat logged, @Nullable DeclaredTable table) {
        DeclaredColumn now = table == null ? null : table.column(column.name());
        if (now != null && now.looksLike(logged.declared())) {
            if (now.type() == null) {
                throw ColumnFormat.unsupported(id, column.name(), now.typeName());
            }
            return logged.as(now.declared());
        }
        if (server.isMariaDb() && TypeSql.maySpeakOfBytesOnly(logged.declared())) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the log shows column " + column.name() + " of " + id + " as " + logged.declared()
                            + ", which to MariaDB's log is the same as uuid, inet6 and inet4, and the source has no"
                            + " such column any more that would say what it was: make the table again in its former"
                            + " shape until the stream has read on, or leave it out of the filter");
        }
        return logged;
    }

    private CapturedTable withDeclared(TableMap map) {
        CapturedTable table = fitting(map, declared(map.table()));
        if (table == null) {
            // It may have been altered since information_schema was asked.
            declared.remove(map.table());
            table = fitting(map, declared(map.table()));
        }
        if (table == null) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the log shows " + map.table() + " in another shape than it has now, and does not name its columns:"
                            + " run SET GLOBAL binlog_row_metadata = 'FULL' at the source, so that each table travels"
                            + " with its changes; the changes from before need the table in its former shape");
        }
        return table;
    }

    /** The table by its declaration; null when the log shows other columns. */
    private @Nullable CapturedTable fitting(TableMap map, @Nullable DeclaredTable table) {
        if (table == null || table.columns().size() != map.columns()) {
            return null;
        }
        table.requireLabels();
        List<ColumnFacts> facts = new ArrayList<>();
        for (int i = 0; i < map.columns(); i++) {
            ColumnFacts column = table.columns().get(i).facts();
            boolean[] unsigned = map.metadata().unsigned();
            facts.add(new ColumnFacts(
                    column.name(),
                    unsigned == null ? column.unsigned() : unsigned[i],
                    map.metadata().collation(i) == 0 ? column.collation() : collation(map, i),
                    column.labels(),
                    column.geometry()));
        }
        CapturedTable captured = build(map, facts, table, table.keyIndexes());
        return types(captured.schema()).equals(types(table.schema())) ? captured : null;
    }

    private static List<DataType> types(TableSchema schema) {
        return schema.columns().stream().map(Column::type).toList();
    }

    /** The table as it is now; as it was last seen if it is gone. */
    private @Nullable DeclaredTable lastDeclared(TableId id) {
        DeclaredTable table = declared(id);
        return table == null ? remembered.get(id) : table;
    }

    private @Nullable DeclaredTable declared(TableId id) {
        if (!declared.containsKey(id)) {
            DeclaredTable table =
                    connector.with("read the columns of " + id, connection -> informationSchema.table(connection, id));
            if (table == null) {
                return null;
            }
            table.require();
            declared.put(id, table);
            remembered.put(id, table);
        }
        return declared.get(id);
    }
}
