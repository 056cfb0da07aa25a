package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that die, forget, are others than they were, or are set up otherwise. */
class MySqlServersIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "servers-" + ProcessHandle.current().pid());

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final List<MySqlServer> servers = new ArrayList<>();

    private SourceDatabase start(Flavor flavor, String... options) {
        return SourceDatabase.on(startServer(flavor, options));
    }

    private MySqlServer startServer(Flavor flavor, String... options) {
        MySqlServer server =
                MySqlServer.start(flavor, DIRECTORY.resolve(flavor.name() + NUMBER.incrementAndGet()), options);
        servers.add(server);
        return server;
    }

    @AfterEach
    void close() {
        servers.forEach(MySqlServer::close);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aKilledServerIsUnavailableAndGoesOnWhereItWas(Flavor flavor) {
        SourceDatabase database = start(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        try (MySqlCapture capture = database.capture()) {
            Recording recording = Recording.listening(capture);
            CompletableFuture<Void> reading = recording.readFrom(start);
            database.run("INSERT INTO a VALUES (1)");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !recording.coordinates().isEmpty());

            database.server().kill();

            assertThat(reading)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE));
            assertFails(ErrorKind.SOURCE_UNAVAILABLE, database::end);
            database.server().start();
            database.run("INSERT INTO a VALUES (2)");
            database.mark();
            assertThat(database.recordFrom(recording.coordinates().getLast()).inserted("a", 0))
                    .containsExactly(2L);
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aStoppedServerIsUnavailable(Flavor flavor) {
        SourceDatabase database = start(flavor);
        String start = database.end();
        try (MySqlCapture capture = database.capture()) {
            Recording recording = Recording.listening(capture);
            CompletableFuture<Void> reading = recording.readFrom(start);
            await().atMost(Duration.ofSeconds(10)).until(() -> recording.idleCalls() > 0);

            database.server().stop();

            assertThat(reading)
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE));
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aPurgedLogIsALostPosition(Flavor flavor) {
        SourceDatabase database = start(flavor);
        String start = database.end();
        database.run("CREATE TABLE a (id INT)", "FLUSH LOGS", "CREATE TABLE b (id INT)", "FLUSH LOGS");
        String end = database.end();
        purge(database);

        assertFails(ErrorKind.POSITION_LOST, () -> database.recordFrom(start));
        database.mark();
        assertThat(database.recordFrom(end).coordinates()).hasSize(1);
    }

    @Test
    void aPurgedLogIsALostPositionWithoutGtidsToo() {
        SourceDatabase database = start(Flavor.MYSQL, "--gtid-mode=OFF");
        String start = database.end();
        database.run("FLUSH LOGS", "FLUSH LOGS");
        String end = database.end();
        purge(database);

        assertFails(ErrorKind.POSITION_LOST, () -> database.recordFrom(start));
        assertThat(end).startsWith("mysql-file:");
    }

    private static void purge(SourceDatabase database) {
        database.server().execute("", "PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
    }

    @Test
    void aPositionOutlivesTheFilesThatAQuietServerPurges() {
        SourceDatabase database = start(Flavor.MYSQL, "--gtid-mode=OFF");
        String start = database.end();
        try (MySqlCapture capture = database.capture()) {
            Recording recording = Recording.listening(capture);
            CompletableFuture<Void> reading = recording.readFrom(start);
            await().atMost(Duration.ofSeconds(10)).until(() -> recording.idleCalls() > 0);
            database.server().execute("", "FLUSH LOGS");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> recording.coordinates().size() == 1);
            capture.stop();
            assertThat(reading).succeedsWithin(Duration.ofSeconds(10));
            purge(database);
            database.mark();

            assertThat(database.recordFrom(recording.coordinates().getLast()).coordinates())
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, ON", "MYSQL, OFF", "MARIADB, "})
    void aLogThatWasBegunAnewIsNotTakenForTheOldOne(Flavor flavor, @Nullable String gtids) {
        SourceDatabase database = gtids == null ? start(flavor) : start(flavor, "--gtid-mode=" + gtids);
        database.run("CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)");
        String inFirstFile = database.end();
        database.server().execute("", "FLUSH LOGS");
        String inSecondFile = database.end();
        database.server().execute("", "FLUSH LOGS");
        database.mark();
        assertThat(database.recordFrom(inSecondFile).coordinates()).isNotEmpty();
        awaitNextSecond();
        database.server().execute("", "RESET MASTER");

        assertFails(ErrorKind.POSITION_LOST, () -> database.recordFrom(inFirstFile), "begun anew");
        assertFails(ErrorKind.POSITION_LOST, () -> database.recordFrom(inSecondFile), "begun anew");
        // The new log reaches the old numbers, and the old places.
        database.run("CREATE TABLE b (id INT)", "INSERT INTO b VALUES (1)", "FLUSH LOGS");
        for (int i = 0; i < 20; i++) {
            database.run("INSERT INTO a VALUES (1)");
        }
        assertFails(ErrorKind.POSITION_LOST, () -> database.recordFrom(inFirstFile), "begun anew");
        assertFails(ErrorKind.POSITION_LOST, () -> database.recordFrom(inSecondFile), "begun anew");
    }

    /** The beginning of a file is told in whole seconds. */
    private static void awaitNextSecond() {
        long second = Instant.now().getEpochSecond();
        await().atMost(Duration.ofSeconds(5)).until(() -> Instant.now().getEpochSecond() > second);
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, ON", "MYSQL, OFF", "MARIADB, "})
    void aLogThatIsBegunAnewWhileItIsReadIsNoticed(Flavor flavor, @Nullable String gtids) {
        SourceDatabase database = gtids == null ? start(flavor) : start(flavor, "--gtid-mode=" + gtids);
        database.run("CREATE TABLE a (id INT)");
        String start = database.end();
        try (MySqlCapture capture = database.capture()) {
            Recording recording = Recording.listening(capture);
            CompletableFuture<Void> reading = recording.readFrom(start);
            await().atMost(Duration.ofSeconds(10)).until(() -> recording.idleCalls() > 0);
            awaitNextSecond();
            database.server().execute("", "RESET MASTER");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                database.run("INSERT INTO a VALUES (1)");
                return reading.isDone();
            });

            assertThat(reading).isCompletedExceptionally();
            assertThat(recording.changes()).isEmpty();
        }
        assertFails(ErrorKind.POSITION_LOST, () -> database.recordFrom(start));
    }

    @ParameterizedTest
    @CsvSource({"MYSQL, ON", "MYSQL, OFF", "MARIADB, "})
    void aPositionThatDoesNotSayWhenItsFileWasBegunIsReadOnFrom(Flavor flavor, @Nullable String gtids) {
        SourceDatabase database = gtids == null ? start(flavor) : start(flavor, "--gtid-mode=" + gtids);
        database.run("CREATE TABLE a (id INT)");
        String end = database.end();
        String former =
                "ON".equals(gtids) ? end.replaceFirst(":[^:]*@[0-9]+:[0-9]+:", ":") : end.replaceFirst("@[0-9]+", "");
        assertThat(former).isNotEqualTo(end);
        database.mark();

        assertThat(database.recordFrom(former).coordinates())
                .isEqualTo(database.recordFrom(end).coordinates());
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aReplicaThatTakesOverIsReadOnFromTheSameTransaction(Flavor flavor) {
        SourceDatabase primary = start(flavor, "--log-slave-updates=ON");
        MySqlServer replica = replicaOf(primary, flavor);
        primary.run("CREATE TABLE a (id INT)", "INSERT INTO a VALUES (1)");
        String position = primary.end();
        primary.run("INSERT INTO a VALUES (2)");
        SourceDatabase successor = new SourceDatabase(replica, primary.name());
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> count(successor, "a") == 2);
        primary.server().kill();
        promote(successor, flavor);
        successor.run("INSERT INTO a VALUES (3)");
        successor.mark();

        Recording recording = successor.recordFrom(position);

        assertThat(recording.inserted("a", 0)).containsExactly(2L, 3L);
        assertThat(successor.recordFrom(recording.coordinates().getFirst()).inserted("a", 0))
                .containsExactly(3L);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aReplicaThatTakesOverWithoutTheLastTransactionIsALostPosition(Flavor flavor) {
        SourceDatabase primary = start(flavor, "--log-slave-updates=ON");
        MySqlServer replica = replicaOf(primary, flavor);
        primary.run("CREATE TABLE a (id INT)");
        SourceDatabase successor = new SourceDatabase(replica, primary.name());
        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> count(successor, "a") == 0);
        promote(successor, flavor);
        primary.run("INSERT INTO a VALUES (1)");
        String position = primary.end();
        primary.server().kill();

        for (int i = 0; i < 5; i++) {
            successor.run("INSERT INTO a VALUES (2)");
        }

        assertFails(ErrorKind.POSITION_LOST, () -> successor.recordFrom(position));
    }

    private MySqlServer replicaOf(SourceDatabase primary, Flavor flavor) {
        MySqlServer replica = startServer(flavor, "--log-slave-updates=ON");
        String where = " %1$s_HOST = '%2$s', %1$s_PORT = %3$d, %1$s_USER = '%4$s', %1$s_PASSWORD = '%5$s',"
                .formatted(
                        flavor == Flavor.MYSQL ? "SOURCE" : "MASTER",
                        primary.server().host(),
                        primary.server().port(),
                        primary.server().user(),
                        primary.server().password());
        if (flavor == Flavor.MYSQL) {
            replica.execute(
                    "",
                    "CHANGE REPLICATION SOURCE TO" + where + " SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1",
                    "START REPLICA");
        } else {
            replica.execute(
                    "",
                    "SET GLOBAL gtid_slave_pos = ''",
                    "CHANGE MASTER TO" + where + " MASTER_USE_GTID = slave_pos, MASTER_SSL = 0",
                    "START SLAVE");
        }
        return replica;
    }

    private static void promote(SourceDatabase replica, Flavor flavor) {
        replica.server().execute("", flavor == Flavor.MYSQL ? "STOP REPLICA" : "STOP SLAVE");
    }

    private static long count(SourceDatabase database, String table) throws SQLException {
        try (Connection connection = database.server().connect(database.name());
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
            row.next();
            return row.getLong(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void anotherServerBehindTheSameAddressIsNoticed(Flavor flavor) {
        SourceDatabase database = start(flavor);
        database.run("CREATE TABLE a (id INT)");
        String start = database.end();
        database.server().close();
        SourceDatabase other = start(flavor);
        for (int i = 0; i < 20; i++) {
            other.run("CREATE TABLE a" + i + " (id INT)");
        }

        assertFails(ErrorKind.POSITION_LOST, () -> other.recordFrom(start));
    }

    @Test
    void anotherServerIsNoticedWithoutGtidsToo() {
        SourceDatabase database = start(Flavor.MYSQL, "--gtid-mode=OFF");
        String start = database.end();
        database.server().close();
        SourceDatabase other = start(Flavor.MYSQL, "--gtid-mode=OFF");

        assertFails(ErrorKind.POSITION_LOST, () -> other.recordFrom(start));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void compressedTransactionsAreToldLikeOthers(Flavor flavor) {
        SourceDatabase database = flavor == Flavor.MYSQL
                ? start(flavor, "--binlog-transaction-compression=ON")
                : start(flavor, "--log-bin-compress=ON", "--log-bin-compress-min-len=10");
        database.run("CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(1000))");
        String start = database.end();
        database.run(
                "BEGIN",
                "INSERT INTO a VALUES (1, REPEAT('x', 1000)), (2, REPEAT('y', 1000))",
                "UPDATE a SET name = REPEAT('z', 999)",
                "COMMIT",
                "/* " + "long ".repeat(100) + "*/ TRUNCATE TABLE a",
                "INSERT INTO a VALUES (3, REPEAT('x', 1000))",
                "DELETE FROM a");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(recording.changes().stream().map(change -> change.getClass().getSimpleName()))
                .containsExactly("Insert", "Insert", "Update", "Update", "Truncate", "Insert", "Delete");
        assertThat(recording.inserted("a", 1)).containsExactly("x".repeat(1000), "y".repeat(1000), "x".repeat(1000));
        assertThat(recording.coordinates()).hasSize(5);
        assertThat(database.recordFrom(recording.coordinates().get(1)).coordinates())
                .containsExactlyElementsOf(recording.coordinates().subList(2, 5));
    }

    @Test
    void filesAndOffsetsServeWhereMySqlHasNoGtids() {
        SourceDatabase database = start(Flavor.MYSQL, "--gtid-mode=OFF");
        database.run("CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        database.run("INSERT INTO a VALUES (1)", "FLUSH LOGS", "INSERT INTO a VALUES (2)");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(recording.inserted("a", 0)).containsExactly(1L, 2L);
        assertThat(recording.coordinates().getLast()).isEqualTo(database.end());
        assertThat(database.recordFrom(recording.coordinates().getFirst()).inserted("a", 0))
                .containsExactly(2L);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void rowsLongerThanAPacketArrive(Flavor flavor) {
        SourceDatabase database = start(flavor, "--max-allowed-packet=128M");
        database.run("CREATE TABLE a (id INT PRIMARY KEY, data LONGBLOB)");
        String start = database.end();
        database.run(
                "INSERT INTO a VALUES (1, REPEAT('x', 40000000)), (2, 'small')", "INSERT INTO a VALUES (3, 'small')");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(recording.inserted("a", 1).stream().map(data -> ((byte[]) data).length))
                .containsExactly(40_000_000, 5, 5);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void eventsWithoutChecksumsAreRead(Flavor flavor) {
        SourceDatabase database = start(flavor, "--binlog-checksum=NONE");
        String start = database.end();
        database.run("CREATE TABLE a (id INT PRIMARY KEY)", "INSERT INTO a VALUES (1)");
        database.server().execute("", "SET GLOBAL binlog_checksum = 'CRC32'");
        database.run("INSERT INTO a VALUES (2)");
        database.mark();

        assertThat(database.recordFrom(start).inserted("a", 0)).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aTableIsFollowedThroughItsShapesWhenTheLogNamesNoColumns(Flavor flavor) {
        SourceDatabase database =
                start(flavor, "--binlog-row-metadata=" + (flavor == Flavor.MYSQL ? "MINIMAL" : "NO_LOG"));
        String start = database.end();
        try (MySqlCapture capture = database.capture()) {
            Recording recording = Recording.listening(capture);
            CompletableFuture<Void> reading = recording.readFrom(start);
            database.run("CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(9))", "INSERT INTO a VALUES (1, 'x')");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> recording.changes().size() == 1);
            database.run("ALTER TABLE a CHANGE name title VARCHAR(9)", "INSERT INTO a VALUES (2, 'y')");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> recording.changes().size() == 3);
            database.mark();
            assertThat(reading).succeedsWithin(Duration.ofSeconds(10));

            Insert last = (Insert) recording.changes().getLast();
            assertThat(last.table().columns().get(1).name()).isEqualTo("title");
            assertThat(recording.changes().get(1)).isInstanceOf(ChangeEvent.SchemaChange.class);
            assertThat(last.table().key()).containsExactly(0);
        }
        database.run("ALTER TABLE a ADD size INT");
        assertFails(ErrorKind.PREREQUISITE, () -> database.recordFrom(start));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NO_LOG", "FULL"})
    void mariaDbsSequencesAreNoTables(String metadata) {
        SourceDatabase database = start(Flavor.MARIADB, "--binlog-row-metadata=" + metadata);
        database.run("CREATE SEQUENCE numbers", "CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        database.run("INSERT INTO a VALUES (NEXT VALUE FOR numbers)", "DO SETVAL(numbers, 50)");
        database.mark();

        assertThat(database.recordFrom(start).changes()).hasSize(1);
    }

    @Test
    void aTransactionOfANewReaderEndsTheOldOne() {
        SourceDatabase database = start(Flavor.MYSQL);
        String start = database.end();
        try (MySqlCapture old = database.capture();
                MySqlCapture young = database.capture()) {
            Recording oldRecording = Recording.listening(old);
            CompletableFuture<Void> oldReading = oldRecording.readFrom(start);
            await().atMost(Duration.ofSeconds(10)).until(() -> oldRecording.idleCalls() > 0);

            Recording youngRecording = Recording.listening(young);
            CompletableFuture<Void> youngReading = youngRecording.readFrom(start);

            assertThat(oldReading)
                    .failsWithin(Duration.ofSeconds(10))
                    .withThrowableOfType(ExecutionException.class)
                    .havingCause()
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE));
            database.mark();
            assertThat(youngReading).succeedsWithin(Duration.ofSeconds(10));
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void connectionsAreEncryptedAndBothSidesProveWhoTheyAre(Flavor flavor) {
        SourceDatabase mysql = start(Flavor.MYSQL);
        Path certificates =
                DIRECTORY.resolve(Flavor.MYSQL.name() + NUMBER.get()).resolve("data");
        SourceDatabase database = flavor == Flavor.MYSQL
                ? mysql
                : start(
                        flavor,
                        "--ssl-ca=" + absolute(certificates, "ca.pem"),
                        "--ssl-cert=" + absolute(certificates, "server-cert.pem"),
                        "--ssl-key=" + absolute(certificates, "server-key.pem"));
        database.server()
                .execute(
                        "",
                        "CREATE USER proven@'%' IDENTIFIED BY 'secret' REQUIRE X509",
                        "GRANT ALL ON *.* TO proven@'%'",
                        "CREATE USER encrypted@'%' IDENTIFIED BY 'secret' REQUIRE SSL",
                        "GRANT ALL ON *.* TO encrypted@'%'");
        String start = database.end();
        database.mark();
        Map<String, String> files = Map.of(
                "sslCA", absolute(certificates, "ca.pem"),
                "sslCert", absolute(certificates, "client-cert.pem"),
                "sslKey", absolute(certificates, "client-key.pem"));

        assertReads(database, start, "proven", files, "true");
        assertReads(database, start, "encrypted", Map.of("sslCA", absolute(certificates, "ca.pem")), "true");
        assertReads(database, start, "encrypted", Map.of(), "skip-verify");
        assertReads(database, start, "encrypted", Map.of(), "preferred");
        assertFails(ErrorKind.CONFIGURATION, () -> assertReads(database, start, "encrypted", Map.of(), "false"));
        assertFails(ErrorKind.CONFIGURATION, () -> assertReads(database, start, "encrypted", Map.of(), "true"));
    }

    private static String absolute(Path directory, String file) {
        return directory.resolve(file).toAbsolutePath().toString();
    }

    private static void assertReads(
            SourceDatabase database, String start, String user, Map<String, String> settings, String tls) {
        try (MySqlCapture capture = database.capture(user, "secret", settings, Map.of("tls", tls))) {
            capture.preflight();
            assertThat(Recording.of(capture, start).coordinates()).hasSize(1);
        }
    }

    private static void assertFails(ErrorKind kind, ThrowingCallable work) {
        assertFails(kind, work, "");
    }

    private static void assertFails(ErrorKind kind, ThrowingCallable work, String message) {
        assertThatThrownBy(work)
                .hasMessageContaining(message)
                .isInstanceOfSatisfying(
                        StreamException.class,
                        e -> assertThat(e.kind()).as(e.getMessage()).isEqualTo(kind));
    }
}
