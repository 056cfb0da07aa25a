package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * A table as Flink is told of it, once as it stands at the source and once as it stands at the target, with the same columns.
 *
 * @param columns with their types, in Flink's SQL
 */
record FlinkTable(String name, List<String> columns, List<String> key) {
    FlinkTable {
        columns = List.copyOf(columns);
        key = List.copyOf(key);
    }

    /** The table as the target has it. */
    static FlinkTable of(Place target, String name) throws SQLException {
        try (Connection connection = target.connect()) {
            return new FlinkTable(name, columns(connection, name), key(connection, target.database(), name));
        }
    }

    /** @param options such as {@code 'connector' = 'jdbc'}, with commas between them */
    String definition(String prefix, String options) {
        return """
                CREATE TABLE %s (
                  %s,
                  PRIMARY KEY (%s) NOT ENFORCED
                ) WITH (
                %s)

                """.formatted(alias(prefix), String.join(",\n  ", columns), String.join(", ", key), options.indent(2));
    }

    /** The same table under two prefixes: one is written with what the other gives. */
    String copy(String sourcePrefix, String targetPrefix) {
        return "INSERT INTO %s SELECT * FROM %s;\n".formatted(alias(targetPrefix), alias(sourcePrefix));
    }

    private String alias(String prefix) {
        return "`%s_%s`".formatted(prefix, name);
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        var columns = new ArrayList<String>();
        try (Statement statement = connection.createStatement();
                ResultSet nothing = statement.executeQuery("SELECT * FROM %s WHERE 1 = 0".formatted(table))) {
            ResultSetMetaData metadata = nothing.getMetaData();
            for (int index = 1; index <= metadata.getColumnCount(); index++) {
                columns.add("`%s` %s".formatted(metadata.getColumnName(index), type(metadata, index)));
            }
        }
        return columns;
    }

    private static List<String> key(Connection connection, String database, String table) throws SQLException {
        var key = new ArrayList<String>();
        try (ResultSet column = connection.getMetaData().getPrimaryKeys(database, null, table)) {
            while (column.next()) {
                key.add("`%s`".formatted(column.getString("COLUMN_NAME")));
            }
        }
        return key;
    }

    private static String type(ResultSetMetaData metadata, int column) throws SQLException {
        return switch (metadata.getColumnType(column)) {
            case Types.SMALLINT -> "SMALLINT";
            case Types.INTEGER -> "INT";
            case Types.BIGINT -> "BIGINT";
            case Types.REAL -> "FLOAT";
            case Types.DOUBLE -> "DOUBLE";
            case Types.NUMERIC, Types.DECIMAL ->
                "DECIMAL(%d, %d)".formatted(metadata.getPrecision(column), metadata.getScale(column));
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR -> "STRING";
            case Types.DATE -> "DATE";
            case Types.TIMESTAMP -> "TIMESTAMP(6)";
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY -> "BYTES";
            default ->
                throw new UnsupportedOperationException(
                        "Flink is not told of a column of the type " + metadata.getColumnTypeName(column));
        };
    }
}
