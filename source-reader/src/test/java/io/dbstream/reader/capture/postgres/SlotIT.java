package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.stream.ConnectionString;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a stream has at its source, from its begin to its end, and what the server keeps for it. */
class SlotIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "slot-" + ProcessHandle.current().pid());
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private SourceDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = SourceDatabase.fresh();
        database.run("CREATE TABLE a (id int PRIMARY KEY, name text)");
    }

    @AfterEach
    void release() {
        database.close();
    }

    @Test
    void slotAndPublicationLiveAsLongAsTheStream() {
        database.begin();

        assertThat(database.ask("SELECT plugin || ' ' || temporary FROM pg_replication_slots WHERE slot_name = '"
                        + database.slot() + "'"))
                .isEqualTo("pgoutput false");
        assertThat(database.ask("SELECT count(*) FROM pg_publication")).isEqualTo("1");
        // Asked once more, as by a reader that died before it could say where the stream begins.
        database.run("INSERT INTO a VALUES (1, 'between')");
        String again = database.begin();
        database.mark();
        assertThat(database.recordFrom(again).changes()).hasSize(1);

        try (PostgresCapture capture = database.capture()) {
            capture.release();
            capture.release();
        }

        assertThat(database.ask(
                        "SELECT count(*) FROM pg_replication_slots WHERE slot_name = '" + database.slot() + "'"))
                .isEqualTo("0");
        assertThat(database.ask("SELECT count(*) FROM pg_publication")).isEqualTo("0");
    }

    @Test
    void aStreamThatIsReleasedWhileItIsReadLosesItsReader() {
        String start = database.begin();
        PostgresCapture capture = database.capture();
        CompletableFuture<Void> reading = new Recording(capture).readFrom(start);
        awaitReader();

        database.close();

        assertThat(reading)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE));
    }

    @Test
    void slotAndPublicationMayHaveNamesOfTheUser() {
        database.run("CREATE PUBLICATION \"My 'Pub\" FOR TABLE a, fin");
        Map<String, String> settings =
                Map.of("replicationSlotName", "own_" + database.name(), "publicationName", "My 'Pub");
        try (PostgresCapture capture = capture(settings)) {
            capture.preflight();
            String start = capture.end();
            database.run("INSERT INTO a VALUES (1, 'one')");
            database.mark();
            assertThat(SourceDatabase.record(capture(settings), start).changes())
                    .hasSize(1);

            capture.release();
        }

        assertThat(database.ask("SELECT pubname FROM pg_publication")).isEqualTo("My 'Pub");
        assertThat(database.ask("SELECT count(*) FROM pg_replication_slots WHERE database = current_database()"))
                .isEqualTo("0");
    }

    @Test
    void aPublicationThatWasMadeByANameOfTheUserIsDroppedWithTheStream() {
        Map<String, String> settings = Map.of("publicationName", "wanted");
        try (PostgresCapture capture = capture(settings)) {
            capture.preflight();
            capture.end();
            assertThat(database.ask("SELECT pubname FROM pg_publication")).isEqualTo("wanted");

            capture.release();
        }

        assertThat(database.ask("SELECT count(*) FROM pg_publication")).isEqualTo("0");
    }

    private PostgresCapture capture(Map<String, String> settings) {
        return database.capture(database.server().user(), database.server().password(), settings, List.of());
    }

    @Test
    void theServerForgetsOnlyWhatIsConfirmed() {
        String start = database.begin();
        try (PostgresCapture capture = database.capture()) {
            Recording recording = new Recording(capture);
            var unused = recording.readFrom(start);
            database.run("INSERT INTO a VALUES (1, 'one')", "INSERT INTO a VALUES (2, 'two')");
            await().atMost(PATIENCE).until(() -> recording.coordinates().size() == 2);
            // The server asks how far its reader is, and is answered, when it is about to sleep.
            await().atMost(PATIENCE).until(() -> recording.idleCalls() > 1);
            assertThat(confirmed()).isEqualTo(Lsn.text(LogPosition.parse(start).lsn()));
        }
        try (PostgresCapture capture = database.capture()) {
            ConfirmingRecording recording = new ConfirmingRecording(capture);
            var unused = recording.readFrom(start);
            await().atMost(PATIENCE).until(() -> recording.coordinates().size() == 2);
            recording.confirm = recording.coordinates().getFirst();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(confirmed())
                            .isEqualTo(Lsn.text(
                                    LogPosition.parse(recording.confirm).lsn())));
        }
    }

    /** Confirms, on the thread that reads, what the test says. */
    private static final class ConfirmingRecording extends Recording {
        private final PostgresCapture capture;
        private volatile String confirm = "";
        private volatile boolean all;

        private ConfirmingRecording(PostgresCapture capture) {
            super(capture);
            this.capture = capture;
        }

        @Override
        public void commit(String coordinate, Instant committedAt) {
            super.commit(coordinate, committedAt);
            if (all) {
                confirm = coordinate;
            }
        }

        @Override
        public void idle() {
            super.idle();
            if (!confirm.isEmpty()) {
                capture.confirm(confirm);
            }
        }
    }

    private String confirmed() {
        return database.ask(
                "SELECT confirmed_flush_lsn FROM pg_replication_slots WHERE slot_name = '" + database.slot() + "'");
    }

    @Test
    void aStreamWithNothingToTellLetsTheServerForgetItsLog() {
        database.run("CREATE TABLE other (id int, filler text)", "ALTER TABLE other REPLICA IDENTITY FULL");
        String start = database.begin("a");
        try (PostgresCapture capture = database.capture("a")) {
            ConfirmingRecording recording = new ConfirmingRecording(capture);
            recording.all = true;
            var unused = recording.readFrom(start);
            for (int i = 0; i < 20; i++) {
                database.run("INSERT INTO other SELECT g, repeat('x', 1000) FROM generate_series(1, 10000) g");
            }
            database.run("CHECKPOINT");

            assertThat(written(start)).isGreaterThan(200_000_000);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(retained()).isLessThan(40_000_000));
            assertThat(recording.changes()).isEmpty();
            // Few: what is told becomes a commit at the target.
            assertThat(recording.coordinates()).hasSizeBetween(1, 20);
        }
    }

    private long written(String since) {
        return Long.parseLong(database.ask("SELECT pg_current_wal_lsn() - '"
                + Lsn.text(LogPosition.parse(since).lsn()) + "'::pg_lsn"));
    }

    private long retained() {
        database.run("CHECKPOINT");
        return Long.parseLong(database.ask("SELECT pg_current_wal_lsn() - restart_lsn FROM pg_replication_slots"
                + " WHERE slot_name = '" + database.slot() + "'"));
    }

    @Test
    void aQuietStreamSaysAboutOnceASecondThatTimePassesAndStopsAtOnce() {
        String start = database.begin();
        PostgresCapture capture = database.capture();
        Recording recording = new Recording(capture);
        CompletableFuture<Void> reading = recording.readFrom(start);

        await().atMost(Duration.ofSeconds(20)).until(() -> recording.idleCalls() >= 3);
        long begin = System.nanoTime();
        capture.stop();

        assertThat(reading).succeedsWithin(Duration.ofSeconds(5));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(3));
        capture.close();
        try (PostgresCapture stopped = database.capture()) {
            stopped.stop();
            assertThatCode(() -> stopped.read(start, new Recording(stopped))).doesNotThrowAnyException();
        }
    }

    @Test
    void beginningWaitsForTransactionsThatRunUntilItIsStopped() throws SQLException {
        try (Connection slow = database.server().connect(database.name());
                Statement statement = slow.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO a VALUES (1, 'slow')");
            PostgresCapture capture = database.capture();
            CompletableFuture<String> beginning = CompletableFuture.supplyAsync(capture::end);
            await().atMost(PATIENCE)
                    .until(() -> !"0"
                            .equals(database.ask("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
                                    + " AND datname = current_database()")));
            assertThat(beginning).isNotDone();

            capture.stop();

            assertThat(beginning).failsWithin(PATIENCE);
            statement.execute("COMMIT");
        }
        assertThat(database.ask(
                        "SELECT count(*) FROM pg_replication_slots WHERE slot_name = '" + database.slot() + "'"))
                .isEqualTo("0");
        assertThatCode(() -> database.begin()).doesNotThrowAnyException();
    }

    @Test
    void aPositionThatTheServerNoLongerHasIsLost() {
        String start = database.begin();
        database.run("INSERT INTO a VALUES (1, 'one')");

        assertLost(start.replaceFirst("^[0-9]+", "1234567890123456789")).hasMessageContaining("another one");
        assertLost(start.substring(0, start.indexOf('/')) + "/FFFFF/0")
                .hasMessageContaining("log of the server ends before");
        assertLost("mysql-file:1:log.1:4").hasMessageContaining("PostgreSQL");
        database.run("SELECT pg_replication_slot_advance('" + database.slot() + "', pg_current_wal_lsn())");
        assertLost(start).hasMessageContaining("stands at");
        database.run("SELECT pg_drop_replication_slot('" + database.slot() + "')");
        assertLost(start).hasMessageContaining("slot " + database.slot() + " is gone");
        database.run("SELECT pg_create_logical_replication_slot('" + database.slot() + "', 'test_decoding')");
        assertLost(start).hasMessageContaining("not one of the plugin pgoutput");
    }

    @Test
    void aSlotThatWasMadeAnewUnderTheSameNameIsLost() {
        String start = database.begin();
        database.run(
                "SELECT pg_drop_replication_slot('" + database.slot() + "')",
                "INSERT INTO a VALUES (1, 'one')",
                "SELECT pg_create_logical_replication_slot('" + database.slot() + "', 'pgoutput')");

        assertLost(start).hasMessageContaining("stands at");
    }

    @Test
    void aPositionThatDoesNotNameThePublicationIsReadOnFrom() {
        String start = database.begin();
        String former = start.substring(0, start.lastIndexOf('/'));
        database.run("INSERT INTO a VALUES (1, 'one')");
        database.mark();

        Recording recording = database.recordFrom(former);

        assertThat(recording.changes()).hasSize(1);
        assertThat(LogPosition.parse(recording.coordinates().getLast()).publication())
                .isEqualTo(LogPosition.parse(start).publication())
                .isPositive();
    }

    @Test
    void aSlotWithoutItsPublicationIsLost() {
        String start = database.begin();
        database.run("DROP PUBLICATION " + database.slot());

        assertLost(start).hasMessageContaining("publication " + database.slot() + " is gone");
        database.run("CREATE PUBLICATION " + database.slot() + " FOR ALL TABLES");
        assertLost(start).hasMessageContaining("dropped and made anew");
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertLost(String coordinate) {
        return assertThatThrownBy(() -> database.recordFrom(coordinate))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.POSITION_LOST));
    }

    @Test
    void aReaderThatIsLeftBehindIsEndedAndAnyOtherIsLetBe() {
        String start = database.begin();
        PostgresCapture zombie = database.capture();
        CompletableFuture<Void> reading = new Recording(zombie).readFrom(start);
        awaitReader();

        database.mark();
        // Ends with the mark, which the one before reads as well, if it still can.
        String end = database.recordFrom(start).coordinates().getLast();
        await().atMost(PATIENCE).until(reading::isDone);

        try (PostgresCapture other = otherNamed("another-reader")) {
            var unused = new Recording(other).readFrom(end);
            awaitReader();
            assertThatThrownBy(() -> database.recordFrom(end))
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE))
                    .hasMessageContaining("another-reader");
            assertThatThrownBy(() -> database.begin())
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                    .hasMessageContaining("another-reader");
            try (PostgresCapture capture = database.capture()) {
                capture.release();
            }
            assertThat(database.ask(
                            "SELECT active FROM pg_replication_slots WHERE slot_name = '" + database.slot() + "'"))
                    .isEqualTo("t");
        }
    }

    private PostgresCapture otherNamed(String application) {
        PostgresServer server = database.server();
        return new PostgresCapture(
                new ConnectionString(
                        server.user(),
                        server.password(),
                        server.host(),
                        server.port(),
                        database.name(),
                        Map.of("application_name", application)),
                Map.of(),
                new TableSelection("public", List.of()),
                "stream-" + database.name());
    }

    private void awaitReader() {
        await().atMost(PATIENCE)
                .until(() -> !"0"
                        .equals(database.ask("SELECT count(*) FROM pg_replication_slots WHERE active AND slot_name = '"
                                + database.slot() + "'")));
    }

    @Test
    void aServerThatShutsDownDoesNotWaitForTheTargetAndTheStreamGoesOnBehindIt() {
        try (PostgresServer server = PostgresServer.start(DIRECTORY.resolve("restart"))) {
            SourceDatabase own = SourceDatabase.on(server);
            own.run("CREATE TABLE a (id int PRIMARY KEY)");
            String start = own.begin();
            PostgresCapture capture = own.capture();
            Recording recording = new Recording(capture);
            CompletableFuture<Void> reading = recording.readFrom(start);
            own.run("INSERT INTO a VALUES (1)");
            await().atMost(PATIENCE).until(() -> recording.coordinates().size() == 1);

            long begin = System.nanoTime();
            server.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
            assertThat(reading)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE));
            capture.close();

            server.start();
            own.run("INSERT INTO a VALUES (2)");
            own.mark();
            assertThat(own.recordFrom(recording.coordinates().getFirst()).changes())
                    .hasSize(1);
            own.close();
        }
    }

    @Test
    void aServerThatShutsDownDoesNotWaitForAReaderThatIsHeldUp() throws InterruptedException {
        CountDownLatch released = new CountDownLatch(1);
        try (PostgresServer server = PostgresServer.start(DIRECTORY.resolve("held"))) {
            SourceDatabase own = SourceDatabase.on(server);
            own.run("CREATE TABLE a (id int PRIMARY KEY, filler text)");
            String start = own.begin();
            PostgresCapture capture = own.capture();
            CountDownLatch held = new CountDownLatch(1);
            CompletableFuture<Void> reading = new Recording(capture) {
                @Override
                public void change(DataEvent event) {
                    held.countDown();
                    awaitQuietly(released);
                }
            }.readFrom(start);
            own.run("INSERT INTO a SELECT g, repeat('x', 1000) FROM generate_series(1, 50000) g");
            assertThat(held.await(30, TimeUnit.SECONDS)).isTrue();

            long begin = System.nanoTime();
            server.stop();
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(15));
            released.countDown();
            assertThat(reading)
                    .failsWithin(PATIENCE)
                    .withThrowableThat()
                    .havingCause()
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE));
            capture.close();
        } finally {
            released.countDown();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aSlotThatKeptMoreThanTheServerAllowsIsLost() {
        try (PostgresServer server =
                PostgresServer.start(DIRECTORY.resolve("limit"), "max_slot_wal_keep_size=1MB", "max_wal_size=32MB")) {
            SourceDatabase own = SourceDatabase.on(server);
            own.run("CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE filler (t text)");
            String start = own.begin("a");
            for (int i = 0; i < 5; i++) {
                own.run("INSERT INTO filler SELECT repeat('x', 1000) FROM generate_series(1, 20000)", "CHECKPOINT");
            }

            assertThatThrownBy(() -> own.recordFrom(start, "a"))
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.POSITION_LOST))
                    .hasMessageContaining("max_slot_wal_keep_size");
            own.close();
        }
    }
}
