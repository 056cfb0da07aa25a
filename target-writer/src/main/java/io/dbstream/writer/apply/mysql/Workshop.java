package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Supplier;

/**
 * Makes what the target lacks. It does so over a connection of its own, because these servers commit whenever a table is made: the
 * writer's transaction stays open. What is made stays, even when the rows that it was made for are rolled back; so it may be there
 * already when it is wanted again.
 */
final class Workshop {
    private static final int NEEDS_KEY = 3750;
    private static final int NEEDS_KEY_IN_MARIADB = 1173;

    private final Supplier<Connection> connecting;
    private final Rights rights;

    Workshop(Supplier<Connection> connecting, Rights rights) {
        this.connecting = connecting;
        this.rights = rights;
    }

    /** Makes a table, and its database if that is missing too. */
    void make(TableName name, String create) throws SQLException {
        try (Connection connection = connecting.get();
                Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION sql_mode = " + MySqlSession.MODE);
            if (!hasDatabase(connection, name.database())) {
                make(
                        statement,
                        "database " + name.database(),
                        name.database(),
                        "CREATE DATABASE IF NOT EXISTS " + TableName.quote(name.database()) + " CHARACTER SET utf8mb4");
            }
            make(statement, "table " + name, name.database(), create);
        }
    }

    private static boolean hasDatabase(Connection connection, String name) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT 1 FROM information_schema.schemata WHERE schema_name = ?")) {
            query.setString(1, name);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next();
            }
        }
    }

    private void make(Statement statement, String what, String database, String create) throws SQLException {
        try {
            statement.execute(create);
        } catch (SQLException e) {
            if (MySqlFailures.isMissingRight(e)) {
                throw new StreamException(
                        ErrorKind.PREREQUISITE,
                        "The target lacks " + what + ", and the user may not make it: "
                                + rights.grant("CREATE", database) + ", or make it yourself: " + create);
            }
            if (e.getErrorCode() == NEEDS_KEY || e.getErrorCode() == NEEDS_KEY_IN_MARIADB) {
                throw new StreamException(
                        ErrorKind.PREREQUISITE,
                        "The target makes no tables without a primary key, and " + what
                                + " has none at the source: SET GLOBAL sql_require_primary_key = OFF, or make it"
                                + " yourself with a key of its own: " + create);
            }
            throw MySqlFailures.of(e, "Making " + what + " at the target", null);
        }
    }
}
