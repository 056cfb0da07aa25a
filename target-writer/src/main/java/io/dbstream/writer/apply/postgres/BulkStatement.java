package io.dbstream.writer.apply.postgres;

import io.dbstream.change.Row;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs a statement that takes its rows as one array per column. */
final class BulkStatement {
    private static final int MOST_ROWS = 8192;
    private static final long MOST_BYTES = 8L << 20;
    private static final List<PlanColumn> NO_COLUMNS = List.of();

    private final Connection connection;

    BulkStatement(Connection connection) {
        this.connection = connection;
    }

    /** Runs it for all rows, in as many pieces as memory wants; returns how many rows it changed. */
    int run(String sql, List<PlanColumn> columns, List<Row> rows) throws SQLException {
        return run(sql, columns, rows, NO_COLUMNS, rows);
    }

    /** As above, with more columns behind, whose values come from rows of their own. */
    int run(String sql, List<PlanColumn> columns, List<Row> rows, List<PlanColumn> more, List<Row> moreRows)
            throws SQLException {
        int changed = 0;
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int from = 0;
            while (from < rows.size()) {
                int to = endOfPiece(columns, rows, from);
                int parameter = bind(statement, 1, columns, rows, from, to);
                bind(statement, parameter, more, moreRows, from, to);
                changed += statement.executeUpdate();
                from = to;
            }
        }
        return changed;
    }

    private int bind(
            PreparedStatement statement, int parameter, List<PlanColumn> columns, List<Row> rows, int from, int to)
            throws SQLException {
        for (PlanColumn column : columns) {
            Carrier carrier = column.conversion().carrier();
            @Nullable Object[] values = carrier.array(to - from);
            for (int index = from; index < to; index++) {
                values[index - from] = column.value(rows.get(index));
            }
            statement.setArray(parameter++, connection.createArrayOf(carrier.type(), values));
        }
        return parameter;
    }

    private static int endOfPiece(List<PlanColumn> columns, List<Row> rows, int from) {
        int last = Math.min(rows.size(), from + MOST_ROWS);
        long bytes = 0;
        int to = from;
        while (to < last && bytes < MOST_BYTES) {
            Row row = rows.get(to++);
            for (PlanColumn column : columns) {
                bytes += size(row.get(column.source()));
            }
        }
        return to;
    }

    private static int size(@Nullable Object value) {
        if (value instanceof String text) {
            return text.length();
        }
        return value instanceof byte[] binary ? binary.length : Long.BYTES;
    }
}
