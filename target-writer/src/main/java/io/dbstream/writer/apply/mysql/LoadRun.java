package io.dbstream.writer.apply.mysql;

import io.dbstream.change.Row;
import io.dbstream.writer.apply.TabbedText;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Loads runs of new rows into a table with LOAD DATA LOCAL. That turns errors into warnings and leaves out rows that are there
 * already, so every row is counted and every warning is an error.
 */
final class LoadRun {
    /** From so many rows on, a load is worth its round trips. */
    static final int WORTHWHILE = 200;

    private static final int CAPACITY = 256 << 10;
    private static final int MOST_BYTES = 4 << 20;

    private final MySqlSession session;
    private boolean allowed;
    private TabbedText text = empty();

    LoadRun(MySqlSession session) {
        this.session = session;
        this.allowed = session.loads();
    }

    private static TabbedText empty() {
        return new TabbedText(CAPACITY, "\0000\nn\rr\tt\\\\", "");
    }

    /** From how many rows on a load is the way to go: never, where the server takes none. */
    int worthwhile() {
        return allowed ? WORTHWHILE : Integer.MAX_VALUE;
    }

    /** Loads all rows, or fails as an INSERT of a row that is there does. */
    void run(String sql, List<PlanColumn> columns, List<Row> rows) throws SQLException {
        PlanColumn[] order = columns.toArray(new PlanColumn[0]);
        try {
            int piece = 0;
            for (Row row : rows) {
                append(order, row);
                piece++;
                if (text.size() >= MOST_BYTES) {
                    load(sql, piece);
                    piece = 0;
                }
            }
            if (piece > 0) {
                load(sql, piece);
            }
        } catch (SQLException e) {
            // Somebody has turned it off since.
            allowed &= !MySqlFailures.isAboutLoads(e);
            throw e;
        } finally {
            text.clear();
            if (text.bytes().length > 2 * MOST_BYTES) {
                // One huge row need not be remembered for ever.
                text = empty();
            }
        }
    }

    private void append(PlanColumn[] columns, Row row) throws SQLException {
        for (PlanColumn column : columns) {
            Object value = column.value(row);
            if (value == null) {
                text.appendNull();
            } else if (value instanceof Composed) {
                // A field of a load holds no expression.
                throw MySqlFailures.notLoaded();
            } else {
                text.append(value);
            }
            text.endColumn();
        }
        text.endRow();
    }

    private void load(String sql, int rows) throws SQLException {
        try (Statement statement = session.connection().createStatement()) {
            statement
                    .unwrap(org.mariadb.jdbc.Statement.class)
                    .setLocalInfileInputStream(new ByteArrayInputStream(text.bytes(), 0, text.size()));
            int loaded = statement.executeUpdate(sql);
            if (loaded != rows || statement.getWarnings() != null) {
                throw MySqlFailures.notLoaded();
            }
        }
        text.clear();
    }
}
