package io.dbstream.endtoend;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Reads a query's rows as the lines that a scenario expects. */
final class QueryRows {
    private QueryRows() {}

    /** Each row as one line, as the server prints the values. */
    static List<String> of(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            ResultSet result = statement.executeQuery(query);
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    values.add(value == null ? "NULL" : value);
                }
                rows.add(String.join(" | ", values));
            }
        }
        return rows;
    }
}
