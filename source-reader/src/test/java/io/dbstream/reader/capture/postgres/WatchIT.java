package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.database.postgres.PostgresConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Operation;
import io.dbstream.stream.Side;
import io.dbstream.stream.TableFilter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What ends the reading from outside. */
class WatchIT {
    private static final Duration OFTEN = Duration.ofMillis(5);

    private final CountDownLatch alarm = new CountDownLatch(1);
    private SourceDatabase database;
    private Connector connector;
    private PositionCheck check;
    private long number;

    @BeforeEach
    void beginStream() {
        database = SourceDatabase.fresh();
        database.run("CREATE TABLE a (id int PRIMARY KEY)");
        number = LogPosition.parse(database.begin("a")).publication();
        PostgresServer server = database.server();
        connector = new Connector(PostgresConnections.of(
                Side.SOURCE,
                new ConnectionString(
                        server.user(), server.password(), server.host(), server.port(), database.name(), Map.of()),
                Map.of(),
                "watch-" + database.name()));
        check = new PositionCheck(
                connector,
                PostgresSettings.of(Map.of(), "stream-" + database.name()),
                new TableSelection("public", List.of(new TableFilter("a", EnumSet.allOf(Operation.class)))));
    }

    @AfterEach
    void release() {
        database.close();
    }

    @Test
    void aServerThatClosesTheConnectionIsNotWaitedFor() throws InterruptedException {
        try (Watch watch = new Watch(connector, OFTEN, connection -> {}, alarm::countDown)) {
            await().until(() -> database.ask("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
                            + " WHERE application_name = 'watch-" + database.name() + "'")
                    .equals("1"));

            assertAlarm(watch, ErrorKind.SOURCE_UNAVAILABLE);
        }
    }

    private void published(Connection connection) throws SQLException {
        check.requirePublished(connection, new LogPosition("1", 1, number));
    }

    @Test
    void aPublicationThatIsMadeAnewIsMissed() throws InterruptedException {
        try (Watch watch = new Watch(connector, OFTEN, this::published, alarm::countDown)) {
            database.run(
                    "BEGIN",
                    "DROP PUBLICATION " + database.slot(),
                    "CREATE PUBLICATION " + database.slot() + " FOR TABLE a",
                    "COMMIT");

            assertAlarm(watch, ErrorKind.POSITION_LOST).hasMessageContaining("made anew");
        }
    }

    @Test
    void aTableThatIsMadeAnewIsMissed() throws InterruptedException {
        try (Watch watch = new Watch(connector, OFTEN, this::published, alarm::countDown)) {
            database.run("DROP TABLE a", "CREATE TABLE a (id int PRIMARY KEY)");

            assertAlarm(watch, ErrorKind.PREREQUISITE).hasMessageContaining("ADD TABLE ONLY \"public\".\"a\"");
        }
    }

    @Test
    void aPublicationThatIsDroppedIsMissed() throws InterruptedException {
        try (Watch watch = new Watch(connector, OFTEN, this::published, alarm::countDown)) {
            database.run("DROP PUBLICATION " + database.slot());

            assertAlarm(watch, ErrorKind.POSITION_LOST).hasMessageContaining("is gone");
        }
    }

    @Test
    void aTableThatIsDroppedOrRenamedIsNoAlarm() throws InterruptedException {
        try (Watch watch = new Watch(connector, OFTEN, this::published, alarm::countDown)) {
            database.run("ALTER TABLE a RENAME TO b");

            assertThat(alarm.await(1, TimeUnit.SECONDS)).isFalse();
            assertThatCode(watch::raise).doesNotThrowAnyException();
        }
        await().until(() -> database.ask("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'watch-"
                        + database.name() + "'")
                .equals("0"));
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertAlarm(Watch watch, ErrorKind kind)
            throws InterruptedException {
        assertThat(alarm.await(30, TimeUnit.SECONDS)).isTrue();
        return assertThatThrownBy(watch::raise)
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
