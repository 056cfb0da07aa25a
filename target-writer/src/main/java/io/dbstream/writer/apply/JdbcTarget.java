package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A database reached with JDBC as one stream's target, whatever its dialect. */
public final class JdbcTarget implements Target {
    private final Dialect dialect;
    private final ConnectionString address;
    private final String streamId;
    private final ErrorPolicy policy;

    private @Nullable Transaction transaction;
    private @Nullable CheckpointTable checkpoints;
    private @Nullable Plans plans;
    private @Nullable ChangeApplier applier;
    private @Nullable LetterBox letters;

    // Read by close(), on any thread.
    private volatile @Nullable Connection connection;
    private volatile @Nullable Thread worker;
    private volatile boolean closed;

    /**
     * @param address where it is, for messages
     * @param policy what becomes of rows that it refuses
     */
    public JdbcTarget(Dialect dialect, ConnectionString address, String streamId, ErrorPolicy policy) {
        this.dialect = dialect;
        this.address = address;
        this.streamId = streamId;
        this.policy = policy;
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
            Optional<Checkpoint> taken = table.take();
            ChangeApplier newApplier = new ChangeApplier(tables, newPlans, runs(newTransaction, tables, newPlans));
            newApplier.committed(
                    taken.map(checkpoint -> checkpoint.position().events()).orElse(0L));
            applier = newApplier;
            return taken;
        });
    }

    /** Behind the taking of the checkpoint's row: from then on nobody else can add letters or take some away. */
    private RunApplier runs(Transaction open, TargetTables tables, Plans known) throws SQLException {
        return switch (policy) {
            case STOP -> new StopAtRefusal(dialect, open, tables, known);
            case DEAD_LETTER -> {
                LetterTable table = tables.letters(streamId);
                HeldLetters held = new HeldLetters(table, Clock.systemUTC());
                held.load();
                open.commit();
                letters = new Box(held, new Settlement(dialect, open, tables, known, held, table));
                yield new KeepRefused(dialect, open, tables, known, held);
            }
        };
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
        ChangeApplier opened = opened(applier);
        working("Committing", () -> {
            if (!table.write(checkpoint)) {
                open.rollback();
                throw fenced();
            }
            open.commit();
            opened.committed(checkpoint.position().events());
            return checkpoint;
        });
    }

    @Override
    public void rollback() {
        Transaction open = opened(transaction);
        Plans known = opened(plans);
        ChangeApplier opened = opened(applier);
        working("Rolling back", () -> {
            open.rollback();
            // Tables that were made since the last commit may be gone with it.
            known.forgetAll();
            opened.rolledBack();
            return open;
        });
    }

    @Override
    public void forget() {
        working("Forgetting the stream", () -> {
            Connection opened = connect();
            Transaction only = new Transaction(opened, dialect::passes);
            TargetTables tables = dialect.tables(opened, only);
            CheckpointTable table = tables.checkpoints(streamId);
            if (policy == ErrorPolicy.DEAD_LETTER) {
                tables.letters(streamId).removeAll();
            }
            table.remove();
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
    public Optional<LetterBox> letters() {
        return Optional.ofNullable(letters);
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

    /** The letters, acted upon in transactions of their own. */
    private final class Box implements LetterBox {
        private final HeldLetters held;
        private final Settlement settlement;

        Box(HeldLetters held, Settlement settlement) {
            this.held = held;
            this.settlement = settlement;
        }

        @Override
        public DeadLetters held() {
            return held.told();
        }

        @Override
        public int newlyKept() {
            return held.newlyKept();
        }

        @Override
        public LetterOutcome settle(LetterRequest request) {
            CheckpointTable table = opened(checkpoints);
            Transaction open = opened(transaction);
            return working("Settling dead letters", () -> {
                open.runUnguarded(() -> {
                    if (!table.isOurs()) {
                        open.rollback();
                        throw fenced();
                    }
                });
                LetterOutcome outcome = settlement.settle(request);
                open.commit();
                held.committed();
                return outcome;
            });
        }
    }

    /** Work on the connection. */
    private interface Task<T> {
        T run() throws SQLException;
    }
}
