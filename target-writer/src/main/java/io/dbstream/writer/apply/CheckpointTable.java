package io.dbstream.writer.apply;

import io.dbstream.change.SourcePosition;
import io.dbstream.stream.Checkpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The stream's row in {@code dbstream_checkpoint}. Whoever opens the target raises the row's fence, and writes the row only while the
 * fence is still the one that it raised: of two writers the older cannot commit any more. Nor can one whose target was meanwhile put back
 * to an earlier state, with the fence of that time: the row has to say what was read or written last.
 */
public final class CheckpointTable {
    private final Connection connection;
    private final Transaction transaction;
    private final String table;
    private final String raise;
    private final String now;
    private final String streamId;
    private long fence;
    private @Nullable Checkpoint last;

    /**
     * Prepares to use the table, which is there.
     *
     * @param table its name, fit for statements
     * @param onConflict what makes an INSERT of the stream's row into an update that raises {@code fence}
     * @param now the present moment in SQL
     */
    public CheckpointTable(
            Connection connection,
            Transaction transaction,
            String table,
            String onConflict,
            String now,
            String streamId) {
        this.connection = connection;
        this.transaction = transaction;
        this.table = table;
        this.raise = "INSERT INTO " + table + " (stream_id, fence) VALUES (?, 1) " + onConflict;
        this.now = now;
        this.streamId = streamId;
    }

    /** Takes the stream's row and commits that; empty when the stream never committed anything. */
    Optional<Checkpoint> take() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(raise)) {
            statement.setString(1, streamId);
            statement.executeUpdate();
        }
        Optional<Checkpoint> checkpoint = read();
        transaction.commit();
        last = checkpoint.orElse(null);
        return checkpoint;
    }

    /** The row as it is now; the transaction has just written it, so nobody else can. */
    private Optional<Checkpoint> read() throws SQLException {
        String read = "SELECT fence, epoch, sequence, position, events FROM " + table + " WHERE stream_id = ?";
        try (PreparedStatement statement = connection.prepareStatement(read)) {
            statement.setString(1, streamId);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                fence = rows.getLong("fence");
                String epoch = rows.getString("epoch");
                String position = rows.getString("position");
                if (epoch == null || position == null) {
                    return Optional.empty();
                }
                return Optional.of(new Checkpoint(
                        epoch, rows.getLong("sequence"), new SourcePosition(position, rows.getLong("events"))));
            }
        }
    }

    /** Takes the stream's row away and commits that: no writer of the stream can commit any more. */
    void remove() throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM " + table + " WHERE stream_id = ?")) {
            statement.setString(1, streamId);
            statement.executeUpdate();
        }
        transaction.commit();
    }

    /** Whether another writer has taken the row since this one did, seen over another connection. */
    boolean isTaken(Connection another) throws SQLException {
        String look = "SELECT fence FROM " + table + " WHERE stream_id = ?";
        try (PreparedStatement statement = another.prepareStatement(look)) {
            statement.setString(1, streamId);
            try (ResultSet row = statement.executeQuery()) {
                return fence != 0 && !(row.next() && row.getLong("fence") == fence);
            }
        }
    }

    /** Whether the row is as this writer read or wrote it last; it stays so until the open transaction ends. */
    boolean isOurs() throws SQLException {
        String lock = "SELECT fence, coalesce(events, -1) AS events, coalesce(sequence, -1) AS sequence FROM " + table
                + " WHERE stream_id = ? FOR UPDATE";
        Checkpoint before = last;
        try (PreparedStatement statement = connection.prepareStatement(lock)) {
            statement.setString(1, streamId);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        && row.getLong("fence") == fence
                        && row.getLong("events")
                                == (before == null ? -1 : before.position().events())
                        && row.getLong("sequence") == (before == null ? -1 : before.sequence());
            }
        }
    }

    /**
     * Writes the checkpoint within the open transaction, which is to be committed next; false when another writer has taken the row
     * since, or the row was put back to what it was.
     */
    boolean write(Checkpoint checkpoint) throws SQLException {
        String update =
                "UPDATE " + table + " SET epoch = ?, sequence = ?, position = ?, events = ?, updated_at = " + now
                        + " WHERE stream_id = ? AND fence = ? AND coalesce(events, -1) = ? AND coalesce(sequence, -1)"
                        + " = ?";
        Checkpoint before = last;
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, checkpoint.epoch());
            statement.setLong(2, checkpoint.sequence());
            statement.setString(3, checkpoint.position().coordinate());
            statement.setLong(4, checkpoint.position().events());
            statement.setString(5, streamId);
            statement.setLong(6, fence);
            statement.setLong(7, before == null ? -1 : before.position().events());
            statement.setLong(8, before == null ? -1 : before.sequence());
            last = checkpoint;
            return statement.executeUpdate() == 1;
        }
    }
}
