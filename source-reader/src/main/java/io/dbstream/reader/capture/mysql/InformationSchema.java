package io.dbstream.reader.capture.mysql;

import io.dbstream.reader.capture.mysql.DeclaredTable.DeclaredColumn;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server's catalogue says of tables as they are now. */
final class InformationSchema {
    private static final String COLUMNS = "SELECT c.table_name, c.column_name, c.data_type, c.column_type,"
            + " c.character_maximum_length, c.numeric_precision, c.numeric_scale, c.datetime_precision,"
            + " c.character_set_name, c.is_nullable, t.table_type, c.character_octet_length, c.column_key,"
            + " c.collation_name, ";
    private static final String TABLES = " FROM information_schema.columns c JOIN information_schema.tables t"
            + " ON t.table_schema = c.table_schema AND t.table_name = c.table_name"
            + " WHERE c.table_schema = ? AND t.table_type IN ('BASE TABLE', 'SYSTEM VERSIONED')";
    private static final String COLUMN_ORDER = " ORDER BY c.table_name, c.ordinal_position";
    private static final String UNIQUE_INDEXES = "SELECT table_name, index_name, column_name FROM"
            + " information_schema.statistics WHERE table_schema = ? AND non_unique = 0 AND column_name IS NOT NULL";
    private static final String INDEX_ORDER = " ORDER BY table_name, index_name <> 'PRIMARY', index_name, seq_in_index";

    private final CharacterSets sets;
    private final boolean ignoresCase;
    private final String columns;

    InformationSchema(CharacterSets sets, Server server) {
        this.sets = sets;
        this.ignoresCase = server.ignoresCase();
        // MariaDB binds no column to a reference system of geometries.
        this.columns = COLUMNS + (server.isMariaDb() ? "NULL" : "c.srs_id") + TABLES;
    }

    /** A table, null when it does not exist or the user may not see it. */
    @Nullable
    DeclaredTable table(Connection connection, TableId id) throws SQLException {
        Map<String, DeclaredTable> found = read(connection, compared(id.namespace()), compared(id.name()));
        for (DeclaredTable table : found.values()) {
            return new DeclaredTable(id, table.columns(), table.key(), table.keepsHistory());
        }
        return null;
    }

    /** As the server's catalogue may spell it when it ignores case. */
    private String compared(String name) {
        return ignoresCase ? name.toLowerCase(Locale.ROOT) : name;
    }

    static String quoted(TableId id) {
        return "`" + id.namespace().replace("`", "``") + "`.`" + id.name().replace("`", "``") + "`";
    }

