package io.dbstream.reader.capture.mysql;

import io.dbstream.database.mysql.MySqlConnections;
import io.dbstream.database.mysql.MySqlErrors;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Works with JDBC connections to the source, for what is not in its log, and makes stream exceptions of what goes wrong there. */
final class Connector {
    /** Whoever asks for settings and columns does not wait for long. */
    private static final Map<String, String> OPTIONS = Map.of("socketTimeout", "60000");

    private final MySqlConnections connections;

    Connector(MySqlConnections connections) {
        this.connections = connections;
    }

    /** Work with a connection. */
    interface Work<T extends @Nullable Object> {
        T with(Connection connection) throws SQLException;
    }

    /**
     * Opens a connection, works with it and closes it.
     *
     * @param task what is done, in words that follow "cannot"
     */
    <T extends @Nullable Object> T with(String task, Work<T> work) {
        try (Connection connection = connections.open(OPTIONS)) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new StreamException(
                    MySqlErrors.isDenied(e) ? ErrorKind.PREREQUISITE : ErrorKind.SOURCE_UNAVAILABLE,
                    "cannot " + task + " at " + connections.where() + ": " + e.getMessage(),
                    e);
        }
    }
}
