package io.dbstream.sandbox.quickstart;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * One table of the source, compared with the target row by row.
 *
 * @param firstDifference which row differs, or empty if none does
 */
record Comparison(String table, int sourceRows, int targetRows, String firstDifference) {
    /** Reads a table, which may not be there. */
    @FunctionalInterface
    private interface Reading {
        List<List<String>> rows() throws SQLException;
    }

    static List<Comparison> of(Database source, Database target) throws SQLException {
        var comparisons = new ArrayList<Comparison>();
        try (Connection atSource = source.connect();
                Connection atTarget = target.connect()) {
            for (SampleTable table : SampleTable.ALL) {
                List<List<String>> expected = rows(atSource, table.query(source::momentAsText));
                comparisons.add(of(table.name(), expected, () -> rows(atTarget, table.query(target::momentAsText))));
            }
        }
        return comparisons;
    }

    boolean isEqual() {
        return firstDifference.isEmpty();
    }

    @Override
    public String toString() {
        String result = isEqual() ? "equal" : "DIFFERENT: " + firstDifference;
        return "%-10s %,7d rows at the source, %,7d at the target: %s".formatted(table, sourceRows, targetRows, result);
    }

    private static Comparison of(String table, List<List<String>> source, Reading target) {
        try {
            return of(table, source, target.rows());
        } catch (SQLException e) {
            return new Comparison(table, source.size(), 0, "target: " + e.getMessage());
        }
    }

    private static Comparison of(String table, List<List<String>> source, List<List<String>> target) {
        String difference = "";
        for (int row = 0; row < Math.max(source.size(), target.size()) && difference.isEmpty(); row++) {
            List<String> atSource = row < source.size() ? source.get(row) : List.of();
            List<String> atTarget = row < target.size() ? target.get(row) : List.of();
            if (!atSource.equals(atTarget)) {
                difference = "source " + rowName(atSource) + ", target " + rowName(atTarget);
            }
        }
        return new Comparison(table, source.size(), target.size(), difference);
    }

    private static String rowName(List<String> row) {
        return row.isEmpty() ? "has no such row" : "has the row with id " + row.getFirst();
    }

    private static List<List<String>> rows(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            var rows = new ArrayList<List<String>>();
            while (result.next()) {
                var row = new ArrayList<String>(columns);
                for (int column = 1; column <= columns; column++) {
                    row.add(Objects.requireNonNullElse(result.getString(column), "NULL"));
                }
                rows.add(row);
            }
            return rows;
        }
    }
}
