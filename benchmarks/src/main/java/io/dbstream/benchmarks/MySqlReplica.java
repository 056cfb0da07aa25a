package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * MySQL's own replica, with the number of workers that it has by default. Its target server is its own, and is held by stopping the
 * replica: then it does not fetch the log either.
 */
final class MySqlReplica implements Contender {
    private final Link link;

    MySqlReplica(Link link) {
        this.link = link;
    }

    @Override
    public String name() {
        return "MySQL replica";
    }

    @Override
    public void start() throws SQLException {
        Place source = link.source();
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement();
                ResultSet end = statement.executeQuery("SHOW MASTER STATUS")) {
            end.next();
            execute(
                    "CHANGE REPLICATION FILTER REPLICATE_DO_DB = (%s)".formatted(source.database()),
                    """
                    CHANGE REPLICATION SOURCE TO SOURCE_HOST = '%s', SOURCE_PORT = %d, SOURCE_USER = '%s', SOURCE_PASSWORD = '%s',
                    SOURCE_LOG_FILE = '%s', SOURCE_LOG_POS = %d, GET_SOURCE_PUBLIC_KEY = 1
                    """.formatted(
                                    source.host(),
                                    source.port(),
                                    source.user(),
                                    source.password(),
                                    end.getString("File"),
                                    end.getLong("Position")),
                    "START REPLICA");
        }
    }

    @Override
    public void hold() throws SQLException {
        execute("STOP REPLICA");
    }

    @Override
    public void release() throws SQLException {
        execute("START REPLICA");
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of();
    }

    private void execute(String... statements) throws SQLException {
        try (Connection connection = link.target().connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        execute("STOP REPLICA");
    }
}
