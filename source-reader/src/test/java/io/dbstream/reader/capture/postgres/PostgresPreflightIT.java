package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a source lacks is said in one message, with the statement that mends it. */
class PostgresPreflightIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "preflight-" + ProcessHandle.current().pid());

    private SourceDatabase database;

    @BeforeEach
    void makeDatabase() {
        database = SourceDatabase.fresh();
    }

    @AfterEach
    void release() {
        database.close();
    }

    @Test
    void aSourceThatHasEverythingPassesForAUserWithoutOtherRights() {
        String user = user("REPLICATION");
        database.run(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "ALTER TABLE a OWNER TO " + user,
                "GRANT CREATE ON DATABASE " + database.name() + " TO " + user);

        try (PostgresCapture capture = capture(user, "a")) {
            capture.preflight();
            String start = capture.end();
            assertThat(database.ask("SELECT string_agg(tablename, ',') FROM pg_publication_tables"))
                    .isEqualTo("a");
            database.run("INSERT INTO a VALUES (1)");
            PostgresCapture reader = capture(user, "a");
            Recording recording = new Recording(reader) {
                @Override
                public void commit(String coordinate, Instant committedAt) {
                    super.commit(coordinate, committedAt);
                    reader.stop();
                }
            };
            reader.read(start, recording);
            assertThat(recording.changes()).hasSize(1);
            capture.release();
        }
    }

    @Test
    void missingRightsAreNamedTogetherWithTheStatements() {
        database.run("CREATE TABLE a (id int PRIMARY KEY)", "CREATE TABLE \"B\" (id int PRIMARY KEY)");
        String user = user("");

        assertLacks(() -> check(user, "a", "B"))
                .hasMessageContaining("ALTER ROLE \"" + user + "\" REPLICATION")
                .hasMessageContaining("GRANT CREATE ON DATABASE \"" + database.name() + "\" TO \"" + user + "\"")
                .hasMessageContaining("does not own public.a, public.B")
                .hasMessageContaining("CREATE PUBLICATION \"dbstream\" FOR TABLE ONLY \"public\".\"a\", ONLY"
                        + " \"public\".\"B\" WITH (publish = 'insert, update, delete, truncate',"
                        + " publish_via_partition_root = true");
    }

    @Test
    void aUserWhoOwnsNothingReadsWithThePublicationOfAnOwner() {
        database.run(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "CREATE PUBLICATION theirs FOR TABLE ONLY a",
                "ALTER PUBLICATION theirs SET (publish_via_partition_root = true)");
        String user = user("REPLICATION");
        Map<String, String> settings = Map.of("publicationName", "theirs");

        assertThatCode(() -> {
                    try (PostgresCapture capture = capture(user, settings, filters("a"))) {
                        capture.preflight();
                        capture.end();
                        capture.release();
                    }
                })
                .doesNotThrowAnyException();
    }

    @Test
    void whatIsNoTableOrHasNoLogIsNamed() {
        database.run(
                "CREATE TABLE things (id int PRIMARY KEY)",
                "CREATE VIEW v AS SELECT 1 AS id",
                "CREATE MATERIALIZED VIEW m AS SELECT 1 AS id",
                "CREATE UNLOGGED TABLE u (id int PRIMARY KEY)",
                "CREATE SEQUENCE s",
                "CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (1) TO (10)");

        assertLacks(() -> check(database.server().user(), "Things", "other.gone", "v", "m", "u", "s", "parts", "part"))
                .hasMessageContaining("public.Things of the filter does not exist (did you mean public.things?)")
                .hasMessageContaining("other.gone of the filter does not exist")
                .hasMessageContaining("public.v is a view")
                .hasMessageContaining("public.m is a materialized view")
                .hasMessageContaining("public.u is unlogged")
                .hasMessageContaining("public.s is not a table")
                .hasMessageContaining("public.part is a partition of public.parts");
        assertThatCode(() -> check(database.server().user(), "part")).doesNotThrowAnyException();
        assertThatCode(() -> check(database.server().user(), "parts")).doesNotThrowAnyException();
    }

    @Test
    void tablesThatCouldNoLongerBeUpdatedAreRefused() {
        database.run(
                "CREATE TABLE keyless (id int)",
                "CREATE TABLE deferred (id int PRIMARY KEY DEFERRABLE)",
                "CREATE TABLE nothing (id int PRIMARY KEY)",
                "ALTER TABLE nothing REPLICA IDENTITY NOTHING",
                "CREATE TABLE full_identity (id int)",
                "ALTER TABLE full_identity REPLICA IDENTITY FULL",
                "CREATE TABLE parts (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (1) TO (10)",
                "CREATE TABLE unlike (id int) PARTITION BY RANGE (id)",
                "CREATE TABLE unlike_part PARTITION OF unlike FOR VALUES FROM (1) TO (10)",
                "ALTER TABLE unlike_part ADD PRIMARY KEY (id)",
                "ALTER TABLE unlike REPLICA IDENTITY FULL");

        AbstractThrowableAssert<?, ? extends Throwable> lacks =
                assertLacks(() -> check(database.server().user()));
        for (String table : List.of("keyless", "deferred", "nothing", "parts")) {
            lacks.hasMessageContaining("ALTER TABLE \"public\".\"" + table + "\" REPLICA IDENTITY FULL");
        }
        lacks.hasMessageContaining("ALTER TABLE unlike_part REPLICA IDENTITY FULL")
                .hasMessageNotContaining("full_identity");
        // Who only inserts needs none.
        assertThatCode(() -> check(
                        database.server().user(),
                        Map.of(),
                        List.of(new TableFilter("keyless", Set.of(Operation.INSERT)))))
                .doesNotThrowAnyException();
    }

    @Test
    void aPublicationOfTheUserIsUsedAsItIsAndMustFit() {
        database.run(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "CREATE TABLE b (id int PRIMARY KEY)",
                "CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                "CREATE PUBLICATION theirs FOR TABLE a, parts WITH (publish = 'insert')");
        Map<String, String> settings = Map.of("publicationName", "theirs");
        List<TableFilter> filters = filters("a", "b", "parts");

        assertLacks(() -> check(database.server().user(), settings, filters))
                .hasMessageContaining("ALTER PUBLICATION \"theirs\" SET (publish = 'insert, update, delete, truncate')")
                .hasMessageContaining("ALTER PUBLICATION \"theirs\" SET (publish_via_partition_root = true)")
                .hasMessageContaining("ALTER PUBLICATION \"theirs\" ADD TABLE ONLY \"public\".\"b\"");
        database.run(
                "ALTER PUBLICATION theirs SET (publish = 'insert, update, delete, truncate',"
                        + " publish_via_partition_root = true)",
                "ALTER PUBLICATION theirs ADD TABLE b");
        assertThatCode(() -> check(database.server().user(), settings, filters)).doesNotThrowAnyException();
    }

    @Test
    void aTableThatWasMadeAnewIsMissedInThePublication() {
        database.run("CREATE TABLE a (id int PRIMARY KEY)");
        database.begin("a");
        database.run("DROP TABLE a", "CREATE TABLE a (id int PRIMARY KEY)");

        assertLacks(() -> check(database.server().user(), Map.of(), filters("a", Recording.LAST_TABLE)))
                .hasMessageContaining("made anew")
                .hasMessageContaining("ADD TABLE ONLY \"public\".\"a\"");
    }

    @Test
    void settingsOfTheServerAreNamedWithTheStatements() {
        try (PostgresServer server =
                PostgresServer.start(DIRECTORY.resolve("replica"), "wal_level=replica", "max_replication_slots=0")) {
            SourceDatabase own = SourceDatabase.on(server);

            assertLacks(() -> own.capture().preflight())
                    .hasMessageContaining("ALTER SYSTEM SET wal_level = logical")
                    .hasMessageContaining("max_replication_slots");
        }
    }

    @Test
    void wrongPasswordsDatabasesHostsAndSettingsAreToldApart() {
        PostgresServer server = database.server();

        assertFails(ErrorKind.CONFIGURATION, () -> check("nobody", "a")).hasMessageNotContaining("secret");
        assertFails(
                        ErrorKind.CONFIGURATION,
                        () -> capture(where("nowhere", server.port()), Map.of()).preflight())
                .hasMessageContaining("nowhere");
        assertFails(
                        ErrorKind.SOURCE_UNAVAILABLE,
                        () -> capture(where(database.name(), 1), Map.of()).preflight())
                .hasMessageContaining("127.0.0.1:1");
        assertFails(ErrorKind.CONFIGURATION, () -> capture(where(database.name(), server.port()), Map.of("slot", "x")))
                .hasMessageContaining("source.settings has no slot");
        assertFails(
                        ErrorKind.CONFIGURATION,
                        () -> capture(where(database.name(), server.port()), Map.of("replicationSlotName", "My-Slot")))
                .hasMessageContaining("lower case");
    }

    private ConnectionString where(String name, int port) {
        PostgresServer server = database.server();
        return new ConnectionString(server.user(), server.password(), server.host(), port, name, Map.of());
    }

    private static PostgresCapture capture(ConnectionString where, Map<String, String> settings) {
        return new PostgresCapture(where, settings, new TableSelection("public", List.of()), "stream-of-nobody");
    }

    /** Makes a user with the password {@code secret}. */
    private String user(String attributes) {
        String user = "user_of_" + database.name();
        database.run("CREATE ROLE " + user + " LOGIN PASSWORD 'secret' " + attributes);
        return user;
    }

    private static List<TableFilter> filters(String... tables) {
        List<TableFilter> filters = new ArrayList<>();
        for (String table : tables) {
            filters.add(new TableFilter(table, EnumSet.allOf(Operation.class)));
        }
        return filters;
    }

    private PostgresCapture capture(String user, String... tables) {
        return capture(user, Map.of(), filters(tables));
    }

    private PostgresCapture capture(String user, Map<String, String> settings, List<TableFilter> filters) {
        PostgresServer server = database.server();
        String password = user.equals(server.user()) ? server.password() : "secret";
        return new PostgresCapture(
                new ConnectionString(user, password, server.host(), server.port(), database.name(), Map.of()),
                settings,
                new TableSelection("public", filters),
                "stream-" + database.name());
    }

    private void check(String user, String... tables) {
        check(user, Map.of(), filters(tables));
    }

    private void check(String user, Map<String, String> settings, List<TableFilter> filters) {
        try (PostgresCapture capture = capture(user, settings, filters)) {
            capture.preflight();
        }
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertLacks(ThrowingCallable check) {
        return assertFails(ErrorKind.PREREQUISITE, check);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(ErrorKind kind, ThrowingCallable check) {
        return assertThatThrownBy(check)
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(kind));
    }
}
