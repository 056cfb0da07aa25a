package io.dbstream.sandbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Runs plain statements. */
final class Sql {
    /** Opens a connection. */
    @FunctionalInterface
    interface Connecting {
        Connection connect() throws SQLException;
    }

    private Sql() {}

    static void execute(Connecting connecting, String... statements) {
        try (Connection connection = connecting.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        } catch (SQLException e) {
            throw new SandboxException("A statement failed: " + e.getMessage(), e);
        }
    }
}
