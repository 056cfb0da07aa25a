package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Place;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/** PostgreSQL's own logical replication, as it is by default, without the copy of rows that are there. Held by disabling the subscription. */
final class PostgresReplication implements Contender {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration BETWEEN_GLANCES = Duration.ofMillis(20);

    private final Link link;

    PostgresReplication(Link link) {
        this.link = link;
    }

    @Override
    public String name() {
        return "logical replication";
    }

    @Override
    public void start() throws SQLException {
        Place source = link.source();
        execute(source, "CREATE PUBLICATION native FOR TABLE " + String.join(", ", link.tables()));
        execute(link.target(), """
                CREATE SUBSCRIPTION native CONNECTION 'host=%s port=%d user=%s password=%s dbname=%s'
                PUBLICATION native WITH (copy_data = false)
                """.formatted(
                        source.host(), source.port(), source.user(), source.password(), source.database()));
    }

    @Override
    public void hold() throws SQLException, InterruptedException {
        execute(link.target(), "ALTER SUBSCRIPTION native DISABLE");
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (works()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("its worker has not ended after " + PATIENCE.toSeconds() + " s");
            }
            Thread.sleep(BETWEEN_GLANCES.toMillis());
        }
    }

    @Override
    public void release() throws SQLException {
        execute(link.target(), "ALTER SUBSCRIPTION native ENABLE");
    }

    @Override
    public Map<String, Long> processes() {
        return Map.of();
    }

    private boolean works() throws SQLException {
        try (Connection connection = link.target().connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT count(*) FROM pg_stat_subscription WHERE subname = 'native' AND pid IS NOT NULL")) {
            row.next();
            return row.getInt(1) > 0;
        }
    }

    private static void execute(Place place, String sql) throws SQLException {
        try (Connection connection = place.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** With its slot at the source, which would keep the log there. */
    @Override
    public void close() throws SQLException {
        execute(link.target(), "DROP SUBSCRIPTION IF EXISTS native");
    }
}
