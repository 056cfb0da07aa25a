package io.dbstream.writer.apply.postgres;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.ConnectionString;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.Target;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/** A PostgreSQL database as one stream's target. */
public final class PostgresTarget implements Target {
    private final ConnectionString address;
    private final Properties properties;
    private final String streamId;
    private final TableMapping mapping;

    private @Nullable Transaction transaction;
    private @Nullable CheckpointTable checkpoints;
    private @Nullable Plans plans;
    private @Nullable ChangeApplier applier;

    // Read by close(), on any thread.
    private volatile @Nullable Connection connection;
    private volatile @Nullable Thread worker;
    private volatile boolean closed;

    /**
     * Prepares to connect.
     *
     * @param settings the target's settings: {@code sslCA}, {@code sslCert} and {@code sslKey} are other names for the
     *     connection's {@code sslrootcert}, {@code sslcert} and {@code sslkey}
     * @param mapping where tables of the source go; the target's own namespace is its current schema
     * @throws StreamException of kind CONFIGURATION, naming the parameter of the connection that is wrong
     */
    public PostgresTarget(
            ConnectionString connection, Map<String, String> settings, String streamId, TableMapping mapping) {
        this.address = connection;
        this.properties = ConnectionProperties.of(connection, settings, streamId);
        this.streamId = streamId;
        this.mapping = mapping;
    }

    @Override
    public Optional<Checkpoint> open() {
        return working("Opening the target", () -> {
            Connection opened = Session.connect(address, properties);
            connection = opened;
            if (closed) {
                // The connection came into being behind close()'s back.
                disconnect(opened);
                throw closedMeanwhile();
            }
            String schema = Session.currentSchema(opened);
            Transaction newTransaction = new Transaction(opened);
            Plans newPlans = new Plans(opened, newTransaction, mapping, schema);
            CheckpointTable table = new CheckpointTable(opened, newTransaction, schema, streamId);
            transaction = newTransaction;
            plans = newPlans;
            checkpoints = table;
            applier = new ChangeApplier(opened, newTransaction, newPlans);
            return table.take();
        });
    }

    @Override
    public void apply(List<ChangeEvent> changes) {
        ChangeApplier opened = opened(applier);
        working("Applying changes", () -> {
            opened.apply(changes);
            return changes;
        });
    }

    @Override
    public void commit(Checkpoint checkpoint) {
        CheckpointTable table = opened(checkpoints);
        Transaction open = opened(transaction);
        working("Committing", () -> {
            if (!table.write(checkpoint)) {
                open.rollback();
                throw new StreamException(
                        ErrorKind.FENCED, "Another writer has opened the target of stream " + streamId + " since");
            }
            open.commit();
            return checkpoint;
        });
    }

    @Override
    public void rollback() {
        Transaction open = opened(transaction);
        Plans known = opened(plans);
        working("Rolling back", () -> {
            open.rollback();
            // Tables that were made since the last commit are gone with it.
            known.forgetAll();
            return open;
        });
    }

    @Override
    public void close() {
        closed = true;
        Connection open = connection;
        if (open == null) {
            return;
        }
        Thread working = worker;
        if (working != null && working != Thread.currentThread()) {
            interrupt(open);
        } else {
            disconnect(open);
        }
    }

    /** Ends what another thread waits for: at the server, which would go on waiting for a lock, and here. */
    private static void interrupt(Connection open) {
        try {
            open.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The server cannot be reached, so it cannot be told; the connection goes anyway.
        }
        try {
            open.abort(Runnable::run);
        } catch (SQLException e) {
            disconnect(open);
        }
    }

    /** What is not committed, the server takes back by itself. */
    private static void disconnect(Connection open) {
        try {
            open.close();
        } catch (SQLException e) {
            // Nothing is left to be done with it.
        }
    }

    private <T> T working(String doing, Task<T> task) {
        if (closed) {
            throw closedMeanwhile();
        }
        worker = Thread.currentThread();
        try {
            return task.run();
        } catch (SQLException e) {
            throw closed ? closedMeanwhile() : PostgresErrors.of(e, doing, null);
        } catch (StreamException e) {
            throw closed && e.kind() != ErrorKind.FENCED ? closedMeanwhile() : e;
        } finally {
            worker = null;
        }
    }

    private StreamException closedMeanwhile() {
        return new StreamException(ErrorKind.TARGET_UNAVAILABLE, "The target " + address + " was closed meanwhile");
    }

    private static <T> T opened(@Nullable T part) {
        if (part == null) {
            throw new IllegalStateException("the target is not open");
        }
        return part;
    }

    /** Work on the connection. */
    private interface Task<T> {
        T run() throws SQLException;
    }
}
