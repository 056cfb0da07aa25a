package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the source while its log is read. The thread that reads may be held up for hours by a full hub; a server that shuts down
 * then would wait for it in vain. It closes all other connections first: so this one tells, and the reading is ended. And whatever the
 * server no longer publishes is missing from the log without a word, so that is looked after as well.
 */
final class Watch implements AutoCloseable {
    /** How long to wait between two signs of life, usually. */
    static final Duration USUAL = Duration.ofSeconds(2);

    private static final int SIGNS_OF_LIFE_PER_CHECK = 15;
    private static final int PATIENCE_SECONDS = 30;

    private final Connector connector;
    private final Duration betweenSigns;
    private final Check check;
    private final Runnable onAlarm;
    private final Thread thread;
    private volatile boolean closed;
    private volatile @Nullable StreamException alarm;

    /** What must hold as long as the log is read. */
    interface Check {
        /** Throws a stream exception when it does not hold. */
        void check(Connection connection) throws SQLException;
    }

    /**
     * Begins to watch.
     *
     * @param betweenSigns how long to wait between two signs of life of the server
     * @param onAlarm run on a thread of the watch's own
     */
    Watch(Connector connector, Duration betweenSigns, Check check, Runnable onAlarm) {
        this.connector = connector;
        this.betweenSigns = betweenSigns;
        this.check = check;
        this.onAlarm = onAlarm;
        this.thread = Thread.ofVirtual().name("watch").start(this::watch);
    }

    /** Throws what the watch found to be wrong, if it did. */
    void raise() {
        StreamException found = alarm;
        if (found != null) {
            throw found;
        }
    }

    private void watch() {
        try (Connection connection = connector.open()) {
            for (int signs = 1; !closed; signs++) {
                Thread.sleep(betweenSigns);
                if (signs % SIGNS_OF_LIFE_PER_CHECK == 0) {
                    check.check(connection);
                } else if (!connection.isValid(PATIENCE_SECONDS)) {
                    raise(new StreamException(
                            ErrorKind.SOURCE_UNAVAILABLE,
                            "the source closed a connection: perhaps it is shutting down"));
                    return;
                }
            }
        } catch (SQLException e) {
            raise(connector.failure("watch the source", e));
        } catch (StreamException e) {
            raise(e);
        } catch (InterruptedException e) {
            // The reading is over; this thread ends with it.
        }
    }

    private void raise(StreamException found) {
        if (!closed) {
            alarm = found;
            onAlarm.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
