package io.dbstream.writer.apply;

import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open transaction of one connection, with attempts that leave no trace when they fail. An attempt that begins the transaction
 * needs no savepoint, which saves a small batch two round trips. Attempts may stand within one another.
 */
public final class Transaction {
    private final Connection connection;
    private final Predicate<SQLException> passes;
    private boolean clean = true;
    private int depth;

    /** @param passes whether an error says that the connection or the whole transaction is lost */
    public Transaction(Connection connection, Predicate<SQLException> passes) {
        this.connection = connection;
        this.passes = passes;
    }

    /** Runs work that stays when it succeeds; what it did is taken back when it fails. */
    public void run(Work work) throws SQLException {
        SQLException failure = attempt(work);
        if (failure != null) {
            throw failure;
        }
    }

    /**
     * Tries work; null when it succeeded, otherwise why not, and then nothing of it remains. Nothing remains either when it throws the
     * product's own error.
     *
     * @throws SQLException when the connection is lost, or what is tried cannot be taken back
     */
    public @Nullable SQLException attempt(Work work) throws SQLException {
        // MySQL forgets a savepoint when another gets its name.
        String savepoint = clean ? null : "attempt_" + depth;
        if (savepoint != null) {
            execute("SAVEPOINT " + savepoint);
        }
        clean = false;
        depth++;
        try {
            work.run();
        } catch (SQLException e) {
            if (passes.test(e)) {
                throw e;
            }
            takeBack(savepoint);
            return e;
        } catch (StreamException e) {
            if (!e.kind().retryable()) {
                takeBack(savepoint);
            }
            throw e;
        } finally {
            depth--;
        }
        if (savepoint != null) {
            execute("RELEASE SAVEPOINT " + savepoint);
        }
        return null;
    }

    private void takeBack(@Nullable String savepoint) throws SQLException {
        if (savepoint == null) {
            rollback();
        } else {
            execute("ROLLBACK TO SAVEPOINT " + savepoint);
            execute("RELEASE SAVEPOINT " + savepoint);
        }
    }

    /** Runs work whose failure ends the transaction. */
    public void runUnguarded(Work work) throws SQLException {
        clean = false;
        work.run();
    }

    void commit() throws SQLException {
        connection.commit();
        clean = true;
    }

    void rollback() throws SQLException {
        connection.rollback();
        clean = true;
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
