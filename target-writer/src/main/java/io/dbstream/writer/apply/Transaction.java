package io.dbstream.writer.apply;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The open transaction of one connection, with attempts that leave no trace when they fail. An attempt that begins the transaction
 * needs no savepoint, which saves a small batch two round trips.
 */
public final class Transaction {
    private final Connection connection;
    private final Predicate<SQLException> passes;
    private boolean clean = true;

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
     * Tries work; null when it succeeded, otherwise why not, and then nothing of it remains.
     *
     * @throws SQLException when the connection is lost, or what is tried cannot be taken back
     */
    public @Nullable SQLException attempt(Work work) throws SQLException {
        boolean begins = clean;
        if (!begins) {
            execute("SAVEPOINT attempt");
        }
        clean = false;
        try {
            work.run();
        } catch (SQLException e) {
            if (passes.test(e)) {
                throw e;
            }
            if (begins) {
                rollback();
            } else {
                execute("ROLLBACK TO SAVEPOINT attempt");
            }
            return e;
        }
        if (!begins) {
            execute("RELEASE SAVEPOINT attempt");
        }
        return null;
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
