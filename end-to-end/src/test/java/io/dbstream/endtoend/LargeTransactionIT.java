package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A transaction larger than all buffers, and than the hub, passes through small heaps and appears at the target at once. {@code
 * -Dtransaction.rows=5000000} makes it as large.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LargeTransactionIT {
    private static final long ROWS = Long.getLong("transaction.rows", 300_000);
    private static final String HUB = "8MB";
    private static final Duration PATIENCE = Duration.ofSeconds(120 + ROWS / 2000);

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() {
        dbstream = Dbstream.start("large-transaction", Map.of("DBSTREAM_HUB_MAX_BYTES", HUB), List.of("-Xmx256m"));
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, POSTGRESQL", "POSTGRESQL, MYSQL"})
    void appearsAtOnce(Kind from, Kind to) throws Exception {
        Database source = Database.fresh(from);
        Database target = Database.fresh(to);
        try (MemoryWatch memory =
                new MemoryWatch(Map.of("reader", dbstream.sourceReader, "writer", dbstream.targetWriter))) {
            String id = create(source, target);
            Observer observer = new Observer(target);
            long begun = System.nanoTime();
            write(source);
            long written = System.nanoTime();

            await().atMost(PATIENCE).until(() -> counter(id) == ROWS);

            System.out.printf(
                    "%s to %s: %d rows written in %d s, there %d s later; %s%n",
                    from,
                    to,
                    ROWS,
                    Duration.ofNanos(written - begun).toSeconds(),
                    Duration.ofNanos(System.nanoTime() - written).toSeconds(),
                    memory);
            assertThat(observer.end()).isSubsetOf(0L, ROWS).contains(ROWS);
            assertThat(summary(target)).isEqualTo(summary(source));
            delete(id);
        }
    }

    /** The hub has forgotten by then what the writer had applied: the source has it still. */
    @Test
    void comesAgainFromTheSourceWhenTheWriterDiesInTheMiddle() throws Exception {
        Database source = Database.fresh(Kind.MYSQL);
        Database target = Database.fresh(Kind.POSTGRESQL);
        String id = create(source, target);
        Observer observer = new Observer(target);
        write(source);
        await().atMost(PATIENCE).until(() -> dbstream.targetWriter.metric("dbstream_target_events_total") > ROWS / 2.0);
        dbstream.targetWriter.kill();
        dbstream.targetWriter.start();

        await().atMost(PATIENCE).until(() -> counter(id) == ROWS);

        assertThat(observer.end()).isSubsetOf(0L, ROWS).contains(ROWS);
        assertThat(summary(target)).isEqualTo(summary(source));
        delete(id);
    }

    private String create(Database source, Database target) throws SQLException {
        execute(source, "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(60) NOT NULL, amount INT NOT NULL)");
        execute(target, "CREATE TABLE t (id INT PRIMARY KEY, name VARCHAR(60) NOT NULL, amount INT NOT NULL)");
        Answer created = dbstream.api.create(Dbstream.config(source, "", target, ""));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.text("/data/id");
    }

    private void delete(String id) {
        dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);
    }

    /** One transaction, in statements of a thousand rows each. */
    private static void write(Database database) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (database.kind().isMySql()) {
                statement.execute("CREATE TEMPORARY TABLE numbers (n INT PRIMARY KEY)");
                statement.execute("INSERT INTO numbers WITH RECURSIVE c (n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM c"
                        + " WHERE n < 999) SELECT n FROM c");
                for (long from = 0; from < ROWS; from += 1000) {
                    statement.execute("INSERT INTO t SELECT n + %d, CONCAT('customer number ', n + %d), n FROM numbers"
                            .formatted(from, from));
                }
            } else {
                statement.execute("INSERT INTO t SELECT n, 'customer number ' || n, n % 1000 FROM generate_series(0, "
                        + (ROWS - 1) + ") AS n");
            }
            connection.commit();
        }
    }

    private long counter(String id) {
        return dbstream.api.stat(id).body().at("/target/counter").asLong();
    }

    private static List<String> summary(Database database) throws SQLException {
        try (Connection connection = database.connect()) {
            return Tables.rows(
                    connection, "SELECT COUNT(*), SUM(id), SUM(amount), SUM(LENGTH(name)), MAX(name) FROM t");
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Counts the target's rows all the time. */
    private static final class Observer {
        private final Set<Long> seen = ConcurrentHashMap.newKeySet();
        private final Database target;
        private final Thread thread;
        private volatile boolean ended;

        Observer(Database target) {
            this.target = target;
            this.thread = Thread.ofPlatform().daemon().name("observer").start(this::observe);
        }

        private void observe() {
            try (Connection connection = target.connect();
                    Statement statement = connection.createStatement()) {
                boolean last;
                do {
                    last = ended;
                    try (ResultSet count = statement.executeQuery("SELECT COUNT(*) FROM t")) {
                        count.next();
                        seen.add(count.getLong(1));
                    }
                    Thread.sleep(20);
                } while (!last);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** What was seen until now. */
        Set<Long> end() throws InterruptedException {
            ended = true;
            thread.join();
            return seen;
        }
    }
}
