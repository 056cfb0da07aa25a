package io.dbstream.writer.apply.postgres;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The statements for one table. Each takes one array per column and so writes any number of rows; a text stays the same as long as
 * the plan does, so the driver prepares it once.
 */
final class TableStatements {
    private final TargetTable table;
    private final List<PlanColumn> key;
    private final String insert;
    private final String upsert;
    private final String delete;
    private final String copy;
    private final Map<BitSet, String> updates = new HashMap<>();
    private final Map<BitSet, String> deletesOfOne = new HashMap<>();

    /** @param key the columns that identify a row; empty when none do, and then there is no upsert, delete or update by key */
    TableStatements(TargetTable table, List<PlanColumn> written, List<PlanColumn> key) {
        this.table = table;
        this.key = List.copyOf(key);
        insert = insertText(written);
        upsert = insert + onConflict(written);
        delete = "DELETE FROM " + table.name().sql() + " AS t USING unnest(" + arrays(key) + ") AS v("
                + aliases("k", key) + ") WHERE " + keyMatches();
        copy = "COPY " + table.name().sql() + " (" + names(written) + ") FROM STDIN";
    }

    /** Arrays: every written column. */
    String insert() {
        return insert;
    }

    /** Arrays: every written column. An existing row with the same key is overwritten. */
    String upsert() {
        return upsert;
    }

    /** Arrays: the key columns. */
    String delete() {
        return delete;
    }

    /** Text rows of every written column. */
    String copy() {
        return copy;
    }

    /** Arrays: the columns to set, then the key columns as they were before. */
    String update(List<PlanColumn> set) {
        return updates.computeIfAbsent(
                sources(set),
                unused -> "UPDATE " + table.name().sql() + " AS t SET " + assignments(set) + " FROM unnest("
                        + arrays(set)
                        + ", " + arrays(key) + ") AS v(" + aliases("c", set) + ", " + aliases("k", key) + ") WHERE "
                        + keyMatches());
    }

    /** Arrays of length one: the columns that were not NULL. Deletes one of the rows that have these values and NULLs. */
    String deleteOne(List<PlanColumn> values, List<PlanColumn> nulls) {
        BitSet shape = sources(values);
        return deletesOfOne.computeIfAbsent(
                shape, unused -> "DELETE FROM " + table.name().sql() + " AS t WHERE " + isOneOf(values, nulls));
    }

    /** Arrays of length one: the columns to set, then those that were not NULL before. Updates one of the rows with these values. */
    String updateOne(List<PlanColumn> set, List<PlanColumn> values, List<PlanColumn> nulls) {
        return "UPDATE " + table.name().sql() + " AS t SET " + assignments(set) + " FROM unnest(" + arrays(set)
                + ") AS v(" + aliases("c", set) + ") WHERE " + isOneOf(values, nulls);
    }

    private String insertText(List<PlanColumn> written) {
        boolean overriding = written.stream().anyMatch(column -> column.target().identityAlways());
        // With another name, because to ON CONFLICT a table called excluded is the row that was to be inserted.
        return "INSERT INTO " + table.name().sql() + " AS t (" + names(written) + ")"
                + (overriding ? " OVERRIDING SYSTEM VALUE" : "")
                + " SELECT " + joined(written, ", ", column -> expression("c", column))
                + " FROM unnest(" + arrays(written) + ") AS v(" + aliases("c", written) + ")";
    }

    private String onConflict(List<PlanColumn> written) {
        String assignments = written.stream()
                .filter(column -> !key.contains(column) || column.target().equality() != Equality.SAME)
                .map(column ->
                        column.target().sql() + " = EXCLUDED." + column.target().sql())
                .collect(Collectors.joining(", "));
        return " ON CONFLICT (" + names(key) + ") DO "
                + (assignments.isEmpty() ? "NOTHING" : "UPDATE SET " + assignments);
    }

    private String isOneOf(List<PlanColumn> values, List<PlanColumn> nulls) {
        // A ctid is unique within one partition only.
        StringBuilder sql = new StringBuilder(table.partitioned() ? "(t.tableoid, t.ctid)" : "t.ctid")
                .append(" = (SELECT ")
                .append(table.partitioned() ? "m.tableoid, m.ctid" : "m.ctid")
                .append(" FROM ")
                .append(table.name().sql())
                .append(" AS m");
        if (!values.isEmpty()) {
            sql.append(", unnest(")
                    .append(arrays(values))
                    .append(") AS v(")
                    .append(aliases("k", values))
                    .append(")");
        }
        sql.append(" WHERE true");
        for (PlanColumn column : values) {
            sql.append(" AND ").append(equality(column));
        }
        for (PlanColumn column : nulls) {
            sql.append(" AND m.").append(column.target().sql()).append(" IS NULL");
        }
        return sql.append(" LIMIT 1)").toString();
    }

    /** Whether the values are the same, which a type's own equality need not mean; of text there is no doubt. */
    private static String equality(PlanColumn column) {
        TargetColumn target = column.target();
        String stored = "m." + target.sql();
        String wanted = expression("k", column);
        String equal = stored + " = " + wanted;
        String same = printed(stored, target) + " = " + printed(wanted, target) + " COLLATE \"C\"";
        return switch (target.equality()) {
            case SAME -> equal;
            case LOOSE -> equal + " AND " + same;
            case UNKNOWN -> same;
        };
    }

    /** A cast of {@code char} to text would take its spaces away. */
    private static String printed(String value, TargetColumn column) {
        return column.type().name().equals("bpchar") ? "concat(" + value + ")" : value + "::text";
    }

    private String keyMatches() {
        return joined(key, " AND ", column -> "t." + column.target().sql() + " = " + expression("k", column));
    }

    private static String assignments(List<PlanColumn> set) {
        return joined(set, ", ", column -> column.target().sql() + " = " + expression("c", column));
    }

    private static String arrays(List<PlanColumn> columns) {
        return joined(
                columns, ", ", column -> "?::" + column.conversion().carrier().type() + "[]");
    }

    private static String aliases(String prefix, List<PlanColumn> columns) {
        return joined(columns, ", ", column -> prefix + column.source());
    }

    private static String expression(String prefix, PlanColumn column) {
        return column.conversion().expression("v." + prefix + column.source());
    }

    private static String names(List<PlanColumn> columns) {
        return joined(columns, ", ", column -> column.target().sql());
    }

    private static String joined(List<PlanColumn> columns, String separator, Function<PlanColumn, String> text) {
        return columns.stream().map(text).collect(Collectors.joining(separator));
    }

    private static BitSet sources(List<PlanColumn> columns) {
        BitSet sources = new BitSet();
        columns.forEach(column -> sources.set(column.source()));
        return sources;
    }
}
