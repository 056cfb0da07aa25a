package io.dbstream.sandbox.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** PostgreSQL. */
record PostgresSide(Connection connection) implements Side {
    private static final String DEFAULT_SCHEMA = "public";
    private static final String LONG = "100000";

    static PostgresSide over(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'; SET datestyle = 'ISO'; SET intervalstyle = 'postgres';"
                    + " SET extra_float_digits = 1; SET bytea_output = 'hex'; SET xmloption = 'content'");
        }
        return new PostgresSide(connection);
    }

    @Override
    public List<TableName> tables() throws SQLException {
        return Rows.of(connection, """
                        SELECT nspname, relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                        WHERE relkind IN ('r', 'p') AND NOT relispartition AND relpersistence = 'p'
                          AND nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema' AND relname NOT LIKE 'dbstream\\_%'
                        ORDER BY nspname, relname""").stream()
                .map(row -> new TableName(DEFAULT_SCHEMA.equals(row.getFirst()) ? "" : text(row, 0), text(row, 1)))
                .toList();
    }

    @Override
    public List<ComparedColumn> columns(TableName table) throws SQLException {
        return Rows.of(connection, """
                        SELECT attname, base.typname, attgenerated, attnotnull,
                               CASE WHEN type.typtype = 'd' THEN format_type(type.typbasetype, type.typtypmod)
                                    ELSE format_type(atttypid, atttypmod) END
                        FROM pg_attribute JOIN pg_type AS type ON type.oid = atttypid
                             JOIN pg_type AS base ON base.oid = CASE WHEN type.typtype = 'd' THEN type.typbasetype ELSE type.oid END
                        WHERE attrelid = to_regclass(?) AND attnum > 0 AND NOT attisdropped ORDER BY attnum""", quoted(table)).stream()
                .map(PostgresSide::column)
                .toList();
    }

    @Override
    public List<String> key(TableName table) throws SQLException {
        return Rows.of(connection, """
                        SELECT attname FROM pg_constraint, unnest(conkey) WITH ORDINALITY AS keys (number, place), pg_attribute
                        WHERE conrelid = to_regclass(?) AND contype = 'p' AND attrelid = conrelid AND attnum = number
                        ORDER BY place""", quoted(table)).stream()
                .map(row -> text(row, 0))
                .toList();
    }

    @Override
    public String quoted(TableName table) {
        String namespace = table.namespace().isEmpty() ? DEFAULT_SCHEMA : table.namespace();
        return quoted(namespace) + "." + quoted(table.name());
    }

    private static ComparedColumn column(List<@Nullable String> row) {
        String name = text(row, 0);
        String type = text(row, 1);
        boolean isBytes = type.equals("bytea");
        String value = isBytes ? quoted(name) : "convert_to(" + text(quoted(name), type) + ", 'UTF8')";
        String expression =
                "CASE WHEN length(%1$s) > %2$s THEN '#' || length(%1$s) || ' ' || encode(sha256(%1$s), 'hex') ELSE encode(%1$s, 'hex') END"
                        .formatted(value, LONG);
        String definition = text(row, 4) + (text(row, 3).equals("t") ? " not null" : "");
        return new ComparedColumn(
                name, definition, expression, isBytes, form(type), !text(row, 2).isEmpty());
    }

    /** What the server prints, which is not always what a cast to text makes of a value. */
    private static String text(String column, String type) {
        // A number of four bytes has more digits when it is written as one of eight: all that its bits mean.
        String printed = type.equals("float4") ? column + "::float8" : column;
        return "CASE WHEN %s IS DISTINCT FROM NULL THEN format('%%s', %s) END".formatted(column, printed);
    }

    private static Form form(String type) {
        return switch (type) {
            case "int2", "int4", "int8", "numeric", "bool", "oid" -> Form.NUMBER;
            case "float4", "float8" -> Form.REAL;
            case "time", "timestamp", "timestamptz" -> Form.TIME;
            case "bpchar" -> Form.PADDED;
            default -> Form.EXACT;
        };
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNullElse(row.get(column), "");
    }
}
