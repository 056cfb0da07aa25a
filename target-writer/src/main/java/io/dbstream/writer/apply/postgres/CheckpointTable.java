package io.dbstream.writer.apply.postgres;

import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/**
 * The stream's row in {@code dbstream_checkpoint}. Whoever opens the target raises the row's fence, and writes the row only while the
 * fence is still the one that it raised: of two writers the older cannot commit any more.
 */
final class CheckpointTable {
    private static final String NAME = "dbstream_checkpoint";

    private final Connection connection;
    private final Transaction transaction;
    private final TableName table;
    private final String streamId;
    private long fence;

    CheckpointTable(Connection connection, Transaction transaction, String schema, String streamId) {
        this.connection = connection;
        this.transaction = transaction;
        this.table = new TableName(schema, NAME);
        this.streamId = streamId;
    }

    /** Makes the table unless it is there, takes the stream's row and commits that; empty when the stream never committed anything. */
    Optional<Checkpoint> take() throws SQLException {
        if (new Catalog(connection).find(table) == null) {
            make();
        }
        Optional<Checkpoint> checkpoint = raiseFence();
        transaction.commit();
        return checkpoint;
    }

    /** Writes the checkpoint within the open transaction; false when another writer has taken the row since. */
    boolean write(Checkpoint checkpoint) throws SQLException {
        String update = "UPDATE " + table.sql() + " SET epoch = ?, sequence = ?, position = ?, events = ?,"
                + " updated_at = clock_timestamp() WHERE stream_id = ? AND fence = ?";
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setString(1, checkpoint.epoch());
            statement.setLong(2, checkpoint.sequence());
            statement.setString(3, checkpoint.position().coordinate());
            statement.setLong(4, checkpoint.position().events());
            statement.setString(5, streamId);
            statement.setLong(6, fence);
            return statement.executeUpdate() == 1;
        }
    }

    private void make() throws SQLException {
        String create = "CREATE TABLE IF NOT EXISTS " + table.sql() + " (stream_id varchar(27) PRIMARY KEY,"
                + " fence bigint NOT NULL, epoch text, sequence bigint, position text, events bigint,"
                + " updated_at timestamptz)";
        SQLException failure = transaction.attempt(() -> transaction.execute(create));
        if (failure == null || PostgresErrors.isMadeByAnother(failure)) {
            return;
        }
        if (PostgresErrors.isMissingRight(failure)) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "The target lacks table " + table
                            + ", in which the stream's checkpoint is kept, and the user may not make it:"
                            + " GRANT CREATE, USAGE ON SCHEMA " + TableName.quote(table.schema()) + " TO "
                            + Session.user(connection));
        }
        throw failure;
    }

    private Optional<Checkpoint> raiseFence() throws SQLException {
        String take = "INSERT INTO " + table.sql() + " AS c (stream_id, fence) VALUES (?, 1)"
                + " ON CONFLICT (stream_id) DO UPDATE SET fence = c.fence + 1"
                + " RETURNING fence, epoch, sequence, position, events";
        try (PreparedStatement statement = connection.prepareStatement(take)) {
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
}
