package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What getting-started.md tells, done as it tells. */
@TestInstance(Lifecycle.PER_CLASS)
class FirstStreamIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private final PostgresServer target = SharedServers.postgres();

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() {
        dbstream = Dbstream.start("first-stream");
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    static Stream<MySqlServer> sources() {
        return Stream.of(SharedServers.mariadb(), SharedServers.mysql());
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("sources")
    void streamOfThreeTablesRunsFromReadyToStopped(MySqlServer source) throws SQLException {
        String from = SharedServers.freshDatabase(source);
        String to = SharedServers.freshDatabase(target);
        for (String table : List.of("products1", "products2", "products3", "unrelated")) {
            source.execute(from, products(table));
        }
        source.execute(from, "INSERT INTO products1 VALUES (1, 'before the stream', 1, 1, NOW(6))");

        Answer created = dbstream.api.create(Dbstream.config(source, from, target, to, """
                ,
                    "filter": {
                      "tables": [
                        { "name": "products1", "operations": ["insert", "update", "delete"] },
                        { "name": "products2", "operations": ["insert", "update", "delete"] },
                        { "name": "products3", "operations": ["insert", "update", "delete"] }
                      ]
                    }"""));

        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        assertThat(created.text("/status")).isEqualTo("success");
        String id = created.text("/data/id");
        assertThat(id).hasSize(27);
        assertThat(created.body().toString()).doesNotContain(source.password());
        Answer ready = dbstream.api.send("GET", "/api/v1/streams/stat", null);
        assertThat(ready.text("/streamID")).isEqualTo(id);
        assertThat(ready.text("/source/status")).isEqualTo("READY");
        assertThat(ready.text("/target/status")).isEqualTo("READY");
        assertThat(ready.text("/source/elapsed")).isEqualTo("0s");
        assertThat(ready.text("/source/started")).isEqualTo("0001-01-01T00:00:00Z");

        source.execute(
                from,
                "INSERT INTO products1 (id, name, price, weight, created) VALUES"
                        + " (2, 'hammer', 12.50, 0.7, '2024-02-29 12:30:00.000001'),"
                        + " (3, 'größe \uD83D\uDD28', NULL, NULL, '1999-12-31 23:59:59')",
                "INSERT INTO products2 (name, created) SELECT name, created FROM products1",
                "UPDATE products1 SET price = price + 1, name = 'claw hammer' WHERE id = 2",
                "INSERT INTO products3 (name, created) VALUES ('only for a moment', NOW(6))",
                "DELETE FROM products3",
                "INSERT INTO unrelated (name, created) VALUES ('not selected', NOW(6))",
                "UPDATE products2 SET id = id + 100 ORDER BY id DESC",
                "DELETE FROM products1 WHERE id = 1");

        String columns = "SELECT id, name, price, weight, created FROM ";
        String targetColumns = "SELECT id, name, price, weight, to_char(created, 'YYYY-MM-DD HH24:MI:SS.US') FROM ";
        awaitSame(source, from, to, columns + "products1 WHERE id > 1", targetColumns + "products1");
        awaitSame(source, from, to, columns + "products2", targetColumns + "products2");
        awaitSame(source, from, to, columns + "products3", targetColumns + "products3");
        try (Connection connection = target.connect(to)) {
            assertThat(Tables.rows(connection, "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"))
                    .containsExactly("dbstream_checkpoint|", "products1|", "products2|", "products3|");
        }

        long events = 2 + 3 + 1 + 1 + 1 + 3 + 1;
        awaitCounters(id, events);
        Answer running = dbstream.api.stat(id);
        assertThat(running.text("/source/status")).isEqualTo("RUNNING");
        assertThat(running.text("/target/status")).isEqualTo("RUNNING");
        assertThat(OffsetDateTime.parse(running.text("/source/started")))
                .isAfter(OffsetDateTime.now(java.time.ZoneOffset.UTC).minusMinutes(5));

        Answer stopped = dbstream.api.send("DELETE", "/api/v1/streams", null);
        assertThat(stopped.text("/streamID")).isEqualTo(id);
        assertThat(stopped.text("/Source/status")).isEqualTo("STOPPED");
        assertThat(stopped.text("/Target/status")).isEqualTo("STOPPED");
        Answer after = dbstream.api.send("GET", "/api/v1/streams/stat", null);
        assertThat(after.text("/source/status")).isEqualTo("STOPPED");
        assertThat(after.body().at("/target/counter").asLong()).isEqualTo(events);
        assertThat(after.text("/target/elapsed")).matches("(\\d+h)?(\\d+m)?\\d+(\\.\\d+)?(m|µ|n)?s");
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("sources")
    void eventLimitStopsAtExactlySoManyRowsAlsoInsideATransaction(MySqlServer source) throws SQLException {
        String from = SharedServers.freshDatabase(source);
        String to = SharedServers.freshDatabase(target);
        source.execute(from, "CREATE TABLE numbers (n INT PRIMARY KEY)");
        String config = Dbstream.config(source, from, target, to, "")
                .replaceFirst("}\\s*$", ", \"limits\": { \"events\": 150, \"time\": 0 } }");
        String id = created(config);

        source.execute(from, inserts("numbers", 1, 100), inserts("numbers", 101, 200), inserts("numbers", 201, 300));

        awaitPhase(id, "FINISHED");
        Answer stat = dbstream.api.stat(id);
        assertThat(stat.body().at("/source/counter").asLong()).isEqualTo(150);
        assertThat(stat.body().at("/target/counter").asLong()).isEqualTo(150);
        try (Connection connection = target.connect(to)) {
            assertThat(Tables.rows(connection, "SELECT count(*), min(n), max(n) FROM numbers"))
                    .containsExactly("150|1|150|");
        }
    }

    @Test
    void timeLimitFinishesTheStream() {
        MySqlServer source = SharedServers.mariadb();
        String from = SharedServers.freshDatabase(source);
        String to = SharedServers.freshDatabase(target);
        source.execute(from, "CREATE TABLE numbers (n INT PRIMARY KEY)");
        String id = created(Dbstream.config(source, from, target, to, "")
                .replaceFirst("}\\s*$", ", \"limits\": { \"time\": 1 } }"));

        source.execute(from, inserts("numbers", 1, 10));

        awaitPhase(id, "FINISHED");
        assertThat(dbstream.api.stat(id).body().at("/target/counter").asLong()).isEqualTo(10);
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("sources")
    void onlySelectedOperationsArrive(MySqlServer source) throws SQLException {
        String from = SharedServers.freshDatabase(source);
        String to = SharedServers.freshDatabase(target);
        source.execute(from, "CREATE TABLE kept (n INT PRIMARY KEY, v INT)", "CREATE TABLE other (n INT PRIMARY KEY)");
        String id = created(
                Dbstream.config(
                        source,
                        from,
                        target,
                        to,
                        ", \"filter\": {\"tables\": [{\"name\": \"kept\", \"operations\": [\"insert\"]}, {\"name\": \"other\"}]}"));

        source.execute(
                from,
                "INSERT INTO kept VALUES (1, 1), (2, 2)",
                "UPDATE kept SET v = 9",
                "DELETE FROM kept WHERE n = 1",
                "TRUNCATE TABLE kept",
                "INSERT INTO other VALUES (1)",
                "TRUNCATE TABLE other",
                "INSERT INTO other VALUES (2)");

        awaitCounters(id, 5);
        try (Connection connection = target.connect(to)) {
            assertThat(Tables.rows(connection, "SELECT n, v FROM kept")).containsExactly("1|1|", "2|2|");
            assertThat(Tables.rows(connection, "SELECT n FROM other")).containsExactly("2|");
        }
    }

    @ParameterizedTest(autoCloseArguments = false)
    @MethodSource("sources")
    void transactionOverSeveralTablesIsNeverSeenInPart(MySqlServer source) throws SQLException {
        String from = SharedServers.freshDatabase(source);
        String to = SharedServers.freshDatabase(target);
        source.execute(
                from,
                "CREATE TABLE debits (id INT PRIMARY KEY, amount INT NOT NULL)",
                "CREATE TABLE credits (id INT PRIMARY KEY, amount INT NOT NULL)",
                "INSERT INTO debits VALUES (1, 0)",
                "INSERT INTO credits VALUES (1, 0)");
        String id = created(Dbstream.config(source, from, target, to, ""));
        source.execute(
                from,
                "UPDATE debits SET amount = 0",
                "REPLACE INTO debits VALUES (1, 1000)",
                "REPLACE INTO credits VALUES (1, 0)",
                "UPDATE credits SET amount = 0 WHERE id = 1",
                "UPDATE credits SET amount = 1 WHERE id = 1",
                "UPDATE debits SET amount = 999 WHERE id = 1");
        // Each table is made with its first row.
        await().atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(SQLException.class)
                .untilAsserted(() -> assertThat(balance(to)).isEqualTo(1000));

        try (Connection connection = source.connect(from);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < 500; i++) {
                statement.executeUpdate("UPDATE debits SET amount = amount - 1 WHERE id = 1");
                statement.executeUpdate("UPDATE credits SET amount = amount + 1 WHERE id = 1");
                connection.commit();
                if (i % 5 == 0) {
                    assertThat(balance(to)).as("seen at the target").isEqualTo(1000);
                }
            }
        }
        awaitSame(source, from, to, "SELECT id, amount FROM debits", "SELECT id, amount FROM debits");
        dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);
    }

    private long balance(String database) throws SQLException {
        try (Connection connection = target.connect(database)) {
            return Long.parseLong(Tables.rows(
                            connection, "SELECT (SELECT sum(amount) FROM debits) + (SELECT sum(amount) FROM credits)")
                    .getFirst()
                    .replace("|", ""));
        }
    }

    private String created(String config) {
        Answer created = dbstream.api.create(config);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.text("/data/id");
    }

    private void awaitPhase(String id, String phase) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Answer stat = dbstream.api.stat(id);
            assertThat(stat.text("/source/status")).as(stat.body().toString()).isEqualTo(phase);
            assertThat(stat.text("/target/status")).as(stat.body().toString()).isEqualTo(phase);
        });
    }

    private void awaitCounters(String id, long events) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Answer stat = dbstream.api.stat(id);
            assertThat(stat.body().at("/source/counter").asLong())
                    .as(stat.body().toString())
                    .isEqualTo(events);
            assertThat(stat.body().at("/target/counter").asLong())
                    .as(stat.body().toString())
                    .isEqualTo(events);
        });
    }

    private void awaitSame(MySqlServer source, String from, String to, String sourceQuery, String targetQuery)
            throws SQLException {
        try (Connection sourceConnection = source.connect(from);
                Connection targetConnection = target.connect(to)) {
            List<String> expected = Tables.rows(sourceConnection, sourceQuery);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() -> assertThat(Tables.rows(targetConnection, targetQuery))
                            .isEqualTo(expected));
        }
    }

    private static String products(String table) {
        return """
                CREATE TABLE %s (
                  id INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
                  name VARCHAR(80) NOT NULL,
                  price DECIMAL(10,2),
                  weight DOUBLE,
                  created DATETIME(6) NOT NULL)""".formatted(table);
    }

    static String inserts(String table, int first, int last) {
        StringBuilder sql = new StringBuilder("INSERT INTO " + table + " VALUES ");
        for (int n = first; n <= last; n++) {
            sql.append(n == first ? "" : ", ").append('(').append(n).append(')');
        }
        return sql.toString();
    }
}
