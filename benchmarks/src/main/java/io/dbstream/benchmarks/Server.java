package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Link.Place;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A database server of the sandbox, with more memory than tests need. All contenders of a run work with the same servers, or with
 * servers of the same settings.
 */
record Server(Place entrance, Runnable closing) implements AutoCloseable {
    // A reader that is held takes nothing from its connection for as long as the others take.
    private static final String PATIENT_WITH_HELD_READERS = "--net-write-timeout=3600";

    static Server start(Engine engine, Path directory) {
        return switch (engine) {
            case MYSQL -> mySql(engine, MySqlServer.Flavor.MYSQL, directory, "--innodb-redo-log-capacity=1G");
            case MARIADB -> mySql(engine, MySqlServer.Flavor.MARIADB, directory, "--innodb-log-file-size=1G");
            case POSTGRESQL -> postgres(directory);
        };
    }

    private static Server mySql(Engine engine, MySqlServer.Flavor flavor, Path directory, String logSize) {
        var server = MySqlServer.start(
                flavor,
                directory,
                logSize,
                "--innodb-buffer-pool-size=1G",
                "--local-infile=ON",
                PATIENT_WITH_HELD_READERS);
        var entrance = new Place(engine, server.host(), server.port(), server.user(), server.password(), "");
        return new Server(entrance, server::close);
    }

    private static Server postgres(Path directory) {
        var server = PostgresServer.start(directory, "shared_buffers=1GB", "max_wal_size=8GB", "wal_sender_timeout=0");
        var entrance = new Place(
                Engine.POSTGRESQL, server.host(), server.port(), server.user(), server.password(), "postgres");
        return new Server(entrance, server::close);
    }

    /** Makes a database with tables in it. */
    Place create(String database, List<Table> tables) throws SQLException {
        try (Connection connection = entrance.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + database);
        }
        var place = new Place(
                entrance.engine(), entrance.host(), entrance.port(), entrance.user(), entrance.password(), database);
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                statement.execute(table.definition(place.engine()));
            }
        }
        return place;
    }

    /** Its version, and the settings that decide how durable a commit is and how much memory it has. */
    String description() throws SQLException {
        List<String> settings = switch (entrance.engine()) {
            case MYSQL ->
                settings(
                        "@@",
                        "SELECT ",
                        "innodb_flush_log_at_trx_commit",
                        "sync_binlog",
                        "innodb_buffer_pool_size",
                        "innodb_redo_log_capacity");
            case MARIADB ->
                settings(
                        "@@",
                        "SELECT ",
                        "innodb_flush_log_at_trx_commit",
                        "sync_binlog",
                        "innodb_buffer_pool_size",
                        "innodb_log_file_size");
            case POSTGRESQL -> settings("", "SHOW ", "fsync", "synchronous_commit", "shared_buffers", "max_wal_size");
        };
        String version = answer(entrance.engine() == Engine.POSTGRESQL ? "SHOW server_version" : "SELECT version()");
        return "%s %s with %s".formatted(entrance.engine().label(), version, String.join(", ", settings));
    }

    private List<String> settings(String prefix, String query, String... names) throws SQLException {
        List<String> settings = new ArrayList<>();
        for (String name : names) {
            settings.add(name + "=" + answer(query + prefix + name));
        }
        return settings;
    }

    private String answer(String query) throws SQLException {
        try (Connection connection = entrance.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void close() {
        closing.run();
    }
}
