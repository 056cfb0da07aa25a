package io.dbstream.writer.apply.postgres;

import io.dbstream.database.postgres.PostgresConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Connects, and makes the session one in which texts mean the same everywhere and nothing ends it before its time. */
final class Session {
    /** Each is set if the server's version has it. */
    private static final String SETTINGS = """
            SELECT set_config(wanted.name, wanted.value, false)
            FROM (VALUES
                ('TimeZone', 'UTC'),
                ('DateStyle', 'ISO, YMD'),
                ('IntervalStyle', 'postgres'),
                -- Any that both sides agree on, so that money is the same number of cents.
                ('lc_monetary', 'C'),
                ('xmloption', 'content'),
                ('standard_conforming_strings', 'on'),
                ('default_transaction_isolation', 'read committed'),
                ('client_min_messages', 'error'),
                -- A transaction at the source may take as long as it likes, and a locked table is waited for.
                ('statement_timeout', '0'),
                ('lock_timeout', '0'),
                ('idle_in_transaction_session_timeout', '0'),
                ('idle_session_timeout', '0'),
                ('transaction_timeout', '0'),
                -- The server shall notice soon that a writer's machine is gone, and let go of its locks.
                ('tcp_keepalives_idle', '10'),
                ('tcp_keepalives_interval', '5'),
                ('tcp_keepalives_count', '3'),
                -- Compiling a statement takes longer than running it.
                ('jit', 'off')
            ) AS wanted (name, value)
            JOIN pg_settings USING (name)""";

    private Session() {}

    /** A connection without a transaction, with autocommit off. */
    static Connection connect(PostgresConnections target) {
        Connection connection = target.open();
        try {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(SETTINGS);
            }
            connection.commit();
            return connection;
        } catch (SQLException e) {
            close(connection);
            throw target.refused(e);
        }
    }

    /** Lets triggers and foreign keys rest, if the user may do that. */
    static void becomeReplica(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET session_replication_role = replica");
            connection.commit();
        } catch (SQLException e) {
            if (!PostgresErrors.isMissingRight(e)) {
                throw e;
            }
            connection.rollback();
        }
    }

    /** Whether triggers and foreign keys rest. */
    static boolean isReplica(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SHOW session_replication_role");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() && rows.getString(1).equals("replica");
        }
    }

    /** The schema in which tables without a schema's name are found and made. */
    static String currentSchema(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT current_schema()");
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            String schema = rows.getString(1);
            if (schema == null) {
                throw new StreamException(
                        ErrorKind.PREREQUISITE,
                        "No schema of the target's search_path exists or may be used by the target's user: CREATE SCHEMA, or"
                                + " GRANT CREATE, USAGE ON SCHEMA public TO " + user(connection));
            }
            return schema;
        }
    }

    /** The user, quoted for a GRANT. */
    static String user(Connection connection) throws SQLException {
        return TableName.quote(connection.getMetaData().getUserName());
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is given up anyway, and the reason for that is on its way to the caller.
        }
    }
}
