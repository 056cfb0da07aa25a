package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a source lacks is said in one message, with the statement that mends it. */
class PreflightIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "preflight-" + ProcessHandle.current().pid());

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aSourceThatHasEverythingPasses(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        String user = user(database);
        database.server()
                .execute(
                        "",
                        "GRANT REPLICATION SLAVE, " + (flavor == Flavor.MYSQL ? "REPLICATION CLIENT" : "BINLOG MONITOR")
                                + " ON *.* TO " + user + "@'%'",
                        "GRANT SELECT ON " + database.name() + ".* TO " + user + "@'%'");

        assertThatCode(() -> check(database, user)).doesNotThrowAnyException();
        assertThatCode(() -> check(database, user, Recording.LAST_TABLE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void missingRightsAreNamedWithTheGrants(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT)", "CREATE TABLE b (id INT)");
        String user = user(database);
        database.server().execute("", "GRANT SELECT ON " + database.name() + ".a TO " + user + "@'%'");

        assertLacks(() -> check(database, user, "a", "b"))
                .hasMessageContaining("GRANT " + right(flavor) + " ON *.* TO '" + user)
                .hasMessageContaining("GRANT REPLICATION SLAVE ON *.* TO '" + user + "'@'%'")
                .hasMessageContaining("GRANT SELECT ON `" + database.name() + "`.`b` TO '" + user + "'@'%'");
    }

    private static String right(Flavor flavor) {
        return flavor == Flavor.MYSQL ? "REPLICATION CLIENT" : "BINLOG MONITOR";
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void tablesThatDoNotExistAndThoseThatAreNoneAreNamedTogether(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE VIEW v AS SELECT 1");
        String user = database.server().user();

        assertLacks(() -> check(database, user, "gone", "other.gone", "v"))
                .hasMessageContaining("the table " + database.name() + ".gone of the filter does not exist")
                .hasMessageContaining("other.gone")
                .hasMessageContaining(database.name() + ".v is not a table");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aTableThatIsSpelledInAnotherWayIsGuessed(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE Orders (id INT)");

        assertLacks(() -> check(database, database.server().user(), "orders", "Oders"))
                .hasMessageContaining(database.name() + ".orders of the filter does not exist (did you mean "
                        + database.name() + ".Orders?)")
                .hasMessageContaining(database.name() + ".Oders of the filter does not exist (did you mean "
                        + database.name() + ".Orders?)");
    }

    @Test
    void tablesThatKeepTheirHistoryAreRefused() {
        SourceDatabase database = SourceDatabase.shared(Flavor.MARIADB);
        String start = database.end();
        database.run("CREATE TABLE a (id INT) WITH SYSTEM VERSIONING", "INSERT INTO a VALUES (1)");
        database.mark();
        String user = database.server().user();

        assertLacks(() -> check(database, user, "a"))
                .hasMessageContaining(database.name() + ".a is system-versioned")
                .hasMessageContaining("(leave the table out of the filter)");
        assertLacks(() -> check(database, user)).hasMessageContaining("system-versioned");
        assertThatCode(() -> check(database, user, Recording.LAST_TABLE)).doesNotThrowAnyException();
        assertThatThrownBy(() -> database.recordFrom(start))
                .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, ErrorKind.UNREPRESENTABLE))
                .hasMessageContaining(".a is system-versioned");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void settingsOfTheLogAreNamedWithTheStatements(Flavor flavor) {
        try (MySqlServer server = MySqlServer.start(
                flavor,
                DIRECTORY.resolve(flavor.name()),
                "--binlog-format=MIXED",
                "--binlog-row-image=MINIMAL",
                "--binlog-ignore-db=secret")) {
            SourceDatabase database = SourceDatabase.on(server);
            server.execute("", "CREATE DATABASE secret", "CREATE TABLE secret.a (id INT)");

            assertLacks(() -> check(database, server.user(), Recording.LAST_TABLE, "secret.a"))
                    .hasMessageContaining("SET GLOBAL binlog_format = 'ROW'")
                    .hasMessageContaining("SET GLOBAL binlog_row_image = 'FULL'")
                    .hasMessageContaining("keep the database secret out of the log");
        }
    }

    @Test
    void temporalColumnsOfTheOldFormatAreRefused() {
        try (MySqlServer server = MySqlServer.start(Flavor.MARIADB, DIRECTORY.resolve("old"))) {
            SourceDatabase database = SourceDatabase.on(server);
            String start = database.end();
            server.execute("", "SET GLOBAL mysql56_temporal_format = OFF");
            database.run("CREATE TABLE a (t DATETIME(3), d DATE)", "INSERT INTO a VALUES (NOW(3), NOW())");
            server.execute("", "SET GLOBAL mysql56_temporal_format = ON");

            assertLacks(() -> check(database, server.user(), "a")).hasMessageContaining("column t of");
            assertThatThrownBy(() -> database.recordFrom(start))
                    .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, ErrorKind.UNREPRESENTABLE))
                    .hasMessageContaining("column t of");
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aServerWithoutALogIsRefused(Flavor flavor) {
        try (MySqlServer server = MySqlServer.start(
                flavor,
                DIRECTORY.resolve("nolog-" + flavor.name()),
                flavor == Flavor.MYSQL
                        ? new String[] {"--skip-log-bin", "--gtid-mode=OFF", "--enforce-gtid-consistency=OFF"}
                        : new String[] {"--skip-log-bin"})) {
            SourceDatabase database = SourceDatabase.on(server);

            assertLacks(() -> check(database, server.user())).hasMessageContaining("--log-bin");
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aDatabaseThatTheUserMayNotUseIsNamedWithTheGrant(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        String user = user(database);

        assertFails(ErrorKind.PREREQUISITE, user, "secret", database.server().port(), database.name())
                .hasMessageContaining("GRANT SELECT ON `" + database.name() + "`.* TO '" + user + "'@'%'");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void wrongPasswordsDatabasesAndHostsAreToldApart(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        MySqlServer server = database.server();

        assertFails(ErrorKind.CONFIGURATION, server.user(), "wrong", server.port(), database.name())
                .hasMessageContaining("refuses the user " + server.user())
                .hasMessageNotContaining("wrong");
        assertFails(ErrorKind.CONFIGURATION, server.user(), server.password(), server.port(), "nowhere")
                .hasMessageContaining("the database nowhere does not exist");
        assertFails(ErrorKind.SOURCE_UNAVAILABLE, server.user(), server.password(), 1, database.name())
                .hasMessageContaining("cannot connect to");
        assertFails(ErrorKind.CONFIGURATION, server.user(), server.password(), server.port(), "")
                .hasMessageContaining("names no database");
    }

    @Test
    void aHostThatNobodyKnowsIsCalledSo() {
        ConnectionString where = new ConnectionString("u", "p", "nowhere.invalid", 1, "d", Map.of());
        try (MySqlCapture capture = new MySqlCapture(where, Map.of(), new TableSelection("d", List.of()), "id")) {
            assertThatThrownBy(capture::preflight)
                    .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, ErrorKind.SOURCE_UNAVAILABLE))
                    .hasMessageContaining("the host is not known");
        }
    }

    @Test
    void settingsThatNobodyKnowsAreRefusedByName() {
        assertThatThrownBy(() -> new MySqlCapture(
                        new ConnectionString("u", "p", "h", 1, "d", Map.of()),
                        Map.of("sslCa", "x"),
                        new TableSelection("d", List.of()),
                        "id"))
                .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, ErrorKind.CONFIGURATION))
                .hasMessageContaining("sslCa");
    }

    @Test
    void parametersThatNobodyKnowsAreRefusedByName() {
        assertThatThrownBy(() -> capture(Map.of("tsl", "true")))
                .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, ErrorKind.CONFIGURATION))
                .hasMessageContaining("tsl");
        assertThatCode(() -> capture(Map.of("parseTime", "true", "charset", "utf8mb4", "tls", "true")))
                .doesNotThrowAnyException();
    }

    @Test
    void aTableNamedTwiceIsRefused() {
        TableFilter plain = new TableFilter("a", EnumSet.of(Operation.INSERT));
        TableFilter qualified = new TableFilter("d.a", EnumSet.of(Operation.DELETE));

        assertThatThrownBy(() -> capture(Map.of(), plain, qualified))
                .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, ErrorKind.CONFIGURATION))
                .hasMessageContaining("d.a twice");
    }

    private static void capture(Map<String, String> parameters, TableFilter... filters) {
        new MySqlCapture(
                        new ConnectionString("u", "p", "h", 1, "d", parameters),
                        Map.of(),
                        new TableSelection("d", List.of(filters)),
                        "id")
                .close();
    }

    private static String user(SourceDatabase database) {
        String user = "reader_" + database.name();
        database.server().execute("", "CREATE USER " + user + "@'%' IDENTIFIED BY 'secret'");
        return user;
    }

    private static void check(SourceDatabase database, String user, String... tables) {
        TableFilter[] filters = List.of(tables).stream()
                .map(table -> new TableFilter(table, EnumSet.allOf(Operation.class)))
                .toArray(TableFilter[]::new);
        String password =
                user.equals(database.server().user()) ? database.server().password() : "secret";
        try (MySqlCapture capture = database.capture(user, password, Map.of(), Map.of(), filters)) {
            capture.preflight();
        }
    }

    private static AbstractThrowableAssert<?, ?> assertLacks(Runnable check) {
        return assertThatThrownBy(check::run)
                .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, ErrorKind.PREREQUISITE));
    }

    private static AbstractThrowableAssert<?, ?> assertFails(
            ErrorKind kind, String user, String password, int port, String database) {
        return assertThatThrownBy(() -> {
                    ConnectionString where =
                            new ConnectionString(user, password, "127.0.0.1", port, database, Map.of());
                    try (MySqlCapture capture =
                            new MySqlCapture(where, Map.of(), new TableSelection(database, List.of()), "id")) {
                        capture.preflight();
                    }
                })
                .isInstanceOfSatisfying(StreamException.class, e -> assertKind(e, kind));
    }

    private static void assertKind(StreamException e, ErrorKind kind) {
        if (e.kind() != kind) {
            throw new AssertionError(e.kind() + ": " + e.getMessage(), e);
        }
    }
}
