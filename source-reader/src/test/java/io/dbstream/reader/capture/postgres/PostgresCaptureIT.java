package io.dbstream.reader.capture.postgres;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.sandbox.PostgresServer.Version;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of transactions and rows, and from where it can be told again. */
class PostgresCaptureIT {
    private static final Column ID = new Column("id", new DataType.Int(32, false), false, "integer");
    private static final Column NAME = new Column("name", new DataType.Text(), true, "text");

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
    void transactionsAreToldInTheOrderOfTheirCommits() {
        database.run("CREATE TABLE a (id int PRIMARY KEY, name text)", "CREATE TABLE b (name text, id int UNIQUE)");
        database.run("ALTER TABLE b REPLICA IDENTITY FULL");
        String start = database.begin();
        Instant before = Instant.now().minusSeconds(1);
        database.run(
                "BEGIN",
                "INSERT INTO a VALUES (1, 'one'), (2, NULL)",
                "INSERT INTO b VALUES ('', 7)",
                "UPDATE a SET name = 'two' WHERE id = 2",
                "SAVEPOINT s",
                "DELETE FROM a",
                "ROLLBACK TO s",
                "DELETE FROM b",
                "COMMIT",
                "BEGIN",
                "INSERT INTO a VALUES (9, 'gone')",
                "ROLLBACK",
                "UPDATE a SET id = 3 WHERE id = 2",
                "DELETE FROM a WHERE id = 1");
        database.mark();

        Recording recording = database.recordFrom(start);

        TableSchema a = table("a", List.of(ID, NAME), 0);
        TableSchema b = table("b", List.of(NAME, nullable(ID)));
        assertThat(recording.changes())
                .containsExactly(
                        new Insert(a, Row.of(1L, "one")),
                        new Insert(a, Row.of(2L, null)),
                        new Insert(b, Row.of("", 7L)),
                        new Update(a, null, Row.of(2L, "two")),
                        new Delete(b, Row.of("", 7L)),
                        new Update(a, Row.of(2L, Row.ABSENT), Row.of(3L, "two")),
                        new Delete(a, Row.of(1L, Row.ABSENT)));
        assertThat(recording.told().stream().map(told -> told.getClass().getSimpleName()))
                .containsExactly(
                        "Insert", "Insert", "Insert", "Update", "Delete", "Commit", "Update", "Commit", "Delete",
                        "Commit", "Commit");
        assertThat(recording.told())
                .filteredOn(Commit.class::isInstance)
                .allSatisfy(told -> assertThat(((Commit) told).committedAt())
                        .isBetween(before, Instant.now().plusSeconds(1)));
    }

    @Test
    void readingFromAnyCommitTellsTheSameOnceMore() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        database.run(
                "CREATE TABLE a (id int PRIMARY KEY, v text)",
                "CREATE TABLE b (id int, v text)",
                "ALTER TABLE b REPLICA IDENTITY FULL",
                "CREATE TABLE c (v text, id int NOT NULL)",
                "CREATE UNIQUE INDEX c_id ON c (id)",
                "ALTER TABLE c REPLICA IDENTITY USING INDEX c_id");
        String start = database.begin();
        for (int i = 0; i < 15; i++) {
            database.run(transaction(random, i).toArray(String[]::new));
        }
        database.mark();

        Recording all = database.recordFrom(start);

