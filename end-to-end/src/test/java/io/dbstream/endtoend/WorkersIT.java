package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two readers and two writers share four streams under load; of each kind one is killed, stopped, or frozen and thawed. {@code
 * -Dfreeze.seconds=60} freezes for a minute.
 */
@TestInstance(Lifecycle.PER_CLASS)
class WorkersIT {
    private static final Logger log = LoggerFactory.getLogger(WorkersIT.class);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Longer than a lease lives. */
    private static final Duration FREEZE = Duration.ofSeconds(Integer.getInteger("freeze.seconds", 12));

    private static final int STREAMS = 4;
    private static final Pattern LAG =
            Pattern.compile("^dbstream_(?:source|target)_lag_seconds\\{.*stream=\"([^\"]+)\"", Pattern.MULTILINE);
    private static final Pattern LEAVING =
            Pattern.compile("The lease is lost; leaving|Leaving the stream to another worker");

    private record Pair(String id, Database from, Database to) {}

    private final List<Pair> pairs = new ArrayList<>();
    private final AtomicInteger markers = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Service secondReader;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Service secondWriter;

    @BeforeAll
    void start() {
        dbstream = Dbstream.start("workers");
        for (int i = 0; i < STREAMS; i++) {
            pairs.add(i % 2 == 0 ? stream(Kind.MARIADB, Kind.POSTGRESQL) : stream(Kind.POSTGRESQL, Kind.MARIADB));
        }
        assertThat(streamsOf(dbstream.sourceReader)).hasSize(STREAMS);
        secondReader = dbstream.another("source-reader");
        secondWriter = dbstream.another("target-writer");
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    private Pair stream(Kind source, Kind target) {
        Database from = Database.fresh(source);
        Database to = Database.fresh(target);
        execute(
                from,
                "CREATE TABLE accounts (id INT PRIMARY KEY, balance INT NOT NULL)",
                "CREATE TABLE journal (account INT NOT NULL, amount INT NOT NULL)",
                "INSERT INTO accounts VALUES (1, 0), (2, 0), (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0)");
        if (source == Kind.POSTGRESQL) {
            execute(from, "ALTER TABLE journal REPLICA IDENTITY FULL");
        }
        Answer created = dbstream.api.create(Dbstream.config(from, "", to, ""));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        // What was there before the stream began does not come by itself.
        execute(from, "UPDATE accounts SET balance = 1");
        return new Pair(created.text("/data/id"), from, to);
    }

    /** A worker that comes takes its share, whoever came before. */
    @BeforeEach
    void everyWorkerHasItsShare() {
        for (Service worker : List.of(dbstream.sourceReader, secondReader, dbstream.targetWriter, secondWriter)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(streamsOf(worker)).hasSize(STREAMS / 2));
        }
    }