    /** Whether MariaDB has a sequence under this name. */
    boolean isSequence(Connection connection, TableId id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT table_type FROM information_schema.tables WHERE table_schema = ? AND table_name = ?")) {
            statement.setString(1, compared(id.namespace()));
            statement.setString(2, compared(id.name()));
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() && rows.getString(1).equals("SEQUENCE");
            }
        }
    }

    /** All tables of a database that the user may see. */
    List<DeclaredTable> tables(Connection connection, String database) throws SQLException {
        return List.copyOf(read(connection, compared(database), null).values());
    }

    private Map<String, DeclaredTable> read(Connection connection, String database, @Nullable String table)
            throws SQLException {
        Map<String, List<DeclaredColumn>> columnsOf = new LinkedHashMap<>();
        Map<String, Set<String>> keyColumns = new HashMap<>();
        Set<String> versioned = new HashSet<>();
        try (PreparedStatement statement =
                        prepare(connection, columns, " AND c.table_name = ?", COLUMN_ORDER, database, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columnsOf
                        .computeIfAbsent(rows.getString(1), name -> new ArrayList<>())
                        .add(column(rows));
                if (rows.getString(11).equals("SYSTEM VERSIONED")) {
                    versioned.add(rows.getString(1));
                }
                if (rows.getString(13).equals("PRI")) {
                    keyColumns
                            .computeIfAbsent(rows.getString(1), name -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
        }
        Map<String, List<List<String>>> indexes = uniqueIndexes(connection, database, table);
        Map<String, DeclaredTable> tables = new LinkedHashMap<>();
        columnsOf.forEach((name, all) -> {
            TableId id = new TableId(database, name);
            List<String> key = key(keyColumns.getOrDefault(name, Set.of()), indexes.getOrDefault(name, List.of()));
            tables.put(name, new DeclaredTable(id, all, key, versioned.contains(name)));
        });
        return tables;
    }

    private static Map<String, List<List<String>>> uniqueIndexes(
            Connection connection, String database, @Nullable String table) throws SQLException {
        Map<String, Map<String, List<String>>> columns = new HashMap<>();
        try (PreparedStatement statement =
                        prepare(connection, UNIQUE_INDEXES, " AND table_name = ?", INDEX_ORDER, database, table);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), name -> new LinkedHashMap<>())
                        .computeIfAbsent(rows.getString(2), name -> new ArrayList<>())
                        .add(rows.getString(3));
            }
        }
        Map<String, List<List<String>>> indexes = new HashMap<>();
        columns.forEach((name, ofTable) -> indexes.put(name, List.copyOf(ofTable.values())));
        return indexes;
    }

    /** The server, and so its log, takes a unique index without NULL for the primary key of a table that has none. */
    private static List<String> key(Set<String> columns, List<List<String>> indexes) {
        return indexes.stream()
                .filter(index -> index.size() == columns.size() && columns.containsAll(index))
                .findFirst()
                .orElse(List.of());
    }

    private static PreparedStatement prepare(
            Connection connection,
            String query,
            String condition,
            String order,
            String database,
            @Nullable String table)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(query + (table == null ? "" : condition) + order);
        statement.setString(1, database);
        if (table != null) {
            statement.setString(2, table);
        }
        return statement;
    }

    private DeclaredColumn column(ResultSet row) throws SQLException {
        String dataType = row.getString(3).toLowerCase(Locale.ROOT);
        String typeName = row.getString(4);
        String lowerCase = typeName.toLowerCase(Locale.ROOT);
        ColumnFacts facts = new ColumnFacts(
                row.getString(2),
                lowerCase.contains("unsigned"),
                collation(row.getString(14), row.getString(9)),
                dataType.equals("enum") || dataType.equals("set") ? labels(typeName) : List.of(),
                geometry(dataType));
        String reason = unsupportedFor(lowerCase);
        return new DeclaredColumn(
                facts,
                reason.isEmpty() ? type(dataType, row, facts) : null,
                typeName + reason,
                TypeSql.declared(dataType, typeName, facts, row.getObject(15, Integer.class)),
                row.getString(10).equals("YES"));
    }

    private Collation collation(@Nullable String name, @Nullable String setName) {
        CharacterSet set = setName == null ? null : sets.named(setName);
        return set == null || name == null ? Collation.BINARY : new Collation(name, set);
    }

    /** The kind of geometry that a type is; MySQL shortens one of the names, while each server knows the long one. */
    private static String geometry(String dataType) {
        return switch (dataType) {
            case "geometry", "point", "linestring", "polygon", "multipoint", "multilinestring", "multipolygon" ->
                dataType;
            case "geomcollection", "geometrycollection" -> "geometrycollection";
            default -> "";
        };
    }

    /** What beside its name makes a type unsupported; empty for nothing. */
    private static String unsupportedFor(String typeName) {
        // MariaDB and MySQL mark the formats from before MySQL 5.6 so.
        boolean old = typeName.contains("/* mariadb-5.3 */") || typeName.contains("/* 5.5 binary format */");
        return old ? " (ALTER TABLE … FORCE brings it into today's format)" : "";
    }

    private static @Nullable DataType type(String dataType, ResultSet row, ColumnFacts facts) throws SQLException {
        boolean unsigned = facts.unsigned();
        return switch (dataType) {
            case "tinyint" -> new DataType.Int(8, unsigned);
            case "smallint" -> new DataType.Int(16, unsigned);
            case "mediumint" -> new DataType.Int(24, unsigned);
            case "int" -> new DataType.Int(32, unsigned);
            case "bigint" -> new DataType.Int(64, unsigned);
            case "decimal" -> new DataType.Decimal(row.getInt(6), row.getInt(7), unsigned);
            case "float" -> new DataType.FloatingPoint(32);
            case "double" -> new DataType.FloatingPoint(64);
            case "char" -> new DataType.Char(row.getInt(5));
            case "varchar" -> new DataType.Varchar(row.getInt(5));
            case "tinytext", "text", "mediumtext", "longtext" -> new DataType.Text();
            case "binary" -> new DataType.Binary(row.getInt(12));
            case "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> new DataType.Bytes();
            case "bit" -> new DataType.Bit(row.getInt(6));
            case "date" -> new DataType.Date();
            case "time" -> new DataType.Time(row.getInt(8));
            case "datetime" -> new DataType.DateTime(row.getInt(8));
            case "timestamp" -> new DataType.Timestamp(row.getInt(8));
            case "year" -> new DataType.Year();
            case "enum" -> new DataType.Enumeration(facts.labels());
            case "set" -> new DataType.LabelSet(facts.labels());
            case "json" -> new DataType.Json();
            case "uuid" -> new DataType.Uuid();
            case "inet4", "inet6" -> new DataType.Other();
            default -> facts.geometry().isEmpty() ? null : new DataType.Geometry();
        };
    }

    /** The labels in the text of an enum or set type: quoted, quotes doubled, a few characters behind backslashes. */
    static List<String> labels(String typeName) {
        List<String> labels = new ArrayList<>();
        int at = typeName.indexOf('(') + 1;
        while (at < typeName.length() && typeName.charAt(at) == '\'') {
            StringBuilder label = new StringBuilder();
            at++;
            while (typeName.charAt(at) != '\'' || typeName.charAt(at + 1) == '\'') {
                char c = typeName.charAt(at);
                if (c == '\\') {
                    label.append(unescaped(typeName.charAt(at + 1)));
                    at += 2;
                } else {
                    label.append(c);
                    at += c == '\'' ? 2 : 1;
                }
            }
            labels.add(label.toString());
            at += 2;
        }
        return labels;
    }

    private static char unescaped(char c) {
        return switch (c) {
            case '0' -> '\0';
            case 'n' -> '\n';
            case 'r' -> '\r';
            default -> c;
        };
    }
}
