package io.dbstream.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.endtoend.Database;
import io.dbstream.endtoend.Dbstream;
import io.dbstream.endtoend.Kind;
import io.dbstream.endtoend.Service;
import io.dbstream.endtoend.Tables;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.sandbox.PostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Logs, slots, targets, hubs and servers that are not what they were: a stream goes on as if nothing had happened, or it fails and says
 * why. It never goes on over a gap, and never takes anything twice.
 */
@TestInstance(Lifecycle.PER_CLASS)
class LostGroundIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Path DIRECTORY = Path.of("target", "systems", "lost-ground");

    private static final String ACCOUNTS = "SELECT id, balance FROM accounts";
    private static final String JOURNAL = "SELECT account, amount FROM journal";
    private static final String[] TABLES = {
        "CREATE TABLE accounts (id INT PRIMARY KEY, balance INT NOT NULL)",
        "CREATE TABLE journal (account INT NOT NULL, amount INT NOT NULL)"
    };

    private final List<Flow> flows = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private MySqlServer mysql;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private MySqlServer mysqlWithoutGtids;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private MySqlServer mariadb;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private PostgresServer postgres;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private PostgresServer target;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() {
        mysql = MySqlServer.start(Flavor.MYSQL, DIRECTORY.resolve("mysql"), "--log-replica-updates=ON");
        mysqlWithoutGtids =
                MySqlServer.start(Flavor.MYSQL, DIRECTORY.resolve("mysql-without-gtids"), "--gtid-mode=OFF");
        mariadb = MySqlServer.start(Flavor.MARIADB, DIRECTORY.resolve("mariadb"));
        postgres = PostgresServer.start(DIRECTORY.resolve("postgres"), "min_wal_size=32MB", "max_wal_size=32MB");
        target = PostgresServer.start(DIRECTORY.resolve("target"));
        dbstream = Dbstream.start("lost-ground");
    }

    @AfterAll
    void end() {
        dbstream.close();
        Stream.of(mysql, mysqlWithoutGtids, mariadb).forEach(MySqlServer::close);
        target.close();
        postgres.close();
    }

    @AfterEach
    void delete() {
        flows.forEach(flow -> dbstream.api.send("DELETE", "/api/v1/streams/" + flow.id, null));
        flows.clear();
    }

    @Test
    void purgedLogs() {
        List<Flow> all = fromEveryMySql();
        without(dbstream.sourceReader, () -> {
            for (Flow flow : all) {
                flow.change(5);
            }
            for (MySqlServer server : List.of(mysql, mysqlWithoutGtids, mariadb)) {
                server.execute("", "FLUSH LOGS", "PURGE BINARY LOGS BEFORE NOW() + INTERVAL 1 DAY");
            }
        });

        all.forEach(flow -> flow.awaitFailure("/source", "purged", "load the tables anew"));
    }

    @Test
    void logsThatWereBegunAnew() {
        List<Flow> all = fromEveryMySql();
        without(dbstream.sourceReader, () -> {
            awaitNextSecond();
            for (MySqlServer server : List.of(mysql, mysqlWithoutGtids, mariadb)) {
                server.execute("", "RESET MASTER");
            }
            for (Flow flow : all) {
                // Beyond all numbers and places of the former log.
                flow.change(60);
            }
        });

        all.forEach(flow -> flow.awaitFailure("/source", "begun anew", "load the tables anew"));
    }

    private static void without(Service service, Runnable meanwhile) {
        service.stop();
        try {
            meanwhile.run();
        } finally {
            service.start();
        }
    }

    private List<Flow> fromEveryMySql() {
        List<Flow> all = List.of(
                flow(Database.on(mysql, Kind.MYSQL)),
                flow(Database.on(mysqlWithoutGtids, Kind.MYSQL)),
                flow(Database.on(mariadb, Kind.MARIADB)));
        all.forEach(flow -> flow.change(5));
        all.forEach(Flow::awaitEqual);
        return all;
    }

    /** The beginning of a log file is told in whole seconds. */
    private static void awaitNextSecond() {
        long second = Instant.now().getEpochSecond();
        await().atMost(PATIENCE).until(() -> Instant.now().getEpochSecond() > second);
    }

    @Test
    void slotsAndPublicationsThatAreNotWhatTheyWere() {
        Flow dropped = flow(Database.on(postgres));
        Flow madeAnew = flow(Database.on(postgres));
        Flow unpublished = flow(Database.on(postgres));
        Flow publishedAnew = flow(Database.on(postgres));
        Flow withoutTable = flow(Database.on(postgres));
        List<Flow> all = List.of(dropped, madeAnew, unpublished, publishedAnew, withoutTable);
        all.forEach(flow -> flow.change(3));
        all.forEach(Flow::awaitEqual);
        without(dbstream.sourceReader, () -> {
            dropped.execute("SELECT pg_drop_replication_slot('" + dropped.slot() + "')");
            madeAnew.execute("SELECT pg_drop_replication_slot('" + madeAnew.slot() + "')");
            unpublished.execute("DROP PUBLICATION " + unpublished.slot());
            publishedAnew.execute("DROP PUBLICATION " + publishedAnew.slot());
            withoutTable.execute("ALTER PUBLICATION " + withoutTable.slot() + " DROP TABLE journal");
            all.forEach(flow -> flow.change(3));
            madeAnew.execute("SELECT pg_create_logical_replication_slot('" + madeAnew.slot() + "', 'pgoutput')");
            publishedAnew.execute("CREATE PUBLICATION " + publishedAnew.slot() + " FOR TABLE accounts, journal");
        });

        dropped.awaitFailure("/source", "slot " + dropped.slot() + " is gone", "load the tables anew");
        madeAnew.awaitFailure("/source", "stands at", "load the tables anew");
        unpublished.awaitFailure("/source", "is gone", "load the tables anew");
        publishedAnew.awaitFailure("/source", "made anew", "load the tables anew");
        withoutTable.awaitFailure("/source", "does not hold public.journal", "ADD TABLE");
    }

    @Test
    void aSlotThatItsServerGaveUp() {
        Flow flow = flow(Database.on(postgres));
        flow.change(3);
        flow.awaitEqual();
        without(dbstream.sourceReader, () -> {
            flow.change(3);
            giveUp(flow);
        });

        flow.awaitFailure("/source", "given up its replication slot", "load the tables anew");
    }

    /** Lets the server lose the log that its slots need. */
    private void giveUp(Flow flow) {
        postgres.execute("", "ALTER SYSTEM SET max_slot_wal_keep_size = '16MB'", "SELECT pg_reload_conf()");
        await().atMost(PATIENCE).until(() -> {
            flow.execute("SELECT pg_logical_emit_message(false, 'fill', repeat('x', 30000000))", "CHECKPOINT");
            return flow.ask("SELECT wal_status FROM pg_replication_slots WHERE slot_name = '" + flow.slot() + "'")
                    .equals("lost|");
        });
        postgres.execute("", "ALTER SYSTEM RESET max_slot_wal_keep_size", "SELECT pg_reload_conf()");
    }

    /** Whether or not the writer runs meanwhile: with a source that has the log, everything comes again; else the stream says so. */
    @Test
    void targetsThatWereRestored() throws Exception {
        Flow whileRunning = flow(Database.on(mysql, Kind.MYSQL));
        Flow whileStopped = flow(Database.on(mariadb, Kind.MARIADB));
        Flow withSlot = flow(Database.on(postgres));
        List<Flow> all = List.of(whileRunning, whileStopped, withSlot);
        for (Flow flow : all) {
            flow.change(20);
            flow.awaitEqual();
            flow.backUp();
        }
        for (int times = 0; times < 3; times++) {
            for (Flow flow : all) {
                flow.change(20);
                flow.awaitEqual();
            }
        }
        all.forEach(Flow::awaitForgotten);

        whileRunning.restore();
        whileRunning.change(1);
        whileRunning.awaitEqual();

        without(dbstream.targetWriter, () -> {
            whileStopped.restore();
            withSlot.restore();
            whileStopped.change(1);
        });
        whileStopped.awaitEqual();
        withSlot.change(1);
        withSlot.awaitFailure("/source", "restored from an older copy", "load the tables anew");
    }

    @Test
    void targetsThatAreReplaced() throws Exception {
        Flow empty = flow(Database.on(mysql, Kind.MYSQL));
        Flow elsewhere = flow(Database.on(postgres));
        for (Flow flow : List.of(empty, elsewhere)) {
            flow.change(20);
            flow.awaitEqual();
            flow.awaitForgotten();
        }
        without(dbstream.targetWriter, () -> {
            empty.executeAtTarget("DROP TABLE accounts, journal, dbstream_checkpoint");
            // As on another server that has the tables, and rows of its own.
            elsewhere.executeAtTarget("DROP TABLE dbstream_checkpoint");
        });

        for (Flow flow : List.of(empty, elsewhere)) {
            flow.awaitFailure("/target", "no checkpoint of this stream any more", "load the tables anew");
        }
    }

    @Test
    void hubsThatLostTheirMessages() throws Exception {
        List<Flow> all = List.of(flow(Database.on(mysql, Kind.MYSQL)), flow(Database.on(postgres)));
        for (Flow flow : all) {
            flow.change(20);
            flow.awaitEqual();
        }
        dbstream.nats.kill();
        for (Flow flow : all) {
            wipe(storage().resolve("DBSTREAM_" + flow.id));
            flow.change(20);
        }
        dbstream.nats.start();

        for (Flow flow : all) {
            flow.change(20);
            flow.awaitEqual();
        }
    }

    @Test
    void hubsThatLostEverything() throws Exception {
        List<Flow> all = List.of(flow(Database.on(mysql, Kind.MYSQL)), flow(Database.on(postgres)));
        for (Flow flow : all) {
            flow.change(20);
            flow.awaitEqual();
        }
        dbstream.nats.kill();
        wipe(storage());
        all.forEach(flow -> flow.change(20));
        dbstream.nats.start();

        for (Flow flow : all) {
            flow.change(20);
            flow.awaitEqual();
            // Its rows may be there before it is known again.
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(dbstream.api.stat(flow.id).status()).isEqualTo(200));
        }
    }

    /** What a power cut leaves that took the last messages with it, and what an operator leaves who restores a copy of the hub's disk. */
    @Test
    void hubsThatWereRestored() throws Exception {
        List<Flow> all = List.of(
                flow(Database.on(mysql, Kind.MYSQL)),
                flow(Database.on(postgres)),
                flow(Database.on(mariadb, Kind.MARIADB)));
        for (Flow flow : all) {
            flow.change(20);
            flow.awaitEqual();
        }
        Path copy = DIRECTORY.resolve("copy");
        dbstream.nats.stop();
        copy(storage(), copy);
        dbstream.nats.start();
        for (int times = 0; times < 3; times++) {
            for (Flow flow : all) {
                flow.change(10);
                flow.awaitEqual();
            }
        }
        all.forEach(Flow::awaitForgotten);
        // The last flow's source says nothing more: its reader has nothing to publish from which it could learn.
        List<Flow> busy = all.subList(0, 2);

        dbstream.nats.kill();
        for (Flow flow : all) {
            String hubStream = "DBSTREAM_" + flow.id;
            wipe(storage().resolve(hubStream));
            copy(copy.resolve(hubStream), storage().resolve(hubStream));
        }
        dbstream.nats.start();
        for (Flow flow : busy) {
            flow.change(10);
            flow.awaitEqual();
        }
        dbstream.nats.kill();
        wipe(storage());
        copy(copy, storage());
        dbstream.nats.start();
        for (Flow flow : busy) {
            flow.change(10);
        }
        for (Flow flow : all) {
            flow.awaitEqual();
            flow.awaitCalm();
            flow.change(10);
            flow.awaitEqual();
        }
        wipe(copy);
    }

    private static Path storage() {
        return DIRECTORY.resolve(Path.of("nats", "jetstream", "jetstream", "$G", "streams"));
    }

    private static void wipe(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
    }

    @Test
    void otherServersBehindTheSameAddress() throws Exception {
        try (TcpProxy toMysql = TcpProxy.before(mysql.port());
                TcpProxy toPostgres = TcpProxy.before(postgres.port());
                MySqlServer otherMysql = MySqlServer.start(Flavor.MYSQL, DIRECTORY.resolve("mysql-other"))) {
            Flow fromMysql = flow(Database.on(mysql, Kind.MYSQL, toMysql.port()));
            Flow fromPostgres = flow(Database.on(postgres, toPostgres.port()));
            for (Flow flow : List.of(fromMysql, fromPostgres)) {
                flow.change(5);
                flow.awaitEqual();
            }
            otherMysql.execute("", "CREATE DATABASE " + fromMysql.source.name());
            otherMysql.execute(fromMysql.source.name(), TABLES);
            target.execute("", "CREATE DATABASE other_" + fromPostgres.source.name());
            target.execute("", "DROP DATABASE IF EXISTS " + fromPostgres.source.name() + " WITH (FORCE)");
            target.execute(
                    "",
                    "ALTER DATABASE other_" + fromPostgres.source.name() + " RENAME TO " + fromPostgres.source.name());
            target.execute(fromPostgres.source.name(), TABLES);
            target.execute(fromPostgres.source.name(), "ALTER TABLE journal REPLICA IDENTITY FULL");

            toMysql.switchTo(otherMysql.port());
            toPostgres.switchTo(target.port());

            fromMysql.awaitFailure("/source", "another one", "load the tables anew");
            fromPostgres.awaitFailure("/source", "another one", "load the tables anew");
        }
    }

    @Test
    void aReplicaThatTookOver() throws Exception {
        try (MySqlServer primary = MySqlServer.start(Flavor.MYSQL, DIRECTORY.resolve("primary"));
                MySqlServer replica = MySqlServer.start(Flavor.MYSQL, DIRECTORY.resolve("replica"));
                TcpProxy proxy = TcpProxy.before(primary.port())) {
            replica.execute(
                    "",
                    "CHANGE REPLICATION SOURCE TO SOURCE_HOST = '%s', SOURCE_PORT = %d, SOURCE_USER = '%s',"
                                    .formatted(primary.host(), primary.port(), primary.user())
                            + " SOURCE_PASSWORD = '" + primary.password()
                            + "', SOURCE_AUTO_POSITION = 1, GET_SOURCE_PUBLIC_KEY = 1",
                    "START REPLICA");
            Database before = Database.on(primary, Kind.MYSQL, proxy.port());
            Flow flow = flow(before);
            flow.change(20);
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> rows(replica.connect(before.name()), JOURNAL)
                            .equals(rows(primary.connect(before.name()), JOURNAL)));
            primary.kill();
            replica.execute("", "STOP REPLICA", "RESET REPLICA ALL");
            proxy.switchTo(replica.port());
            Database after = new Database(Kind.MYSQL, before.name(), "mysql", before.address(), replica::connect);
            Flow promoted = new Flow(after, flow.target, flow.id);

            promoted.change(20);

            promoted.awaitEqual();
        }
    }

    /** A new stream over two tables, one of them without a key. */
    private Flow flow(Database source) {
        Database to = Database.on(target);
        Flow flow = new Flow(source, to, "");
        flow.execute(TABLES);
        if (source.kind() == Kind.POSTGRESQL) {
            flow.execute("ALTER TABLE journal REPLICA IDENTITY FULL");
        }
        String filter = "\"filter\": {\"tables\": [{\"name\": \"accounts\"}, {\"name\": \"journal\"}]}";
        Answer created = dbstream.api.create(Dbstream.config(source, filter, to, ""));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        Flow begun = new Flow(source, to, created.text("/data/id"));
        flows.add(begun);
        return begun;
    }

    private static List<String> rows(Connection connection, String query) throws SQLException {
        try (connection) {
            return Tables.rows(connection, query);
        }
    }

    /** A stream and its two ends. */
    private final class Flow {
        private final Database source;
        private final Database target;
        private final String id;
        private int changes;
        private String slot = "";

        Flow(Database source, Database target, String id) {
            this.source = source;
            this.target = target;
            this.id = id;
        }

        /** Its name, also once it is gone; that of the publication is the same. */
        String slot() {
            if (slot.isEmpty()) {
                String mine = "%" + id.toLowerCase(Locale.ROOT) + "%";
                slot = ask("SELECT slot_name FROM pg_replication_slots WHERE slot_name LIKE '" + mine + "'")
                        .replace("|", "");
            }
            return slot;
        }

        /** So many transactions, each over both tables. */
        void change(int transactions) {
            try (Connection connection = source.connect();
                    Statement statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                for (int i = 0; i < transactions; i++) {
                    int account = changes++ % 7;
                    statement.executeUpdate("DELETE FROM accounts WHERE id = " + account);
                    statement.executeUpdate("INSERT INTO accounts VALUES (" + account + ", " + changes + ")");
                    statement.executeUpdate("INSERT INTO journal VALUES (" + account + ", 1)");
                    connection.commit();
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void execute(String... statements) {
            run(source, statements);
        }

        void executeAtTarget(String... statements) {
            run(target, statements);
        }

        private void run(Database database, String... statements) {
            try (Connection connection = database.connect();
                    Statement statement = connection.createStatement()) {
                for (String sql : statements) {
                    statement.execute(sql);
                }
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        String ask(String query) {
            try {
                return String.join(",", rows(source.connect(), query));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        void backUp() {
            executeAtTarget(
                    "CREATE TABLE backup_of_accounts AS SELECT * FROM accounts",
                    "CREATE TABLE backup_of_journal AS SELECT * FROM journal",
                    "CREATE TABLE backup_of_checkpoint AS SELECT * FROM dbstream_checkpoint");
        }

        void restore() {
            executeAtTarget(
                    "BEGIN",
                    "LOCK TABLE dbstream_checkpoint",
                    "TRUNCATE accounts, journal, dbstream_checkpoint",
                    "INSERT INTO accounts SELECT * FROM backup_of_accounts",
                    "INSERT INTO journal SELECT * FROM backup_of_journal",
                    "INSERT INTO dbstream_checkpoint SELECT * FROM backup_of_checkpoint",
                    "COMMIT");
        }

        void awaitEqual() {
            for (String query : List.of(ACCOUNTS, JOURNAL)) {
                await().atMost(PATIENCE)
                        .ignoreExceptionsInstanceOf(SQLException.class)
                        .untilAsserted(() -> assertThat(rows(target.connect(), query))
                                .as(
                                        "%s of %s: %s",
                                        query,
                                        source.kind(),
                                        dbstream.api.stat(id).body())
                                .isEqualTo(rows(source.connect(), query)));
            }
        }

        /** Until the hub holds none but the last message of what the target has. */
        void awaitForgotten() {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(dbstream.apiServer.metrics())
                            .containsPattern("dbstream_hub_stream_messages\\{[^}]*" + id + "[^}]*} [01]\\.0"));
        }

        /** Until both sides are well. */
        void awaitCalm() {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Answer stat = dbstream.api.stat(id);
                for (String side : List.of("/source", "/target")) {
                    assertThat(stat.text(side + "/status"))
                            .as(stat.body().toString())
                            .isEqualTo("RUNNING");
                    assertThat(stat.text(side + "/message")).isEmpty();
                }
            });
        }

        void awaitFailure(String side, String reason, String advice) {
            await().atMost(PATIENCE).untilAsserted(() -> {
                Answer stat = dbstream.api.stat(id);
                assertThat(stat.text(side + "/status"))
                        .as(stat.body().toString())
                        .isEqualTo("FAILED");
                assertThat(stat.text(side + "/message")).contains(reason, advice);
            });
        }
    }
}
