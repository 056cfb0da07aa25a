package io.dbstream.writer.apply.postgres;

import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.writer.apply.Dialect;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.TargetTables;
import io.dbstream.writer.apply.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;

/** How PostgreSQL does it. */
final class PostgresDialect implements Dialect {
    private final ConnectionString address;
    private final Properties properties;
    private final TableMapping mapping;

    PostgresDialect(ConnectionString address, Properties properties, TableMapping mapping) {
        this.address = address;
        this.properties = properties;
        this.mapping = mapping;
    }

    @Override
    public Connection connect() {
        return Session.connect(address, properties);
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
