package io.dbstream.writer.apply.mysql;

import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Runs statements over rows, in pieces that the server takes. */
final class RowStatement {
    private static final int MOST_ROWS = 1000;
    private static final long MOST_BYTES = 4L << 20;
    /** Room for the statement around the values. */
    private static final long OVERHEAD = 64L << 10;

    private static final PlanColumn[] NO_COLUMNS = {};

    private final Connection connection;
    private final long mostBytes;

    RowStatement(MySqlSession session) {
        this.connection = session.connection();
        this.mostBytes = session.mostBytes();
    }

    /**
     * Runs one statement for many rows.
     *
     * @param sql the statement for so many rows
     * @param columns whose values it takes, row by row
     */
    void runMany(TableName table, IntFunction<String> sql, List<PlanColumn> columns, List<Row> rows)
            throws SQLException {
        PlanColumn[] order = columns.toArray(new PlanColumn[0]);
        String known = "";
        int knownRows = 0;
        int from = 0;
        while (from < rows.size()) {
            int to = endOfPiece(columns, rows, from);
            if (to - from != knownRows) {
                knownRows = to - from;
                known = sql.apply(knownRows);
            }
            if (knownRows == 1 && isComposed(order, rows.get(from))) {
                int unused = runComposed(table, known, order, rows.get(from), NO_COLUMNS, rows.get(from));
                from = to;
                continue;
            }
            boolean single = knownRows == 1;
            try (PreparedStatement statement =
                    single ? prepare(table, known, size(order, rows.get(from))) : prepare(known)) {
                int parameter = 1;
                for (int index = from; index < to; index++) {
                    parameter = bind(statement, parameter, order, rows.get(index));
                }
                statement.executeUpdate();
            }
            from = to;
        }
    }

    /** Runs one statement for each row: its values, then those of the key as it was before. */
    void runEach(TableName table, String sql, List<PlanColumn> columns, List<Row> rows, List<PlanColumn> key)
            throws SQLException {
        if (rows.size() == 1) {
            int unused = runOne(table, sql, columns, rows.getFirst(), key, rows.getFirst());
            return;
        }
        PlanColumn[] order = columns.toArray(new PlanColumn[0]);
        PlanColumn[] keyOrder = key.toArray(new PlanColumn[0]);
        int from = 0;
        while (from < rows.size()) {
            int to = endOfPiece(columns, rows, from);
            if (to - from == 1) {
                int unused = runOne(table, sql, columns, rows.get(from), key, rows.get(from));
            } else {
                try (PreparedStatement statement = prepare(sql)) {
                    for (int index = from; index < to; index++) {
                        bind(statement, bind(statement, 1, order, rows.get(index)), keyOrder, rows.get(index));
                        statement.addBatch();
                    }
                    statement.executeBatch();
                }
            }
            from = to;
        }
    }

    /** Runs a statement for one row; returns how many rows it found. */
    int runOne(TableName table, String sql, List<PlanColumn> columns, Row row, List<PlanColumn> where, Row before)
            throws SQLException {
        PlanColumn[] order = columns.toArray(new PlanColumn[0]);
        PlanColumn[] whereOrder = where.toArray(new PlanColumn[0]);
        if (isComposed(order, row) || isComposed(whereOrder, before)) {
            return runComposed(table, sql, order, row, whereOrder, before);
        }
        try (PreparedStatement statement = prepare(table, sql, size(order, row) + size(whereOrder, before))) {
            bind(statement, bind(statement, 1, order, row), whereOrder, before);
            return statement.executeUpdate();
        }
    }

