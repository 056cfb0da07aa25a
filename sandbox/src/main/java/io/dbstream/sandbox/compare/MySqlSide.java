package io.dbstream.sandbox.compare;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** MySQL and MariaDB. */
record MySqlSide(Connection connection) implements Side {
    private static final Set<String> BYTES =
            Set.of("binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob", "vector");
    private static final Set<String> GEOMETRIES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geomcollection",
            "geometrycollection");
    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");
    // A number behind the type that says how to print it; newer servers leave it out, but for what means a truth.
    private static final Pattern DISPLAY_WIDTH = Pattern.compile("(int|year)\\((?!1\\))\\d+\\)");
    private static final String LONG = "100000";

    static MySqlSide over(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00', sql_mode = ''");
        }
        return new MySqlSide(connection);
    }

    @Override
    public List<TableName> tables() throws SQLException {
        return Rows.of(connection, """
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = DATABASE() AND table_type = 'BASE TABLE' AND table_name NOT LIKE 'dbstream\\_%'
                        ORDER BY table_name""").stream()
                .map(row -> new TableName("", text(row, 0)))
                .toList();
    }

    @Override
    public List<ComparedColumn> columns(TableName table) throws SQLException {
        return Rows.of(connection, """
                        SELECT column_name, data_type, column_type, is_nullable, extra, generation_expression, numeric_precision
                        FROM information_schema.columns
                        WHERE table_schema = IF(? = '', DATABASE(), ?) AND BINARY table_name = ? ORDER BY ordinal_position""", table.namespace(), table.namespace(), table.name()).stream()
                .map(MySqlSide::column)
                .toList();
    }

    @Override
    public List<String> key(TableName table) throws SQLException {
        return Rows.of(connection, """
                        SELECT column_name FROM information_schema.statistics
                        WHERE table_schema = IF(? = '', DATABASE(), ?) AND BINARY table_name = ? AND index_name = 'PRIMARY'
                        ORDER BY seq_in_index""", table.namespace(), table.namespace(), table.name()).stream()
                .map(row -> text(row, 0))
                .toList();
    }

    @Override
    public String quoted(TableName table) {
        String name = quoted(table.name());
        return table.namespace().isEmpty() ? name : quoted(table.namespace()) + "." + name;
    }

    private static ComparedColumn column(List<@Nullable String> row) {
        String name = text(row, 0);
        String type = text(row, 1).toLowerCase(Locale.ROOT);
        boolean isBytes = BYTES.contains(type) || GEOMETRIES.contains(type);
        String value = isBytes ? quoted(name) : "CONVERT(" + text(quoted(name), type, row) + " USING utf8mb4)";
        String expression = "IF(LENGTH(%1$s) > %2$s, CONCAT('#', LENGTH(%1$s), ' ', SHA2(%1$s, 256)), LOWER(HEX(%1$s)))"
                .formatted(value, LONG);
        boolean isComputed = text(row, 4).contains("GENERATED") && !text(row, 5).isEmpty();
        return new ComparedColumn(name, definition(row), expression, isBytes, form(type, text(row, 6)), isComputed);
    }

    private static String definition(List<@Nullable String> row) {
        String type = DISPLAY_WIDTH.matcher(text(row, 2)).replaceAll("$1");
        return type + (text(row, 3).equals("NO") ? " not null" : "");
    }

    private static String text(String column, String type, List<@Nullable String> row) {
        if (type.equals("bit")) {
            return "LPAD(BIN(" + column + " + 0), " + text(row, 6) + ", '0')";
        }
        if (type.equals("float")) {
            // As a number of type FLOAT it would be printed with six digits.
            return "CONCAT('', CAST(" + column + " AS DOUBLE))";
        }
        return TEXTS.contains(type) ? column : "CONCAT('', " + column + ")";
    }

    private static Form form(String type, String precision) {
        if (GEOMETRIES.contains(type)) {
            return Form.GEOMETRY;
        }
        return switch (type) {
            case "tinyint", "smallint", "mediumint", "int", "bigint", "decimal", "year" -> Form.NUMBER;
            // A single bit may be a truth elsewhere.
            case "bit" -> precision.equals("1") ? Form.NUMBER : Form.EXACT;
            case "float", "double" -> Form.REAL;
            case "time", "datetime", "timestamp" -> Form.TIME;
            default -> Form.EXACT;
        };
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String text(List<@Nullable String> row, int column) {
        return Objects.requireNonNullElse(row.get(column), "");
    }
}
