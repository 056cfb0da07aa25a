package io.dbstream.reader.capture.mysql;

import io.dbstream.reader.capture.TableSelection;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.TableFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;

/** A database of its own on a real server, and captures of it. */
record SourceDatabase(MySqlServer server, String name) {
    static SourceDatabase on(MySqlServer server) {
        SourceDatabase database = new SourceDatabase(server, SharedServers.freshDatabase(server));
        database.run("CREATE TABLE " + Recording.LAST_TABLE + " (id INT)");
        return database;
    }

    static SourceDatabase shared(MySqlServer.Flavor flavor) {
        return on(flavor == MySqlServer.Flavor.MYSQL ? SharedServers.mysql() : SharedServers.mariadb());
    }

    MySqlCapture capture(TableFilter... tables) {
        return capture(server.user(), server.password(), Map.of(), Map.of(), tables);
    }

    MySqlCapture capture(
            String user,
            String password,
            Map<String, String> settings,
            Map<String, String> parameters,
            TableFilter... tables) {
        ConnectionString where = new ConnectionString(user, password, server.host(), server.port(), name, parameters);
        return new MySqlCapture(where, settings, new TableSelection(name, List.of(tables)), "stream-" + name);
    }

    /** Runs statements in one session, with UTC, in which the server takes any date. */
    void run(String... statements) {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            statement.execute("SET time_zone = '+00:00', sql_mode = 'ALLOW_INVALID_DATES'");
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** What happens from here on, up to the mark that {@link #mark} makes. */
    Recording recordFrom(String coordinate, TableFilter... tables) {
        try (MySqlCapture capture = capture(tables)) {
            return Recording.of(capture, coordinate);
        }
    }

    /** Ends a recording. */
    void mark() {
        run("INSERT INTO " + Recording.LAST_TABLE + " VALUES (1)");
    }

    String end() {
        try (MySqlCapture capture = capture()) {
            return capture.end();
        }
    }
}
