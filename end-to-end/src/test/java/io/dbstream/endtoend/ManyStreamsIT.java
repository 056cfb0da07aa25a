package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Fifty streams in one reader and one writer with small heaps: while one floods, one fails and one waits for a lock, everything passes
 * on the others, and there are as many threads and as much memory as there may be.
 */
@TestInstance(Lifecycle.PER_CLASS)
class ManyStreamsIT {
    private static final int STREAMS = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** A heap of 256 MB, and what a JVM with the stacks of its threads needs besides. */
    private static final long RESIDENT = 560L << 20;
    /** A quarter of the heap is what all streams share of it. */
    private static final long HELD = 64L << 20;
    /** One that works, and at a writer one that fetches. */
    private static final int THREADS_OF_A_STREAM = 2;

    private static final int THREADS_OF_A_SERVICE = 60;

    private record Pair(String id, Database from, Database to) {}

    private final List<Pair> pairs = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() throws Exception {
        dbstream = Dbstream.start("many-streams", Map.of(), List.of("-Xmx256m"));
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<CompletableFuture<Pair>> creating = new ArrayList<>();
            for (int i = 0; i < STREAMS; i++) {
                Kind source = i % 2 == 0 ? Kind.MARIADB : Kind.POSTGRESQL;
                Kind target = i % 2 == 0 ? Kind.POSTGRESQL : Kind.MARIADB;
                creating.add(CompletableFuture.supplyAsync(() -> stream(source, target), threads));
            }
            for (CompletableFuture<Pair> each : creating) {
                pairs.add(each.get());
            }
        }
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    private Pair stream(Kind source, Kind target) {
        Database from = Database.fresh(source);
        Database to = Database.fresh(target);
        for (Database side : List.of(from, to)) {
            execute(
                    side,
                    "CREATE TABLE t (id INT PRIMARY KEY, body VARCHAR(2000), CONSTRAINT positive CHECK (id > -9))");
        }
        Answer created = dbstream.api.create(Dbstream.config(from, "", to, ""));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return new Pair(created.text("/data/id"), from, to);
    }

    @Test
    void oneThatFloodsFailsOrLagsDoesNotHoldUpTheOthers() throws Exception {
        Pair flooding = pairs.get(0);
        Pair waiting = pairs.get(1);
        Pair failing = pairs.get(2);
        List<Pair> others = pairs.subList(3, STREAMS);
        try (MemoryWatch memory =
                        new MemoryWatch(Map.of("reader", dbstream.sourceReader, "writer", dbstream.targetWriter));
                Connection lock = waiting.to().connect()) {
            execute(lock, "LOCK TABLES t READ");
            execute(failing.to(), "ALTER TABLE t DROP CONSTRAINT positive, ADD CONSTRAINT positive CHECK (id > 0)");
            execute(failing.from(), "INSERT INTO t VALUES (-1, 'refused')");
            execute(waiting.from(), "INSERT INTO t VALUES (1, 'waits')");
            AtomicBoolean ended = new AtomicBoolean();
            CompletableFuture<Integer> flood = CompletableFuture.supplyAsync(() -> flood(flooding.from(), ended));
            await().atMost(PATIENCE).until(() -> counter(flooding) > 0);

            // Twice, all of it while the trouble lasts.
            for (int round = 1; round <= 2; round++) {
                for (Pair pair : others) {
                    execute(pair.from(), "INSERT INTO t VALUES (" + round + ", 'passes')");
                }
                for (Pair pair : others) {
                    String expected = String.valueOf(round);
                    await().atMost(PATIENCE)
                            .untilAsserted(() -> assertThat(value(pair.to(), "SELECT max(id) FROM t"))
                                    .isEqualTo(expected));
                }
            }
            assertThat(flood).as("the flood").isNotDone();
            assertThat(counter(waiting)).isZero();
            assertThat(dbstream.api.stat(failing.id()).text("/target/status")).isEqualTo("FAILED");
            assertThat(dbstream.api.stat(failing.id()).text("/target/message")).contains("positive");
            for (Pair pair : others) {
                Answer stat = dbstream.api.stat(pair.id());
                assertThat(stat.text("/source/status") + stat.text("/target/status"))
                        .as(stat.body().toString())
                        .isEqualTo("RUNNINGRUNNING");
            }

            ended.set(true);
            int transactions = flood.get();
            execute(lock, "UNLOCK TABLES");
            execute(failing.to(), "ALTER TABLE t DROP CONSTRAINT positive");
            dbstream.api.send("POST", "/api/v1/streams/" + failing.id() + "/resume", null);
            for (Pair pair : List.of(flooding, waiting, failing)) {
                String query = "SELECT concat(count(*), ' ', sum(id), ' ', sum(length(body))) FROM t";
                String expected = value(pair.from(), query);
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(value(pair.to(), query)).isEqualTo(expected));
            }

            System.out.printf(
                    "%d streams; flood of %d transactions; threads: reader %.0f, writer %.0f; %s%n",
                    STREAMS, transactions, threads(dbstream.sourceReader), threads(dbstream.targetWriter), memory);
            for (Service service : List.of(dbstream.sourceReader, dbstream.targetWriter)) {
                assertThat(threads(service))
                        .isBetween(1.0, STREAMS * THREADS_OF_A_STREAM + (double) THREADS_OF_A_SERVICE);
            }
            for (String service : List.of("reader", "writer")) {
                assertThat(memory.peakResident(service)).as(memory.toString()).isBetween(1L, RESIDENT);
                assertThat(memory.peakHeld(service)).as(memory.toString()).isBetween(1L, HELD);
            }
        }
    }

    /** A megabyte after the other, until told to end; how many. */
    private static int flood(Database database, AtomicBoolean ended) {
        int transaction = 0;
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TEMPORARY TABLE numbers (n INT PRIMARY KEY)");
            statement.execute(
                    "INSERT INTO numbers WITH RECURSIVE c (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n"
                            + " < 1000) SELECT n FROM c");
            while (!ended.get()) {
                statement.execute(
                        "INSERT INTO t SELECT n + %d, REPEAT(MD5(n), 31) FROM numbers".formatted(transaction * 1000));
                transaction++;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return transaction;
    }

    private static double threads(Service service) {
        return service.metric("jvm_threads_live_threads");
    }

    private long counter(Pair pair) {
        return dbstream.api.stat(pair.id()).body().at("/target/counter").asLong();
    }

    private static String value(Database database, String query) {
        try (Connection connection = database.connect()) {
            return Tables.rows(connection, query).getFirst().replace("|", "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Database database, String... statements) {
        try (Connection connection = database.connect()) {
            execute(connection, statements);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Connection connection, String... statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