    /** The same where some values are expressions, which become part of the statement. */
    private int runComposed(TableName table, String sql, PlanColumn[] columns, Row row, PlanColumn[] where, Row before)
            throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (PlanColumn column : columns) {
            values.add(column.value(row));
        }
        for (PlanColumn column : where) {
            values.add(column.value(before));
        }
        Composed composed = Composed.statement(sql, values);
        // Each expression holds its value once more than the row does, and besides that little.
        long bytes =
                2 * (size(columns, row) + size(where, before)) + composed.sql().length();
        try (PreparedStatement statement = prepare(table, composed.sql(), bytes)) {
            int parameter = 1;
            for (Object value : composed.values()) {
                bind(statement, parameter++, value);
            }
            return statement.executeUpdate();
        }
    }

    private static boolean isComposed(PlanColumn[] columns, Row row) {
        for (PlanColumn column : columns) {
            if (column.conversion().step().composes()
                    && !row.isAbsent(column.source())
                    && column.value(row) instanceof Composed) {
                return true;
            }
        }
        return false;
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        return withoutFiles(connection.prepareStatement(sql));
    }

    /** A statement whose values take so many bytes as they are. Long ones travel beside its text, since escaped they take up to twice as many. */
    private PreparedStatement prepare(TableName table, String sql, long bytes) throws SQLException {
        if (2 * bytes + OVERHEAD < mostBytes) {
            return prepare(sql);
        }
        if (bytes + OVERHEAD >= mostBytes) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "A row of table " + table + " takes " + bytes
                            + " bytes, and the target's server takes statements of "
                            + mostBytes + ": SET GLOBAL max_allowed_packet = " + Math.min(1L << 30, 2 * bytes)
                            + " (and in the server's configuration)");
        }
        return withoutFiles(connection
                .unwrap(org.mariadb.jdbc.Connection.class)
                .prepareInternal(
                        sql,
                        Statement.NO_GENERATED_KEYS,
                        ResultSet.TYPE_FORWARD_ONLY,
                        ResultSet.CONCUR_READ_ONLY,
                        true));
    }

    /** A server may answer any statement by asking for a file; it gets this empty one. */
    private static PreparedStatement withoutFiles(PreparedStatement statement) throws SQLException {
        statement.unwrap(org.mariadb.jdbc.Statement.class).setLocalInfileInputStream(InputStream.nullInputStream());
        return statement;
    }

    private static int bind(PreparedStatement statement, int from, PlanColumn[] columns, Row row) throws SQLException {
        int parameter = from;
        for (PlanColumn column : columns) {
            bind(statement, parameter++, column.value(row));
        }
        return parameter;
    }

    private static void bind(PreparedStatement statement, int parameter, @Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.NULL);
            return;
        }
        switch (value) {
            case Long number -> statement.setLong(parameter, number);
            case String text -> statement.setString(parameter, text);
            case byte[] bytes -> statement.setBytes(parameter, bytes);
            default -> throw new IllegalArgumentException("no column takes a " + value.getClass());
        }
    }

    private int endOfPiece(List<PlanColumn> columns, List<Row> rows, int from) {
        int last = Math.min(rows.size(), from + MOST_ROWS);
        long most = Math.min(MOST_BYTES, (mostBytes - OVERHEAD) / 4);
        long bytes = 0;
        int to = from;
        PlanColumn[] composing = columns.stream()
                .filter(column -> column.conversion().step().composes())
                .toArray(PlanColumn[]::new);
        while (to < last) {
            bytes += estimate(columns, rows.get(to));
            boolean alone = composing.length > 0 && isComposed(composing, rows.get(to));
            if ((bytes > most || alone) && to > from) {
                break;
            }
            to++;
            if (alone) {
                break;
            }
        }
        return to;
    }

    /** Without converting anything: twice as much is the most that comes of it. */
    private static long estimate(List<PlanColumn> columns, Row row) {
        long bytes = 0;
        for (PlanColumn column : columns) {
            bytes += estimate(row.get(column.source()));
        }
        return bytes;
    }

    private static long estimate(@Nullable Object value) {
        if (value instanceof String text) {
            return 2L * text.length();
        }
        return value instanceof byte[] binary ? binary.length : 2L * Long.BYTES;
    }

    private static long size(PlanColumn[] columns, Row row) {
        long bytes = 0;
        for (PlanColumn column : columns) {
            bytes += size(row.get(column.source()));
        }
        return bytes;
    }

    private static long size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length() < 1000 ? 3L * text.length() : text.getBytes(StandardCharsets.UTF_8).length;
        }
        return value instanceof byte[] binary ? binary.length : 2L * Long.BYTES;
    }
}
