package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.SQLException;
import java.time.Duration;

/**
 * The conversation with the server while it sends its log: data goes to the {@link LogReader}, and the server is told how far the target
 * is, which is all that it may forget.
 */
final class LogStream {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final long REPORT_NANOS = Duration.ofSeconds(10).toNanos();
    /** In each message of data: its kind, its place, the end of the log, and the server's clock. */
    private static final int DATA_HEADER = 1 + 8 + 8 + 8;
    /** How often a server asks in a row when it waits for nothing but us: it wants to shut down. */
    private static final int INSISTENCE = 3;

    private final ReplicationConnection connection;
    private final LogReader reader;
    private final Pace pace;
    private final MessageBytes in = new MessageBytes();

    private long received;
    private long confirmed;
    private long reportedAt = System.nanoTime();
    private int asked;

    LogStream(ReplicationConnection connection, LogReader reader, Pace pace) {
        this.connection = connection;
        this.reader = reader;
        this.pace = pace;
        this.received = pace.settled();
    }

    /** Reads the next message, or waits for a second in vain. */
    void advance() throws SQLException {
        byte[] message = connection.next(PATIENCE);
        if (message == null) {
            quiet();
            return;
        }
        switch (message[0]) {
            case 'w' -> {
                asked = 0;
                reader.message(message, DATA_HEADER);
            }
            case 'k' -> keepalive(message);
            default ->
                throw new StreamException(
                        ErrorKind.INTERNAL, "the server sent a message of the unknown kind " + (char) message[0]);
        }
    }

    /** The target has everything up to here. */
    void confirm(long lsn) throws SQLException {
        if (lsn > confirmed) {
            confirmed = lsn;
            report(false);
        }
    }

    private void keepalive(byte[] message) throws SQLException {
        in.over(message, 1);
        long end = in.int64();
        long clock = in.int64();
        boolean asks = in.int8() != 0;
        received = Math.max(received, end);
        if (reader.inTransaction()) {
            pace.idle();
        } else {
            // The server sends in the order of its log: what was committed before this place has arrived.
            pace.passed(end, clock);
        }
        if (asks) {
            yieldToShutdown();
            report(false);
        }
        reportInTime();
    }

    private void reportInTime() throws SQLException {
        if (System.nanoTime() - reportedAt >= REPORT_NANOS) {
            report(true);
        }
    }

    /**
     * A server that shuts down waits until everything it has sent is confirmed, and asks without a pause. The target may be far behind:
     * the server is not to wait for it.
     */
    private void yieldToShutdown() {
        if (++asked >= INSISTENCE) {
            throw new StreamException(ErrorKind.SOURCE_UNAVAILABLE, "the source is shutting down");
        }
    }

    private void quiet() throws SQLException {
        asked = 0;
        pace.idle();
        reportInTime();
    }

    private void report(boolean ask) throws SQLException {
        reportedAt = System.nanoTime();
        connection.report(Math.max(received, pace.settled()), confirmed, ask);
    }
}
