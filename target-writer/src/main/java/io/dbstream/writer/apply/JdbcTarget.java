package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.ConnectionString;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database reached with JDBC as one stream's target, whatever its dialect. */
public final class JdbcTarget implements Target {
    private final Dialect dialect;
    private final ConnectionString address;
    private final String streamId;

    private @Nullable Transaction transaction;
    private @Nullable CheckpointTable checkpoints;
    private @Nullable Plans plans;
    private @Nullable ChangeApplier applier;

    // Read by close(), on any thread.
    private volatile @Nullable Connection connection;
    private volatile @Nullable Thread worker;
    private volatile boolean closed;

    /** @param address where it is, for messages */
    public JdbcTarget(Dialect dialect, ConnectionString address, String streamId) {
        this.dialect = dialect;
        this.address = address;
        this.streamId = streamId;
    }

    @Override
    public Optional<Checkpoint> open() {
        return working("Opening the target", () -> {
            Connection opened = connect();
            dialect.displace(opened, streamId);
            Transaction newTransaction = new Transaction(opened, dialect::passes);
            TargetTables tables = dialect.tables(opened, newTransaction);
            Plans newPlans = new Plans(tables);
            CheckpointTable table = tables.checkpoints(streamId);
            transaction = newTransaction;
            plans = newPlans;
            checkpoints = table;
            applier = new ChangeApplier(dialect, newTransaction, tables, newPlans);
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
                throw fenced();
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
            // Tables that were made since the last commit may be gone with it.
            known.forgetAll();
            return open;
        });
    }

    @Override
    public void forget() {
        working("Forgetting the stream", () -> {
            Connection opened = connect();
            Transaction only = new Transaction(opened, dialect::passes);
            dialect.tables(opened, only).checkpoints(streamId).remove();
            return opened;
        });
    }

    private Connection connect() {
        Connection opened = dialect.connect();
        connection = opened;
        if (closed) {
            // The connection came into being behind close()'s back.
            disconnect(opened);
            throw closedMeanwhile();
        }
        return opened;
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
            dialect.interrupt(open);
        } else {
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
            throw closed ? closedMeanwhile() : explained(dialect.failure(e, doing));
        } catch (StreamException e) {
            throw closed && e.kind() != ErrorKind.FENCED ? closedMeanwhile() : explained(e);
        } finally {
            worker = null;
        }
    }

    /** A connection that was lost may have been ended by a writer that has taken the target since. */
    private StreamException explained(StreamException failure) {
        CheckpointTable table = checkpoints;
        if (failure.kind() != ErrorKind.TARGET_UNAVAILABLE || table == null) {
            return failure;
        }
        try (Connection another = dialect.connect()) {
            return table.isTaken(another) ? fenced() : failure;
        } catch (SQLException | StreamException e) {
            return failure;
        }
    }

    private StreamException fenced() {
        return new StreamException(
                ErrorKind.FENCED,
                "Another writer has opened the target of stream " + streamId
                        + " since, or it was put back to an earlier state");
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