    @Test
    void streamsOfKilledWorkersAreTakenOverWithinTenSeconds() throws Exception {
        underLoad(() -> {
            dbstream.sourceReader.kill();
            dbstream.targetWriter.kill();
            long killed = System.nanoTime();
            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(streamsOf(secondReader)).hasSize(STREAMS));
            await().atMost(Duration.ofSeconds(10).minusNanos(System.nanoTime() - killed))
                    .untilAsserted(() -> assertThat(streamsOf(secondWriter)).hasSize(STREAMS));
            tell("taken over after kill -9", killed);
            pairs.forEach(this::passes);
            tell("everything passes again after kill -9", killed);
            dbstream.sourceReader.start();
            dbstream.targetWriter.start();
        });
    }

    @Test
    void killedWorkersThatAreStartedAtOnceComeBackToWork() throws Exception {
        underLoad(() -> {
            secondReader.kill();
            secondWriter.kill();
            long killed = System.nanoTime();
            secondReader.start();
            secondWriter.start();
            pairs.forEach(this::passes);
            tell("everything passes again after kill -9 and restart", killed);
        });
    }

    @Test
    void workersThatAreToldToEndHandOverAtOnce() throws Exception {
        underLoad(() -> {
            Thread reader = Thread.ofVirtual().start(dbstream.sourceReader::stop);
            Thread writer = Thread.ofVirtual().start(dbstream.targetWriter::stop);
            long told = System.nanoTime();
            await().atMost(PATIENCE)
                    .until(() -> streamsOf(secondReader).size() == STREAMS
                            && streamsOf(secondWriter).size() == STREAMS);
            tell("handed over", told);
            pairs.forEach(this::passes);
            tell("everything passes again after SIGTERM", told);
            join(reader);
            join(writer);
            dbstream.sourceReader.start();
            dbstream.targetWriter.start();
        });
    }

    @Test
    void frozenReaderWritesNothingWhenItWakesUp() throws Exception {
        underLoad(() -> freeze(dbstream.sourceReader, secondReader));
    }

    @Test
    void frozenWriterWritesNothingWhenItWakesUp() throws Exception {
        underLoad(() -> freeze(dbstream.targetWriter, secondWriter));
    }

    /** Freezes one worker, lets the other take over, and sees the first one leave as soon as it wakes. */
    private void freeze(Service sleeper, Service other) {
        Set<String> had = streamsOf(sleeper);
        int before = sleeper.log().length();
        int othersBefore = other.log().length();
        Map<String, Long> fences = fences();
        long frozen = System.nanoTime();
        sleeper.freeze();
        try {
            pairs.forEach(this::passes);
            tell("everything passes again after SIGSTOP", frozen);
            await().atMost(FREEZE.plus(PATIENCE)).until(() -> System.nanoTime() - frozen > FREEZE.toNanos());
        } finally {
            sleeper.thaw();
        }
        for (String stream : had) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(words(stream, sleeper.log().substring(before)))
                            .containsPattern(LEAVING));
            assertThat(words(stream, sleeper.log().substring(before)).split(LEAVING.pattern(), 2)[0])
                    .as("what it said before it left %s", stream)
                    .doesNotContain("Starting", "Reading on", "Writing on");
        }
        everyWorkerHasItsShare();
        pairs.forEach(this::passes);
        // Each fence was raised by those who said so, and by nobody else.
        Map<String, Long> after = fences();
        String logs = sleeper.log().substring(before) + other.log().substring(othersBefore);
        for (Pair pair : pairs) {
            long opened = Pattern.compile("\\[" + pair.id() + "] WriterLoop: Writing on from")
                    .matcher(logs)
                    .results()
                    .count();
            assertThat(after.getOrDefault(pair.id(), 0L) - fences.getOrDefault(pair.id(), 0L))
                    .as("writers that took %s", pair.id())
                    .isEqualTo(opened);
        }
    }

    /** What is said of a stream. */
    private static String words(String stream, String log) {
        return log.lines().filter(line -> line.contains("[" + stream + "]")).collect(Collectors.joining("\n"));
    }

    private Map<String, Long> fences() {
        Map<String, Long> fences = new HashMap<>();
        for (Pair pair : pairs) {
            try (Connection connection = pair.to().connect();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT fence FROM dbstream_checkpoint")) {
                while (row.next()) {
                    fences.put(pair.id(), row.getLong(1));
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
        return fences;
    }

    /** While transactions come on every stream; in the end all that was written has arrived, once. */
    private void underLoad(Runnable fault) throws Exception {
        AtomicBoolean ended = new AtomicBoolean();
        List<Thread> load = pairs.stream()
                .map(pair -> Thread.ofPlatform().name("load").start(() -> write(pair.from(), ended)))
                .toList();
        try {
            pairs.forEach(this::passes);
            fault.run();
        } finally {
            ended.set(true);
            for (Thread thread : load) {
                thread.join();
            }
        }
        for (Pair pair : pairs) {
            for (String query : List.of(
                    "SELECT id, balance FROM accounts",
                    "SELECT account, amount, count(*) FROM journal GROUP BY 1, 2")) {
                List<String> expected = read(pair.from(), query);
                await().atMost(PATIENCE)
                        .untilAsserted(() ->
                                assertThat(read(pair.to(), query)).as(query).isEqualTo(expected));
            }
        }
    }

    private static void write(Database database, AtomicBoolean ended) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; !ended.get(); i++) {
                statement.executeUpdate("UPDATE accounts SET balance = balance + 1 WHERE id = " + (1 + i % 8));
                statement.executeUpdate("INSERT INTO journal VALUES (" + i % 8 + ", " + i % 100 + ")");
                statement.executeUpdate("INSERT INTO journal VALUES (" + i % 8 + ", " + i % 100 + ")");
                connection.commit();
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits until a change that is made now has arrived. */
    private void passes(Pair pair) {
        int marker = -markers.incrementAndGet();
        execute(pair.from(), "INSERT INTO journal VALUES (0, " + marker + ")");
        // Until the first row comes, the target lacks the table.
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(read(pair.to(), "SELECT amount FROM journal WHERE amount = " + marker))
                        .hasSize(1));
    }

    /** The streams that a worker shows. */
    private static Set<String> streamsOf(Service worker) {
        return LAG.matcher(worker.metrics())
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private static void tell(String what, long since) {
        log.info("{}: {} ms", what, Duration.ofNanos(System.nanoTime() - since).toMillis());
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> read(Database database, String query) {
        try (Connection connection = database.connect()) {
            return Tables.rows(connection, query);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void execute(Database database, String... statements) {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
