package io.dbstream.writer.apply.mysql;

import io.dbstream.writer.apply.ColumnPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The statements for one table. Question marks stand for the values of rows, in the order that each method names. */
final class MySqlStatements {
    private final String table;
    private final ServerFacts server;
    private final List<PlanColumn> written;
    private final List<PlanColumn> key;
    private final boolean guarded;
    private final String insertHead;
    private final String insertRow;
    private final String onDuplicate;
    private final String keyCondition;
    private final List<PlanColumn> keyValues;
    private final String load;

    MySqlStatements(TargetTable table, ColumnPlan<PlanColumn> columns, ServerFacts server) {
        this.table = table.name().sql();
        this.server = server;
        this.written = columns.written();
        this.key = columns.key();
        this.guarded = mayMistakeRows(table);
        this.insertHead = "INSERT INTO " + this.table + " (" + names(written) + ") VALUES ";
        this.insertRow = joined(written, ", ", column -> column.conversion().written(), "(", ")");
        this.onDuplicate = key.isEmpty() ? "" : onDuplicate();
        this.keyCondition = joined(key, " AND ", column -> isExact(column) ? column.matches() : bothMatch(column));
        this.keyValues = new ArrayList<>();
        for (PlanColumn column : key) {
            keyValues.add(column);
            if (!isExact(column)) {
                keyValues.add(column);
            }
        }
        this.load = loadText();
    }

    /**
     * ON DUPLICATE KEY UPDATE changes the row that has any unique value of the new one, and a collation may take two keys for one: then
     * it might be another row than the source's.
     */
    private boolean mayMistakeRows(TargetTable target) {
        return target.keys().size() > 1
                || target.keys().stream().anyMatch(unique -> !unique.whole())
                || !key.stream().allMatch(MySqlStatements::isExact);
    }

    private static boolean isExact(PlanColumn column) {
        return column.target().type().isExact();
    }

    /** The first condition finds the row in the index, the second makes sure that it is the one. */
    private String bothMatch(PlanColumn column) {
        return column.matches() + " AND " + column.matchesExactly(server);
    }

    /** Whether an upsert fails, with {@link MySqlFailures#isGuard}, rather than change a row with another key. */
    boolean guarded() {
        return guarded;
    }

    /** Values: every written column, row by row. */
    String insert(int rows) {
        return repeated(insertHead, insertRow, ", ", rows, "");
    }

    /** Values: every written column, row by row. An existing row with the same key is overwritten. */
    String upsert(int rows) {
        return repeated(insertHead, insertRow, ", ", rows, onDuplicate);
    }

    /** Values: {@link #keyValues}, row by row. */
    String delete(int rows) {
        String head = "DELETE FROM " + table + " WHERE ";
        if (keyValues.size() == 1) {
            PlanColumn column = key.getFirst();
            return repeated(
                    head + column.target().sql() + " IN (", column.conversion().compared(), ", ", rows, ")");
        }
        return repeated(head, "(" + keyCondition + ")", " OR ", rows, "");
    }

    /** What takes the place of the key's question marks: a column whose collation is not exact comes twice. */
    List<PlanColumn> keyValues() {
        return keyValues;
    }

    /** Values: the columns to set, then {@link #keyValues}. */
    String update(List<PlanColumn> set) {
        return "UPDATE " + table + " SET " + assignments(set) + " WHERE " + keyCondition;
    }

    /** Values: the columns that were not NULL. */
    String deleteOne(List<PlanColumn> values, List<PlanColumn> nulls) {
        return "DELETE FROM " + table + isOneOf(values, nulls);
    }

    /** Values: the columns to set, then those that were not NULL before. */
    String updateOne(List<PlanColumn> set, List<PlanColumn> values, List<PlanColumn> nulls) {
        return "UPDATE " + table + " SET " + assignments(set) + isOneOf(values, nulls);
    }

    /** Loads text rows of every written column. The name of the file is none: the driver sends what it is given instead. */
    String load() {
        return load;
    }

    private String onDuplicate() {
        List<String> assignments = new ArrayList<>();
        PlanColumn first = key.getFirst();
        if (guarded) {
            String same = joined(
                    key,
                    " AND ",
                    column -> binary(column, column.target().sql())
                            + " <=> "
                            + binary(column, "VALUES(" + column.target().sql() + ")"));
            // Where the keys differ, the sum is out of the range of its type, and the statement fails.
            assignments.add(first.target().sql() + " = IF((18446744073709551615 + (NOT (" + same + "))) > 0, "
                    + first.target().sql() + ", " + first.target().sql() + ")");
        }
        for (PlanColumn column : written) {
            if (!key.contains(column)) {
                assignments.add(
                        column.target().sql() + " = VALUES(" + column.target().sql() + ")");
            }
        }
        if (assignments.isEmpty()) {
            assignments.add(first.target().sql() + " = " + first.target().sql());
        }
        return " ON DUPLICATE KEY UPDATE " + String.join(", ", assignments);
    }

    private static String binary(PlanColumn column, String expression) {
        return isExact(column) ? expression : "CAST(" + expression + " AS BINARY)";
    }

    private String isOneOf(List<PlanColumn> values, List<PlanColumn> nulls) {
        List<String> conditions = new ArrayList<>();
        values.forEach(column -> conditions.add(column.matchesExactly(server)));
        nulls.forEach(column -> conditions.add(column.target().sql() + " IS NULL"));
        return (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions)) + " LIMIT 1";
    }

    private String loadText() {
        List<String> fields = new ArrayList<>();
        List<String> made = new ArrayList<>();
        for (PlanColumn column : written) {
            if (column.conversion().loadsAsItIs()) {
                fields.add(column.target().sql());
            } else {
                String variable = "@c" + column.source();
                fields.add(variable);
                made.add(column.target().sql() + " = " + column.conversion().loaded(variable));
            }
        }
        return "LOAD DATA LOCAL INFILE 'dbstream' INTO TABLE " + table + " CHARACTER SET utf8mb4 ("
                + String.join(", ", fields) + ")" + (made.isEmpty() ? "" : " SET " + String.join(", ", made));
    }

    private static String assignments(List<PlanColumn> set) {
        return joined(
                set,
                ", ",
                column -> column.target().sql() + " = " + column.conversion().written());
    }

    private static String names(List<PlanColumn> columns) {
        return joined(columns, ", ", column -> column.target().sql());
    }

    private static String joined(List<PlanColumn> columns, String separator, Function<PlanColumn, String> text) {
        return joined(columns, separator, text, "", "");
    }

    private static String joined(
            List<PlanColumn> columns, String separator, Function<PlanColumn, String> text, String head, String tail) {
        return columns.stream().map(text).collect(Collectors.joining(separator, head, tail));
    }

    private static String repeated(String head, String part, String separator, int times, String tail) {
        StringBuilder sql =
                new StringBuilder(head.length() + (part.length() + separator.length()) * times + tail.length());
        sql.append(head).append(part);
        for (int i = 1; i < times; i++) {
            sql.append(separator).append(part);
        }
        return sql.append(tail).toString();
    }
}
