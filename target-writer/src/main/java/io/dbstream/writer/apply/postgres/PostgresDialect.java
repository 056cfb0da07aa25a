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
    private final boolean sourceIsPostgres;
    private final boolean triggersFire;

    PostgresDialect(
            PostgresConnections connections, TableMapping mapping, boolean sourceIsPostgres, boolean triggersFire) {
        this.connections = connections;
        this.mapping = mapping;
        this.sourceIsPostgres = sourceIsPostgres;
        this.triggersFire = triggersFire;
    }

    @Override
    public Connection connect() {
        return Session.connect(connections);
    }

    @Override
    public void displace(Connection connection, String streamId) throws SQLException {
        WritersMark.displace(connection, streamId);
    }

    @Override
    public TargetTables tables(Connection connection, Transaction transaction) throws SQLException {
        return new PostgresTables(
                connection,
                transaction,
                mapping,
                new Catalog(connection, reactions(connection)),
                new SourceTypes(connection, mapping, Session.currentSchema(connection), sourceIsPostgres),
                new OwnTransaction(this::connect));
    }

    /** What triggers did at a PostgreSQL source, and what its foreign keys did, is in its log. */
    private Reactions reactions(Connection connection) throws SQLException {
        if (triggersFire) {
            return Reactions.ALL;
        }
        if (sourceIsPostgres) {
            Session.becomeReplica(connection);
        }
        return Session.isReplica(connection) ? Reactions.NONE : Reactions.FOREIGN_KEYS;
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
    public boolean isAboutTheRow(SQLException e) {
        return PostgresErrors.isAboutTheRow(e);
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
