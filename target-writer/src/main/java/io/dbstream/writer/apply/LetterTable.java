package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import io.dbstream.schema.TableId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The stream's rows in {@code dbstream_dead_letter}, one for each change that is kept aside. Which of them belong to one letter,
 * {@code letter} says; their order is that of {@code event}.
 */
public final class LetterTable implements LetterStore {
    private final Connection connection;
    private final Transaction transaction;
    private final String table;
    private final String streamId;

    /**
     * Prepares to use the table, which is there.
     *
     * @param table its name, fit for statements
     */
    public LetterTable(Connection connection, Transaction transaction, String table, String streamId) {
        this.connection = connection;
        this.transaction = transaction;
        this.table = table;
        this.streamId = streamId;
    }

    @Override
    public List<Kept> read() throws SQLException {
        String sql =
                "SELECT event, letter, source_schema, source_table, row_digest, becomes_digest, kind, reason, since"
                        + " FROM " + table + " WHERE stream_id = ? ORDER BY event";
        List<Kept> kept = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, streamId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    String kind = rows.getString("kind");
                    kept.add(new Kept(
                            rows.getLong("event"),
                            rows.getLong("letter"),
                            new TableId(rows.getString("source_schema"), rows.getString("source_table")),
                            new TouchedRows(rows.getString("row_digest"), rows.getString("becomes_digest")),
                            kind == null ? null : ErrorKind.valueOf(kind),
                            rows.getString("reason"),
                            Instant.parse(rows.getString("since"))));
                }
            }
        }
        return kept;
    }

    @Override
    public void add(Kept kept, byte[] bundle) throws SQLException {
        String sql = "INSERT INTO " + table + " (stream_id, event, letter, source_schema, source_table, row_digest,"
                + " becomes_digest, kind, reason, since, bundle) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
        transaction.runUnguarded(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                ErrorKind kind = kept.kind();
                statement.setString(1, streamId);
                statement.setLong(2, kept.event());
                statement.setLong(3, kept.letter());
                statement.setString(4, kept.source().namespace());
                statement.setString(5, kept.source().name());
                statement.setString(6, kept.rows().row());
                statement.setString(7, kept.rows().becomes());
                statement.setString(8, kind == null ? null : kind.name());
                statement.setString(9, kept.reason());
                statement.setString(10, kept.since().toString());
                statement.setBytes(11, bundle);
                statement.executeUpdate();
            }
        });
    }

    @Override
    public void join(long letter, long later) throws SQLException {
        update("UPDATE " + table + " SET letter = ? WHERE stream_id = ? AND letter = ?", letter, streamId, later);
    }

    @Override
    public void refusedAgain(long letter, ErrorKind kind, String reason) throws SQLException {
        update(
                "UPDATE " + table + " SET kind = ?, reason = ? WHERE stream_id = ? AND event = ?",
                kind.name(),
                reason,
                streamId,
                letter);
    }

    @Override
    public void remove(long letter) throws SQLException {
        update("DELETE FROM " + table + " WHERE stream_id = ? AND letter = ?", streamId, letter);
    }

    void removeAll() throws SQLException {
        update("DELETE FROM " + table + " WHERE stream_id = ?", streamId);
    }

    /** The events of a letter, in the source's order. */
    List<Long> events(long letter) throws SQLException {
        String sql = "SELECT event FROM " + table + " WHERE stream_id = ? AND letter = ? ORDER BY event";
        List<Long> events = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, streamId);
            statement.setLong(2, letter);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    events.add(rows.getLong(1));
                }
            }
        }
        return events;
    }

    byte[] bundle(long event) throws SQLException {
        String sql = "SELECT bundle FROM " + table + " WHERE stream_id = ? AND event = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, streamId);
            statement.setLong(2, event);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                return rows.getBytes(1);
            }
        }
    }

    private void update(String sql, Object... values) throws SQLException {
        transaction.runUnguarded(() -> {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, values[i]);
                }
                statement.executeUpdate();
            }
        });
    }
}
