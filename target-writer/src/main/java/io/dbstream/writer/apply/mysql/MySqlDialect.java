package io.dbstream.writer.apply.mysql;

import io.dbstream.database.mysql.MySqlConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Side;
import io.dbstream.writer.apply.Dialect;
import io.dbstream.writer.apply.TableMapping;
import io.dbstream.writer.apply.TargetTables;
import io.dbstream.writer.apply.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** How MySQL and MariaDB do it. */
final class MySqlDialect implements Dialect {
    /** Of the driver. */
    private static final Map<String, String> OPTIONS = Map.of(
            "allowLocalInfile", "false",
            // A statement takes as long as it takes; a server that is gone is noticed all the same.
            "socketTimeout", "0",
            "tcpKeepAlive", "true",
            "tcpKeepIdle", "10",
            "tcpKeepInterval", "5",
            "tcpKeepCount", "3");

    private final MySqlConnections connections;
    private final DatabaseType source;
    private final TableMapping mapping;
    private final boolean triggersFire;

    MySqlDialect(
            ConnectionString where,
            Map<String, String> settings,
            DatabaseType source,
            TableMapping mapping,
            boolean triggersFire) {
        this.connections = MySqlConnections.of(Side.TARGET, where, settings);
        this.source = source;
        this.mapping = mapping;
        this.triggersFire = triggersFire;
        if (where.database().isEmpty()) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The target's connection names no database, in which the stream's checkpoint is kept: write it"
                            + " behind the address, as in user:password@tcp(host:3306)/database");
        }
    }

    @Override
    public Connection connect() {
        Map<String, String> options = new HashMap<>(OPTIONS);
        // Only what the writer gives is ever sent.
        options.put("allowLocalInfile", "true");
        Connection connection = connections.open(options);
        try {
            connection.setAutoCommit(false);
            return connection;
        } catch (SQLException e) {
            interrupt(connection);
            throw failure(e, "Connecting to the target " + connections.where());
        }
    }

    @Override
    public void displace(Connection connection, String streamId) throws SQLException {
        WritersMark.displace(connection, connections.where().database(), streamId);
    }

    @Override
    public TargetTables tables(Connection connection, Transaction transaction) throws SQLException {
        // A log of PostgreSQL has what foreign keys did, one of MySQL lacks it.
        MySqlSession session = MySqlSession.of(connection, rights(), source == DatabaseType.MYSQL);
        MySqlTypes types = new MySqlTypes(source, session.server());
        return new MySqlTables(
                session,
                transaction,
                new Workshop(() -> connections.open(OPTIONS), rights()),
                types,
                mapping,
                triggersFire);
    }

    private Rights rights() {
        return new Rights(connections.where().user());
    }

    /** At the server too, which would go on waiting for a lock: the driver sees to that. */
    @Override
    public void interrupt(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            // It is gone already.
        }
    }

    @Override
    public boolean passes(SQLException e) {
        return MySqlFailures.passes(e);
    }

    @Override
    public boolean isUniqueViolation(SQLException e) {
        return MySqlFailures.isUniqueViolation(e);
    }

    @Override
    public boolean isAboutTheRow(SQLException e) {
        return MySqlFailures.isAboutTheRow(e);
    }

    @Override
    public boolean isAboutTheCatalog(SQLException e) {
        return MySqlFailures.isAboutTheCatalog(e);
    }

    @Override
    public StreamException failure(SQLException e, String doing) {
        return MySqlFailures.isMissingRight(e)
                ? rights().missing(doing, connections.where().database())
                : MySqlFailures.of(e, doing, null);
    }
}
