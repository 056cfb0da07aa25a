package io.dbstream.writer.apply.postgres;

import io.dbstream.change.Row;
import io.dbstream.writer.apply.TabbedText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Copies runs of new rows into a table, the fastest way in that PostgreSQL has. */
final class CopyRun {
    /** From so many rows on, a COPY is worth its round trips. */
    static final int WORTHWHILE = 64;

    private static final int FLUSH_BYTES = 64 << 10;
    private static final int CAPACITY = 2 * FLUSH_BYTES;

    private final Connection connection;
    private TabbedText text = empty();

    CopyRun(Connection connection) {
        this.connection = connection;
    }

    private static TabbedText empty() {
        return new TabbedText(CAPACITY, "\bb\ff\nn\rr\tt\u000Bv\\\\", "\\\\x");
    }

    /** Runs a COPY of all rows; they and the table must agree, or nothing is copied and the transaction has failed. */
    void run(String sql, List<PlanColumn> columns, List<Row> rows) throws SQLException {
        CopyIn copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            write(copy, columns, rows);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
            text.clear();
            if (text.bytes().length > 16 * CAPACITY) {
                // One huge row need not be remembered for ever.
                text = empty();
            }
        }
    }

    private void write(CopyIn copy, List<PlanColumn> columns, List<Row> rows) throws SQLException {
        PlanColumn[] order = columns.toArray(new PlanColumn[0]);
        for (Row row : rows) {
            for (PlanColumn column : order) {
                Object value = column.value(row);
                if (value == null) {
                    text.appendNull();
                } else {
                    text.append(value);
                }
                text.endColumn();
            }
            text.endRow();
            if (text.size() >= FLUSH_BYTES) {
                copy.writeToCopy(text.bytes(), 0, text.size());
                text.clear();
            }
        }
        if (text.size() > 0) {
            copy.writeToCopy(text.bytes(), 0, text.size());
        }
    }
}