        List<ChangeEvent> events = List.copyOf(all.told());
        assertThat(all.coordinates()).as("seed " + seed).hasSizeGreaterThan(5).doesNotHaveDuplicates();
        for (int i = 0; i < events.size() - 1; i++) {
            if (events.get(i) instanceof Commit commit) {
                assertThat(database.recordFrom(commit.position().coordinate()).told())
                        .as("seed %d, from %s", seed, commit.position().coordinate())
                        .containsExactlyElementsOf(events.subList(i + 1, events.size()));
            }
        }
    }

    private static List<String> transaction(Random random, int number) {
        List<String> statements = new ArrayList<>();
        statements.add("BEGIN");
        for (int i = random.nextInt(6); i >= 0; i--) {
            String table = List.of("a", "b", "c").get(random.nextInt(3));
            int id = number * 100 + i;
            statements.add(
                    switch (random.nextInt(8)) {
                        case 0 -> "DELETE FROM " + table + " WHERE id % 3 = 0";
                        case 1 -> "UPDATE " + table + " SET id = -id";
                        case 2 -> "UPDATE " + table + " SET v = v || 'x'";
                        case 3 -> "TRUNCATE " + table;
                        case 4 -> "SAVEPOINT s" + i;
                        default ->
                            "INSERT INTO " + table + " (id, v) VALUES (" + id + ", repeat('long ', "
                                    + random.nextInt(2000) + "))";
                    });
        }
        statements.add(random.nextInt(5) == 0 ? "ROLLBACK" : "COMMIT");
        return statements;
    }

    @Test
    void whatOthersCommitMeanwhileStaysApart() {
        database.run("CREATE TABLE a (id int PRIMARY KEY, name text)");
        String start = database.begin();
        database.run("BEGIN", "INSERT INTO a VALUES (1, 'first')", "COMMIT");
        try (var slow = database.server().connect(database.name());
                var statement = slow.createStatement()) {
            statement.execute("BEGIN");
            statement.execute("INSERT INTO a VALUES (2, 'begun first')");
            database.run("INSERT INTO a VALUES (3, 'committed first')");
            statement.execute("COMMIT");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        database.mark();

        assertThat(ids(database.recordFrom(start))).containsExactly(1L, 3L, 2L);
        // From the commit in between, although the other transaction had begun before it.
        String between = database.recordFrom(start).coordinates().get(1);
        assertThat(ids(database.recordFrom(between))).containsExactly(2L);
    }

    @Test
    void unchangedLongValuesAreAbsentUnlessTheLogTellsTheFormerRow() {
        database.run(
                "CREATE TABLE a (id int PRIMARY KEY, long text, n int)",
                "CREATE TABLE b (id int PRIMARY KEY, long text, n int)",
                "ALTER TABLE a ALTER long SET STORAGE EXTERNAL",
                "ALTER TABLE b ALTER long SET STORAGE EXTERNAL",
                "ALTER TABLE b REPLICA IDENTITY FULL");
        String start = database.begin();
        for (String table : List.of("a", "b")) {
            database.run(
                    "INSERT INTO " + table + " VALUES (1, repeat('x', 10000), 1)",
                    "UPDATE " + table + " SET n = 2",
                    "UPDATE " + table + " SET id = 2",
                    "UPDATE " + table + " SET long = 'short'");
        }
        database.mark();

        List<ChangeEvent> changes = database.recordFrom(start).changes();

        String value = "x".repeat(10000);
        assertThat(changes)
                .extracting(change -> change instanceof Update update ? update.after() : null)
                .containsExactly(
                        null,
                        Row.of(1L, Row.ABSENT, 2L),
                        Row.of(2L, Row.ABSENT, 2L),
                        Row.of(2L, "short", 2L),
                        null,
                        Row.of(1L, value, 2L),
                        Row.of(2L, value, 2L),
                        Row.of(2L, "short", 2L));
        assertThat(changes)
                .extracting(change -> change instanceof Update update ? update.before() : null)
                .containsExactly(
                        null,
                        null,
                        Row.of(1L, Row.ABSENT, Row.ABSENT),
                        null,
                        null,
                        Row.of(1L, value, 1L),
                        Row.of(1L, value, 2L),
                        Row.of(2L, value, 2L));
    }

    @Test
    void longKeysStayCompleteWhenTheyDoNotChange() {
        database.run("CREATE TABLE a (k text PRIMARY KEY, n int)", "ALTER TABLE a ALTER k SET STORAGE EXTERNAL");
        String start = database.begin();
        database.run("INSERT INTO a VALUES (repeat('k', 2500), 1)", "UPDATE a SET n = 2");
        database.mark();

        assertThat(database.recordFrom(start).changes().getLast())
                .isInstanceOfSatisfying(
                        Update.class, update -> assertThat(update.after()).isEqualTo(Row.of("k".repeat(2500), 2L)));
    }

    @Test
    void theKeyIsTheReplicaIdentityAndInItsOrder() {
        database.run(
                "CREATE TABLE plain (x int, b int, a int, PRIMARY KEY (a, b))",
                "CREATE TABLE byindex (x int PRIMARY KEY, b int NOT NULL, a int NOT NULL)",
                "CREATE UNIQUE INDEX byindex_key ON byindex (a, b)",
                "ALTER TABLE byindex REPLICA IDENTITY USING INDEX byindex_key",
                "CREATE TABLE whole (x int PRIMARY KEY, y int)",
                "ALTER TABLE whole REPLICA IDENTITY FULL",
                "CREATE TABLE keyless (x int, y int)",
                "ALTER TABLE keyless REPLICA IDENTITY FULL");
        String start = database.begin();
        for (String table : List.of("plain", "byindex")) {
            database.run("INSERT INTO " + table + " VALUES (1, 2, 3)", "DELETE FROM " + table);
        }
        for (String table : List.of("whole", "keyless")) {
            database.run("INSERT INTO " + table + " VALUES (1, NULL)", "DELETE FROM " + table);
        }
        database.mark();

        List<ChangeEvent> changes = database.recordFrom(start).changes();

        assertThat(changes)
                .filteredOn(Delete.class::isInstance)
                .extracting(change -> ((Delete) change).table().key(), change -> ((Delete) change).before())
                .containsExactly(
                        tuple(List.of(2, 1), Row.of(Row.ABSENT, 2L, 3L)),
                        tuple(List.of(2, 1), Row.of(Row.ABSENT, 2L, 3L)),
                        tuple(List.of(0), Row.of(1L, null)),
                        tuple(List.of(), Row.of(1L, null)));
    }

    @Test
    void aTruncateOfSeveralTablesIsToldForEachThatIsSelected() {
        database.run(
                "CREATE TABLE a (id int PRIMARY KEY)",
                "CREATE TABLE b (id int PRIMARY KEY)",
                "CREATE TABLE c (id int REFERENCES a)");
        database.run("ALTER TABLE c REPLICA IDENTITY FULL");
        String start = database.begin("a", "c");
        database.run("TRUNCATE a, b CASCADE", "TRUNCATE b", "TRUNCATE c");
        database.mark();

        List<ChangeEvent> changes = database.recordFrom(start, "a", "c").changes();

        assertThat(changes).allMatch(Truncate.class::isInstance);
        assertThat(changes.subList(0, 2))
                .extracting(PostgresCaptureIT::tableName)
                .containsExactlyInAnyOrder("a", "c");
        assertThat(changes.subList(2, 3))
                .extracting(PostgresCaptureIT::tableName)
                .containsExactly("c");
    }

    @Test
    void partitionsAreToldAsThePartitionedTable() {
        database.run(
                "CREATE TABLE parts (id int, region text, n int, PRIMARY KEY (id, region)) PARTITION BY LIST (region)",
                "CREATE TABLE parts_eu PARTITION OF parts FOR VALUES IN ('eu')",
                // With its columns in another order.
                "CREATE TABLE parts_us (n int, region text NOT NULL, id int NOT NULL)",
                "ALTER TABLE parts ATTACH PARTITION parts_us FOR VALUES IN ('us')");
        String start = database.begin();
        database.run(
                "INSERT INTO parts VALUES (1, 'eu', 10), (2, 'us', 20)",
                "UPDATE parts SET n = 21 WHERE id = 2",
                "UPDATE parts SET region = 'us' WHERE id = 1",
                "DELETE FROM parts_us WHERE id = 2",
                "CREATE TABLE parts_asia PARTITION OF parts FOR VALUES IN ('asia')",
                "INSERT INTO parts VALUES (3, 'asia', 30)",
                "TRUNCATE parts");
        database.mark();

        List<ChangeEvent> changes = database.recordFrom(start).changes();

        assertThat(changes).extracting(PostgresCaptureIT::tableName).containsOnly("parts");
        TableSchema parts = ((DataEvent) changes.getFirst()).table();
        assertThat(changes)
                .containsExactly(
                        new Insert(parts, Row.of(1L, "eu", 10L)),
                        new Insert(parts, Row.of(2L, "us", 20L)),
                        new Update(parts, null, Row.of(2L, "us", 21L)),
                        new Delete(parts, Row.of(1L, "eu", Row.ABSENT)),
                        new Insert(parts, Row.of(1L, "us", 10L)),
                        new Delete(parts, Row.of(2L, "us", Row.ABSENT)),
                        new Insert(parts, Row.of(3L, "asia", 30L)),
                        new Truncate(parts));
    }

    @Test
    void generatedColumnsAreToldWhereTheyAreStored() {
        assumeThat(SharedServers.postgresVersion()).isEqualTo(Version.V18);
        database.run("CREATE TABLE a (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED,"
                + " thrice int GENERATED ALWAYS AS (id * 3) VIRTUAL)");
        String start = database.begin();
        database.run("INSERT INTO a VALUES (5)");
        database.mark();

        Insert insert = (Insert) database.recordFrom(start).changes().getFirst();

        assertThat(insert.table().columns()).extracting(Column::name).containsExactly("id", "twice");
        assertThat(insert.after()).isEqualTo(Row.of(5L, 10L));
    }

    @Test
    void tablesAreToldAsTheyWereWhenTheirRowsWereWritten() {
        database.run("CREATE TABLE a (id int PRIMARY KEY, name text, old int NOT NULL)");
        String start = database.begin();
        database.run(
                "INSERT INTO a VALUES (1, 'one', 1)",
                "ALTER TABLE a ADD price numeric(5,2) NOT NULL DEFAULT 1.5",
                "INSERT INTO a VALUES (2, 'two', 2)",
                "ALTER TABLE a DROP old",
                "INSERT INTO a VALUES (3, 'three', 3)",
                "ALTER TABLE a RENAME name TO title",
                "ALTER TABLE a ALTER id TYPE bigint",
                "INSERT INTO a VALUES (4, 'four', 4)",
                "ALTER TABLE a RENAME TO z",
                "INSERT INTO z VALUES (5, 'five', 5)",
                "DROP TABLE z",
                "CREATE TABLE a (other text PRIMARY KEY)");
        database.mark();

        List<ChangeEvent> changes = database.recordFrom(start).changes();

        assertThat(changes)
                .extracting(change -> switch (change) {
                    case Insert insert ->
                        insert.table().id().name()
                                + columns(insert.table())
                                + insert.table().key();
                    case SchemaChange schema -> "now " + columns(schema.table());
                    default -> change.toString();
                })
                .containsExactly(
                        "a[id, name, old][0]",
                        "now [id, name, old, price]",
                        "a[id, name, old, price][0]",
                        "now [id, name, price]",
                        "a[id, name, price][0]",
                        "now [id, title, price]",
                        "a[id, title, price][0]",
                        "z[id, title, price][0]");
        assertThat(((Insert) changes.get(6)).table().columns().getFirst().type())
                .isEqualTo(new DataType.Int(64, false));
    }

    @Test
    void aLabelThatItsTypeGotMeanwhileIsToldWithIt() {
        database.run("CREATE TYPE mood AS ENUM ('sad', 'ok')", "CREATE TABLE a (id int PRIMARY KEY, m mood)");
        String start = database.begin();
        database.run("INSERT INTO a VALUES (1, 'ok')");
        PostgresCapture capture = database.capture();
        Recording recording = new Recording(capture);
        var reading = recording.readFrom(start);
        await().until(() -> recording.changes().size() == 1);
        database.run("ALTER TYPE mood ADD VALUE 'happy'", "INSERT INTO a VALUES (2, 'happy')");
        database.mark();
        reading.join();

        assertThat(recording.changes()).hasSize(3);
        Insert last = (Insert) recording.changes().getLast();
        assertThat(last.after()).isEqualTo(Row.of(2L, "happy"));
        assertThat(last.table().columns().get(1).type())
                .isEqualTo(new DataType.Enumeration(List.of("sad", "ok", "happy")));
        assertThat(recording.changes().get(1)).isEqualTo(new SchemaChange(last.table()));
    }

    @Test
    void onlySelectedOperationsOfSelectedTablesAreTold() {
        database.run(
                "CREATE SCHEMA \"My Schema\"",
                "CREATE TABLE \"My Schema\".\"a.\"\"b\" (id int PRIMARY KEY, \"a column\" text)",
                "CREATE TABLE inserts (id int PRIMARY KEY)",
                "CREATE TABLE other (id int PRIMARY KEY)");
        List<TableFilter> filters = List.of(
                new TableFilter("\"My Schema\".\"a.\"\"b\"", Set.of(Operation.UPDATE, Operation.DELETE)),
                new TableFilter("inserts", Set.of(Operation.INSERT)));
        String user = database.server().user();
        String password = database.server().password();
        String start;
        try (PostgresCapture capture = database.capture(user, password, Map.of(), filters)) {
            capture.preflight();
            start = capture.end();
        }
        for (String table : List.of("\"My Schema\".\"a.\"\"b\"", "inserts", "other")) {
            database.run(
                    "INSERT INTO " + table + " VALUES (1), (2)",
                    "UPDATE " + table + " SET id = 3 WHERE id = 1",
                    "DELETE FROM " + table + " WHERE id = 2",
                    "TRUNCATE " + table);
        }
        database.mark();

        Recording recording = SourceDatabase.record(database.capture(user, password, Map.of(), filters), start);

        assertThat(recording.changes())
                .extracting(change -> change.getClass().getSimpleName() + " "
                        + ((DataEvent) change).table().id())
                .containsExactly(
                        "Update My Schema.a.\"b",
                        "Delete My Schema.a.\"b",
                        "Truncate My Schema.a.\"b",
                        "Insert public.inserts",
                        "Insert public.inserts");
    }

    @Test
    void tablesMadeLaterAreToldWhenNoneIsNamed() {
        assumeThat(SharedServers.postgresVersion()).isNotEqualTo(Version.V14);
        String start = database.begin();
        database.run("CREATE TABLE late (id int PRIMARY KEY)", "INSERT INTO late VALUES (1)");
        database.run(
                "CREATE TABLE dbstream_checkpoint (id int PRIMARY KEY)", "INSERT INTO dbstream_checkpoint VALUES (1)");
        database.mark();

        assertThat(database.recordFrom(start).changes())
                .extracting(PostgresCaptureIT::tableName)
                .containsExactly("late");
    }

    @Test
    void aLargeTransactionPassesWithoutBeingHeld() {
        database.run("CREATE TABLE a (id int PRIMARY KEY, name text)");
        String start = database.begin();
        database.run("INSERT INTO a SELECT g, 'name ' || g FROM generate_series(1, 300000) g");
        database.mark();
        long[] rows = {0, 0};
        try (PostgresCapture capture = database.capture()) {
            capture.read(start, new Recording(capture) {
                @Override
                public void change(DataEvent event) {
                    if (event.table().id().name().equals("a")) {
                        Insert insert = (Insert) event;
                        rows[0]++;
                        rows[1] += requireNonNull((Long) insert.after().get(0));
                    } else {
                        super.change(event);
                    }
                }
            });
        }

        assertThat(rows).containsExactly(300_000, 300_000L * 300_001 / 2);
    }

    private static List<Object> ids(Recording recording) {
        List<Object> ids = new ArrayList<>();
        for (ChangeEvent change : recording.changes()) {
            ids.add(((Insert) change).after().get(0));
        }
        return ids;
    }

    private static String tableName(ChangeEvent change) {
        return ((DataEvent) change).table().id().name();
    }

    private static List<String> columns(TableSchema table) {
        return table.columns().stream().map(Column::name).toList();
    }

    private static TableSchema table(String name, List<Column> columns, Integer... key) {
        return new TableSchema(new TableId("public", name), columns, List.of(key));
    }

    private static Column nullable(Column column) {
        return new Column(column.name(), column.type(), true, column.declared());
    }
}
