package io.dbstream.reader.capture.postgres;

import io.dbstream.database.postgres.PostgresConnections;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens connections to the source, and makes stream exceptions of what goes wrong there. */
final class Connector {
    /** Each is set if the server's version has it: what is asked may take long, and a quiet session is no reason to end it. */
    private static final String SETTINGS = """
            SELECT set_config(wanted.name, wanted.value, false)
            FROM (VALUES
                ('client_min_messages', 'error'),
                ('statement_timeout', '0'),
                ('idle_in_transaction_session_timeout', '0'),
                ('idle_session_timeout', '0')
            ) AS wanted (name, value)
            JOIN pg_settings USING (name)""";

    private final PostgresConnections connections;

    Connector(PostgresConnections connections) {
        this.connections = connections;
    }

    /** Work with a connection. */
    interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    ConnectionString where() {
        return connections.where();
    }

    /**
     * Opens a connection, works with it and closes it.
     *
     * @param task what is done, in words that follow "cannot"
     */
    <T extends @Nullable Object> T with(String task, Work<T> work) {
        try (Connection connection = open()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw failure(task, e);
        }
    }

    /** A connection for statements, in the caller's care. */
    Connection open() throws SQLException {
        Connection connection = connections.open();
        try (Statement statement = connection.createStatement()) {
            statement.execute(SETTINGS);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** A connection for the replication protocol, in the caller's care. */
    ReplicationConnection openReplication() {
        try (PatientSocketFactory.Ticket ticket = PatientSocketFactory.Ticket.take()) {
            Connection connection = connections.openReplication(
                    Map.of("socketFactory", PatientSocketFactory.class.getName(), "socketFactoryArg", ticket.name()));
            return ReplicationConnection.over(connection, ticket.socket());
        } catch (SQLException e) {
            throw connections.refused(e);
        }
    }

    /**
     * An error of the source.
     *
     * @param task what failed, in words that follow "cannot"
     */
    StreamException failure(String task, SQLException e) {
        if (SqlErrors.isAboutAValue(e)) {
            // Neither the message nor the exception may be passed on: both may show the value.
            return new StreamException(
                    SqlErrors.kind(e),
                    "cannot " + task + " at " + where() + ": the source cannot print a value (SQLSTATE "
                            + e.getSQLState() + ")");
        }
        return new StreamException(SqlErrors.kind(e), "cannot " + task + " at " + where() + ": " + e.getMessage(), e);
    }
}
