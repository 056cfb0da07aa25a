package io.dbstream.reader.capture.postgres;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyDual;

/**
 * A connection that speaks the replication protocol. The driver logs in and cuts the stream into messages; what they mean, and what the
 * server is told and when, is ours: the driver's own replication stream keeps the server's keepalives to itself.
 *
 * <p>For one thread, but for {@link #abort}.
 */
final class ReplicationConnection implements AutoCloseable {
    private static final int STATUS_LENGTH = 1 + 8 + 8 + 8 + 8 + 1;

    /** The server gives nobody up for being slow: a full hub may stop us for hours. That we are dead it learns from TCP. */
    private static final Map<String, String> PATIENCE = Map.of(
            // The longest there is, 24 days. Without any, it would look for answers behind every row.
            "wal_sender_timeout", Integer.toString(Integer.MAX_VALUE),
            "tcp_keepalives_idle", "10",
            "tcp_keepalives_interval", "5",
            "tcp_keepalives_count", "3",
            // Would also end a connection whose other side is alive but does not read.
            "tcp_user_timeout", "0",
            "statement_timeout", "0",
            "lock_timeout", "0");

    private final Connection connection;
    private final PatientSocket socket;
    private @Nullable CopyDual stream;

    private ReplicationConnection(Connection connection, PatientSocket socket) {
        this.connection = connection;
        this.socket = socket;
    }

    static ReplicationConnection over(Connection connection, PatientSocket socket) throws SQLException {
        ReplicationConnection replication = new ReplicationConnection(connection, socket);
        try {
            replication.settle();
            return replication;
        } catch (SQLException e) {
            replication.close();
            throw e;
        }
    }

    private void settle() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>(ColumnTypes.PRINTING);
        settings.putAll(PATIENCE);
        try (Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> setting : settings.entrySet()) {
                statement.execute("SET " + setting.getKey() + " = '" + setting.getValue() + "'");
            }
        }
    }

    /** The number that the server shares with its standbys and no other. */
    String systemIdentifier() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("IDENTIFY_SYSTEM")) {
            row.next();
            return row.getString("systemid");
        }
    }

    /** Asks for what was committed from this place on. */
    void start(String slot, String publication, long lsn) throws SQLException {
        String names = "\"" + publication.replace("\"", "\"\"") + "\"";
        stream = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyDual("START_REPLICATION SLOT \"" + slot + "\" LOGICAL " + Lsn.text(lsn)
                        + " (\"proto_version\" '1', \"publication_names\" '" + names.replace("'", "''") + "')");
    }

    /** The next message of the stream; null when none came for so long. */
    byte @Nullable [] next(Duration patience) throws SQLException {
        CopyDual open = open();
        if (!open.isActive()) {
            throw lost(null);
        }
        byte[] message = open.readFromCopy(false);
        if (message != null || !open.isActive()) {
            return message;
        }
        try {
            if (!socket.await(patience)) {
                return null;
            }
        } catch (IOException e) {
            throw lost(e);
        }
        message = open.readFromCopy(true);
        if (message == null && !open.isActive()) {
            throw lost(null);
        }
        return message;
    }

    /**
     * Tells the server how far we are.
     *
     * @param received up to where the log has arrived
     * @param confirmed what the server may forget; 0 for nothing new
     * @param ask whether the server is to answer with the end of its log
     */
    void report(long received, long confirmed, boolean ask) throws SQLException {
        byte[] status = ByteBuffer.allocate(STATUS_LENGTH)
                .put((byte) 'r')
                .putLong(received)
                .putLong(confirmed)
                .putLong(confirmed)
                .putLong(ChronoUnit.MICROS.between(PgClock.EPOCH, Instant.now()))
                .put((byte) (ask ? 1 : 0))
                .array();
        CopyDual open = open();
        open.writeToCopy(status, 0, status.length);
        open.flushCopy();
    }

    private CopyDual open() {
        CopyDual open = stream;
        if (open == null) {
            throw new IllegalStateException("the stream was not started");
        }
        return open;
    }

    private static SQLException lost(@Nullable IOException cause) {
        return new SQLException(cause == null ? "the server ended its log" : "the connection was lost", "08006", cause);
    }

    /** Ends what another thread reads. */
    void abort() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }

    @Override
    public void close() {
        abort();
        try {
            connection.close();
        } catch (SQLException e) {
            // The server has learnt it from the socket.
        }
    }
}
