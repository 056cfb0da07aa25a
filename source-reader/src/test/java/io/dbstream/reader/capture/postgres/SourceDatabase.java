package io.dbstream.reader.capture.postgres;

import io.dbstream.reader.capture.TableSelection;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** A database of its own on a real server, and captures of it; closing it drops what they made there. */
record SourceDatabase(PostgresServer server, String name) implements AutoCloseable {
    static SourceDatabase fresh() {
        return on(SharedServers.postgres());
    }

    static SourceDatabase on(PostgresServer server) {
        SourceDatabase database = new SourceDatabase(server, SharedServers.freshDatabase(server));
        database.run("CREATE TABLE " + Recording.LAST_TABLE + " (id serial PRIMARY KEY)");
        return database;
    }

    /** Of all operations on these tables, or of all tables when none is named. */
    PostgresCapture capture(String... tables) {
        List<TableFilter> filters = new ArrayList<>();
        for (String table : tables) {
            filters.add(new TableFilter(table, EnumSet.allOf(Operation.class)));
        }
        return capture(server.user(), server.password(), Map.of(), filters);
    }

    PostgresCapture capture(String user, String password, Map<String, String> settings, List<TableFilter> tables) {
        List<TableFilter> filters = new ArrayList<>(tables);
        if (!filters.isEmpty()) {
            filters.add(new TableFilter(Recording.LAST_TABLE, EnumSet.of(Operation.INSERT)));
        }
        ConnectionString where = new ConnectionString(user, password, server.host(), server.port(), name, Map.of());
        return new PostgresCapture(where, settings, new TableSelection("public", filters), "stream-" + name);
    }

    /** Runs statements in one session, each a transaction unless they say otherwise. */
    void run(String... statements) {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** The first value of the first row. */
    String ask(String query) {
        try (Connection connection = server.connect(name);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** What happens from here on, up to the mark that {@link #mark} makes. */
    Recording recordFrom(String coordinate, String... tables) {
        return record(capture(tables), coordinate);
    }

    static Recording record(PostgresCapture capture, String coordinate) {
        try (capture) {
            Recording recording = new Recording(capture);
            capture.read(coordinate, recording);
            return recording;
        }
    }

    /** Ends a recording. */
    void mark() {
        run("INSERT INTO " + Recording.LAST_TABLE + " DEFAULT VALUES");
    }

    /** Begins a stream of these tables. */
    String begin(String... tables) {
        try (PostgresCapture capture = capture(tables)) {
            capture.preflight();
            return capture.end();
        }
    }

    String slot() {
        return PostgresSettings.of(Map.of(), "stream-" + name).slot();
    }

    @Override
    public void close() {
        try (PostgresCapture capture = capture()) {
            capture.release();
        }
    }
}
