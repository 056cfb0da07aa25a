package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.sandbox.PostgresServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A target that is away while its source goes on: the hub fills up to its bound, the reader waits, no memory grows, and everything
 * arrives once the target is back. {@code -Dbackpressure.gigabytes=5} writes as much.
 */
class BackPressureIT {
    private static final long GIGABYTES = Long.getLong("backpressure.gigabytes", 0);
    private static final int ROW = 1000;
    private static final int ROWS_PER_TRANSACTION = 1000;
    /** A heap of 256 MB, and what a JVM needs besides. */
    private static final long RESIDENT = 520L << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(GIGABYTES == 0 ? 120 : 1800);

    @ParameterizedTest
    @CsvSource({"MYSQL, 64, 300", "POSTGRESQL, 16, 80"})
    void aTargetThatIsAwayMakesTheReaderWaitAndNoMemoryGrow(Kind kind, int hubMegabytes, int megabytes)
            throws Exception {
        long hub = (long) hubMegabytes << 20;
        long written = GIGABYTES == 0 ? (long) megabytes << 20 : GIGABYTES << 30;
        String name = "back-pressure-" + kind.name().toLowerCase(java.util.Locale.ROOT);
        Database source = Database.fresh(kind);
        try (PostgresServer server = PostgresServer.start(Path.of("target", "systems", name, "postgres"));
                Dbstream dbstream =
                        Dbstream.start(name, Map.of("DBSTREAM_HUB_MAX_BYTES", hub + "B"), List.of("-Xmx256m"));
                MemoryWatch memory =
                        new MemoryWatch(Map.of("reader", dbstream.sourceReader, "writer", dbstream.targetWriter))) {
            Database target = Database.on(server);
            execute(source, "CREATE TABLE log_lines (id INT PRIMARY KEY, body VARCHAR(2000) NOT NULL)");
            Answer created = dbstream.api.create(Dbstream.config(source, "", target, ""));
            assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
            String id = created.text("/data/id");
            write(source, 0);
            await().atMost(PATIENCE).until(() -> counter(dbstream, id) == ROWS_PER_TRANSACTION);

            server.stop();
            int transactions = (int) (written / ROW / ROWS_PER_TRANSACTION);
            for (int i = 1; i < transactions; i++) {
                write(source, i);
            }

            await().atMost(PATIENCE).untilAsserted(() -> {
                Answer stat = dbstream.api.stat(id);
                assertThat(stat.text("/source/message")).startsWith("The hub is full");
                assertThat(stat.text("/source/kind")).isEqualTo("HUB_FULL");
                assertThat(stat.text("/source/since")).isNotEmpty();
                assertThat(stat.text("/source/status")).isEqualTo("RUNNING");
                assertThat(dbstream.sourceReader.metric("dbstream_source_held_up_seconds"))
                        .isGreaterThan(2);
            });
            // The metric is as old as the api-server's last look at the hub.
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hubBytes(dbstream)).isBetween(hub / 2, hub));
            assertThat(connections(dbstream)).isOne();

            // It stops at once although it waits, and goes on waiting when it is resumed.
            dbstream.api.send("POST", "/api/v1/streams/" + id + "/pause", null);
            await().atMost(PATIENCE)
                    .until(() -> dbstream.api.stat(id).text("/source/status").equals("PAUSED"));
            assertThat(dbstream.sourceReader.log()).doesNotContain("is interrupted");
            dbstream.api.send("POST", "/api/v1/streams/" + id + "/resume", null);
            await().atMost(PATIENCE)
                    .until(() -> dbstream.api.stat(id).text("/source/message").startsWith("The hub is full"));

            long begun = System.nanoTime();
            server.start();
            long rows = (long) transactions * ROWS_PER_TRANSACTION;
            await().atMost(PATIENCE).until(() -> counter(dbstream, id) == rows);
            System.out.printf(
                    "%s: %d MB in %d rows drained in %d s; %s%n",
                    kind,
                    written >> 20,
                    rows,
                    Duration.ofNanos(System.nanoTime() - begun).toSeconds(),
                    memory);

            assertThat(summary(target)).isEqualTo(summary(source));
            assertThat(dbstream.api.stat(id).body().at("/source/message").isMissingNode())
                    .isTrue();
            for (String service : List.of("reader", "writer")) {
                assertThat(memory.peakResident(service)).as(memory.toString()).isBetween(1L, RESIDENT);
                assertThat(memory.peakHeld(service)).as(memory.toString()).isBetween(1L, 64L << 20);
            }
        }
    }

    private static void write(Database database, int transaction) throws SQLException {
        int from = transaction * ROWS_PER_TRANSACTION;
        String numbers = database.kind().isMySql()
                ? "WITH RECURSIVE numbers (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM numbers WHERE n < 999)"
                : "WITH numbers (n) AS (SELECT generate_series(0, 999))";
        String rows =
                " SELECT n + %d, CONCAT(n, REPEAT(MD5(CONCAT(n, '')), %d)) FROM numbers".formatted(from, ROW / 32);
        execute(
                database,
                database.kind().isMySql()
                        ? "INSERT INTO log_lines " + numbers + rows
                        : numbers + " INSERT INTO log_lines" + rows);
    }

    /** How many rows, which ones, and how much is in them. */
    private static List<String> summary(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return Tables.rows(
                    connection, "SELECT COUNT(*), SUM(id), SUM(LENGTH(body)), MIN(body), MAX(body) FROM log_lines");
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long counter(Dbstream dbstream, String id) {
        return dbstream.api.stat(id).body().at("/target/counter").asLong();
    }

    private static long hubBytes(Dbstream dbstream) {
        return (long) dbstream.apiServer.metric("dbstream_hub_stream_bytes");
    }

    /** How often the reader has begun to read the source's log. */
    private static long connections(Dbstream dbstream) {
        return dbstream.sourceReader
                .log()
                .lines()
                .filter(line -> line.contains("Reading on from"))
                .count();
    }
}
