package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubSettings;
import io.dbstream.hub.Keys;
import io.dbstream.hub.NatsHub;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.stream.Side;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** How streams end, by a limit or by the user: exactly there, whatever dies, and without leaving anything behind. */
@TestInstance(Lifecycle.PER_CLASS)
class EndingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LIMIT = Duration.ofSeconds(8);

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private PostgresServer source;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private EventHub hub;

    @BeforeAll
    void start() {
        source = PostgresServer.start(Path.of("target", "systems", "ending", "postgres"));
        dbstream = Dbstream.start("ending");
        hub = NatsHub.connect(HubSettings.of(dbstream.nats.url(), "ending"));
    }

    @AfterAll
    void end() {
        hub.close();
        dbstream.close();
        source.close();
    }

    @Test
    void eventLimitIsExactAlthoughBothWorkersAreKilledAgainAndAgain() throws Exception {
        int limit = 20_011;
        Database from = numbers();
        Database to = Database.fresh(Kind.POSTGRESQL);
        String id = created(from, to, "\"events\": " + limit);

        try (Connection connection = from.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int transaction = 0; transaction < 100; transaction++) {
                statement.executeUpdate("INSERT INTO numbers SELECT n FROM generate_series(" + (transaction * 300 + 1)
                        + ", " + (transaction * 300 + 300) + ") n");
                connection.commit();
                if (transaction == 20 || transaction == 60) {
                    dbstream.sourceReader.kill();
                    dbstream.sourceReader.start();
                }
                if (transaction == 40) {
                    dbstream.targetWriter.kill();
                    dbstream.targetWriter.start();
                }
            }
        }

        awaitPhase(id, "FINISHED");
        Answer stat = dbstream.api.stat(id);
        assertThat(stat.body().at("/source/counter").asLong()).isEqualTo(limit);
        assertThat(stat.body().at("/target/counter").asLong()).isEqualTo(limit);
        assertThat(rows(to, "SELECT count(*), min(n), max(n) FROM numbers"))
                .containsExactly(limit + "|1|" + limit + "|");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(slots(from)).isEmpty());
    }

    @Test
    void timeLimitIsCountedOnceAlthoughBothWorkersAreKilled() throws Exception {
        Database from = numbers();
        Database to = Database.fresh(Kind.POSTGRESQL);
        String id = created(from, to, "\"time\": " + LIMIT.toSeconds());

        Instant before = Instant.now();
        execute(from, "INSERT INTO numbers VALUES (1)");
        awaitCounter(id, 1);
        String started = dbstream.api.stat(id).text("/source/started");
        dbstream.sourceReader.kill();
        dbstream.targetWriter.kill();
        dbstream.sourceReader.start();
        dbstream.targetWriter.start();

        awaitPhase(id, "FINISHED");
        Duration real = Duration.between(before, Instant.now());
        Answer stat = dbstream.api.stat(id);
        assertThat(stat.text("/source/started")).isEqualTo(started);
        assertThat(stat.body().at("/target/counter").asLong()).isEqualTo(1);
        assertThat(elapsed(stat, "source")).isBetween(LIMIT, real);
        assertThat(elapsed(stat, "target")).isBetween(Duration.ZERO, real);
    }

    @Test
    void aDeletedStreamLeavesNothingBehindAndIsForgottenWhenItIsDeletedOnceMore() throws Exception {
        Database from = numbers();
        Database to = Database.fresh(Kind.POSTGRESQL);
        String id = created(from, to, "");
        execute(from, "INSERT INTO numbers VALUES (1), (2)");
        awaitCounter(id, 2);
        assertThat(slots(from)).hasSize(1);
        assertThat(hub.streamIds()).contains(id);

        Answer stopped = dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);

        assertThat(stopped.status()).as(stopped.body().toString()).isEqualTo(200);
        assertThat(stopped.text("/Source/status")).isEqualTo("STOPPED");
        assertThat(slots(from)).isEmpty();
        assertThat(rows(from, "SELECT pubname FROM pg_publication")).isEmpty();
        assertThat(rows(to, "SELECT stream_id FROM dbstream_checkpoint")).isEmpty();
        assertThat(rows(to, "SELECT n FROM numbers ORDER BY n")).containsExactly("1|", "2|");
        assertThat(hub.streamIds()).doesNotContain(id);
        assertThat(hub.checkpoints().get(id)).isEmpty();
        for (Side side : Side.values()) {
            await().atMost(PATIENCE).until(() -> isFree(Keys.lease(id, side)));
        }
        assertThat(dbstream.api.stat(id).text("/target/status")).isEqualTo("STOPPED");

        assertThat(dbstream.api.send("DELETE", "/api/v1/streams/" + id, null).status())
                .isEqualTo(200);

        assertThat(dbstream.api.stat(id).status()).isEqualTo(404);
        assertThat(hub.streams().get(id)).isEmpty();
        assertThat(hub.statuses().list()).noneMatch(entry -> entry.key().startsWith(id));
    }

    @Test
    void whatASourceThatIsAwayKeepsIsTakenAwayWhenItIsBack() throws Exception {
        Database from = numbers();
        Database to = Database.fresh(Kind.POSTGRESQL);
        String id = created(from, to, "");
        execute(from, "INSERT INTO numbers VALUES (1)");
        awaitCounter(id, 1);
        source.stop();

        Answer stopped = dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(dbstream.api.stat(id).text("/source/status")).isEqualTo("STOPPED");
            assertThat(dbstream.api.stat(id).text("/source/kind")).isEqualTo("SOURCE_UNAVAILABLE");
        });
        assertThat(stopped.text("/Target/status")).isEqualTo("STOPPED");
        source.start();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                dbstream.api.stat(id).body().at("/source").has("message"))
                        .isFalse());
        assertThat(slots(from)).isEmpty();
    }

    private Database numbers() throws SQLException {
        Database database = Database.on(source);
        execute(database, "CREATE TABLE numbers (n INT PRIMARY KEY)");
        return database;
    }

    private String created(Database from, Database to, String limits) {
        String config = Dbstream.config(from, "", to, "").replaceFirst("}\\s*$", ", \"limits\": {" + limits + "} }");
        Answer created = dbstream.api.create(config);
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return created.text("/data/id");
    }

    private void awaitCounter(String id, long events) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dbstream.api
                                .stat(id)
                                .body()
                                .at("/target/counter")
                                .asLong())
                        .isEqualTo(events));
    }

    private void awaitPhase(String id, String phase) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Answer stat = dbstream.api.stat(id);
            assertThat(stat.text("/source/status")).as(stat.body().toString()).isEqualTo(phase);
            assertThat(stat.text("/target/status")).as(stat.body().toString()).isEqualTo(phase);
        });
    }

    /** Go's durations of up to an hour, such as {@code 1m2.5s}, read as ISO 8601. */
    private static Duration elapsed(Answer stat, String side) {
        return Duration.parse("PT" + stat.text("/" + side + "/elapsed").toUpperCase(java.util.Locale.ROOT));
    }

    private boolean isFree(String lease) {
        return hub.leases()
                .acquire(lease, "ending")
                .map(taken -> {
                    taken.release();
                    return true;
                })
                .orElse(false);
    }

    private static List<String> slots(Database database) throws SQLException {
        return rows(database, "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()");
    }

    private static List<String> rows(Database database, String query) throws SQLException {
        try (Connection connection = database.connect()) {
            return Tables.rows(connection, query);
        }
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
