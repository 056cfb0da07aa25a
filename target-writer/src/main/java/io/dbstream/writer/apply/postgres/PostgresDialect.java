package io.dbstream.writer.apply.postgres;

import io.dbstream.database.postgres.PostgresConnections;
import io.dbstream.error.StreamException;
import io.dbstream.writer.apply.Dialect;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.TargetTables;
import io.dbstream.writer.apply.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** How PostgreSQL does it. */
final class PostgresDialect implements Dialect {
    private final PostgresConnections connections;
    private final TableMapping mapping;

    PostgresDialect(PostgresConnections connections, TableMapping mapping) {
        this.connections = connections;
        this.mapping = mapping;
    }

    @Override
    public Connection connect() {
        return Session.connect(connections);
    }

    @Override
    public TargetTables tables(Connection connection, Transaction transaction) throws SQLException {
        return new PostgresTables(connection, transaction, mapping, Session.currentSchema(connection));
    }

    /** At the server too, which would go on waiting for a lock. */
    @Override
    public void interrupt(Connection connection) {
        try {
            connection.unwrap(PGConnection.class).cancelQuery();
        } catch (SQLException e) {
            // The server cannot be reached, so it cannot be told; the connection goes anyway.
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    @Override
    public boolean passes(SQLException e) {
        return PostgresErrors.passes(e);
    }

    @Override
    public boolean isUniqueViolation(SQLException e) {
        return PostgresErrors.isUniqueViolation(e);
    }

    @Override
    public boolean isAboutTheCatalog(SQLException e) {
        return PostgresErrors.isAboutTheCatalog(e);
    }

    @Override
    public StreamException failure(SQLException e, String doing) {
        return PostgresErrors.of(e, doing, null);
    }
}
