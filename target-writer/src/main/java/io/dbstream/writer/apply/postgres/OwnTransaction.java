package io.dbstream.writer.apply.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes what must be there before the open transaction goes on, each statement committed for itself by another connection: a transaction
 * cannot use the labels that it has added to an enum, and others would wait for it where they make the same schema.
 */
final class OwnTransaction {
    /** Were the open transaction to hold what is waited for, it would wait for ever. */
    private static final String PATIENCE = "SET lock_timeout = '20s'";

    private final Supplier<Connection> another;

    /** @param another makes one more connection to the same target */
    OwnTransaction(Supplier<Connection> another) {
        this.another = another;
    }

    /** Runs statements; null when they succeeded or another has done the same meanwhile, otherwise why not. */
    @Nullable
    SQLException attempt(List<String> statements) throws SQLException {
        try (Connection connection = another.get()) {
            connection.setAutoCommit(true);
            try (Statement statement = connection.createStatement()) {
                statement.execute(PATIENCE);
                for (String sql : statements) {
                    statement.execute(sql);
                }
                return null;
            } catch (SQLException e) {
                return PostgresErrors.isMadeByAnother(e) ? null : e;
            }
        }
    }
}
