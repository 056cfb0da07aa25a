package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Whatever dies in mid-stream, nothing is lost and nothing comes twice, also in a table without a key. */
@TestInstance(Lifecycle.PER_CLASS)
class RestartIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private MySqlServer source;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private PostgresServer target;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() {
        source = MySqlServer.start(MySqlServer.Flavor.MARIADB, Path.of("target", "systems", "restart", "mariadb"));
        target = PostgresServer.start(Path.of("target", "systems", "restart", "postgres"));
        dbstream = Dbstream.start("restart");
    }

    @AfterAll
    void end() {
        dbstream.close();
        target.close();
        source.close();
    }

    @Test
    void killedReader() throws Exception {
        survives(() -> {
            dbstream.sourceReader.kill();
            dbstream.sourceReader.start();
        });
    }

    @Test
    void killedWriter() throws Exception {
        survives(() -> {
            dbstream.targetWriter.kill();
            dbstream.targetWriter.start();
        });
    }

    @Test
    void killedReaderAndWriterAndApiServer() throws Exception {
        survives(() -> {
            dbstream.sourceReader.kill();
            dbstream.targetWriter.kill();
            dbstream.apiServer.kill();
            dbstream.targetWriter.start();
            dbstream.sourceReader.start();
            dbstream.apiServer.start();
        });
    }

    @Test
    void killedNats() throws Exception {
        survives(() -> {
            dbstream.nats.kill();
            dbstream.nats.start();
        });
    }

    @Test
    void killedTargetDatabase() throws Exception {
        survives(() -> {
            target.kill();
            target.start();
        });
    }

    @Test
    void restartedSourceDatabase() throws Exception {
        survives(() -> {
            source.stop();
            source.start();
        });
    }

    /** Runs a workload, lets things die in the middle of it, and compares. */
    private void survives(Runnable fault) throws Exception {
        long seed = new Random().nextLong();
        String from = SharedServers.freshDatabase(source);
        String to = SharedServers.freshDatabase(target);
        source.execute(
                from,
                "CREATE TABLE accounts (id INT PRIMARY KEY, balance INT NOT NULL, note VARCHAR(200))",
                "CREATE TABLE journal (account INT NOT NULL, amount INT NOT NULL)");
        Answer created = dbstream.api.create(Dbstream.config(source, from, target, to, ""));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);

        AtomicBoolean ended = new AtomicBoolean();
        Thread workload = Thread.ofPlatform().name("workload").start(() -> {
            Random random = new Random(seed);
            while (!ended.get()) {
                transactions(from, random, 20);
            }
        });
        try {
            awaitProgress(created.text("/data/id"));
            fault.run();
            awaitProgress(created.text("/data/id"));
        } finally {
            ended.set(true);
            workload.join();
        }
        for (String query : List.of("SELECT id, balance, note FROM accounts", "SELECT account, amount FROM journal")) {
            List<String> expected = read(source.connect(from), query);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .untilAsserted(() -> assertThat(read(target.connect(to), query))
                            .as("%s, seed %d", query, seed)
                            .isEqualTo(expected));
        }
        dbstream.api.send("DELETE", "/api/v1/streams/" + created.text("/data/id"), null);
    }

    private static List<String> read(Connection connection, String query) throws SQLException {
        try (connection) {
            return Tables.rows(connection, query);
        }
    }

    /** A few transactions over both tables; a source that is away is waited for. */
    private void transactions(String database, Random random, int count) {
        try (Connection connection = source.connect(database);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int i = 0; i < count; i++) {
                int changes = 1 + random.nextInt(30);
                for (int j = 0; j < changes; j++) {
                    int account = random.nextInt(200);
                    int amount = random.nextInt(5);
                    if (random.nextInt(10) == 0) {
                        statement.executeUpdate("DELETE FROM accounts WHERE id = " + account);
                    } else {
                        statement.executeUpdate("INSERT INTO accounts VALUES (" + account + ", " + amount
                                + ", REPEAT('x', " + amount * 40 + ")) ON DUPLICATE KEY UPDATE balance = balance + "
                                + amount);
                    }
                    statement.executeUpdate("INSERT INTO journal VALUES (" + account % 10 + ", " + amount + ")");
                    if (random.nextInt(10) == 0) {
                        statement.executeUpdate("DELETE FROM journal WHERE account = " + account % 10 + " LIMIT 2");
                    }
                }
                connection.commit();
            }
        } catch (SQLException e) {
            // The source is being restarted; what was not committed never happened.
            Thread.onSpinWait();
        }
    }

    /** Waits until the target has taken another thousand events. */
    private void awaitProgress(String id) {
        long before = counter(id);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(counter(id)).isGreaterThan(before + 1000));
    }

    private long counter(String id) {
        return dbstream.api.stat(id).body().at("/target/counter").asLong();
    }
}
