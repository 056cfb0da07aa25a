package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
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
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is told of transactions, and from where it can be told again. */
class MySqlCaptureIT {

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void transactionsAreToldInTheOrderOfTheirCommits(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run(
                "CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(10) CHARACTER SET ascii)",
                "CREATE TABLE b (id INT, UNIQUE (id))");
        String start = database.end();
        Instant before = Instant.now().minusSeconds(2);
        database.run(
                "BEGIN",
                "INSERT INTO a VALUES (1, 'one'), (2, NULL)",
                "INSERT INTO b VALUES (7)",
                "UPDATE a SET name = 'two' WHERE id = 2",
                "SAVEPOINT s",
                "DELETE FROM a",
                "ROLLBACK TO s",
                "DELETE FROM b",
                "COMMIT",
                "BEGIN",
                "INSERT INTO a VALUES (9, 'gone')",
                "ROLLBACK",
                "DELETE FROM a WHERE id = 1");
        database.mark();

        Recording recording = database.recordFrom(start);

        TableSchema a = new TableSchema(
                new TableId(database.name(), "a"),
                List.of(
                        new Column("id", new DataType.Int(32, false), false, "int"),
                        new Column(
                                "name",
                                new DataType.Varchar(10),
                                true,
                                "varchar(10) character set ascii collate ascii_general_ci")),
                List.of(0));
        TableSchema b = new TableSchema(
                new TableId(database.name(), "b"),
                List.of(new Column("id", new DataType.Int(32, false), true, "int")),
                List.of());
        assertThat(recording.changes())
                .containsExactly(
                        new Insert(a, Row.of(1L, "one")),
                        new Insert(a, Row.of(2L, null)),
                        new Insert(b, Row.of(7L)),
                        new Update(a, Row.of(2L, null), Row.of(2L, "two")),
                        new Delete(b, Row.of(7L)),
                        new Delete(a, Row.of(1L, "one")));
        assertThat(recording.told().stream().map(told -> told.event().getClass().getSimpleName()))
                .containsExactly(
                        "Insert", "Insert", "Insert", "Update", "Delete", "Commit", "Delete", "Commit", "Commit");
        assertThat(recording.told())
                .filteredOn(told -> told.event() instanceof Commit)
                .allSatisfy(told -> assertThat(told.committedAt())
                        .isBetween(before, Instant.now().plusSeconds(1)));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void readingFromAnyCommitTellsTheSameOnceMore(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        for (int i = 0; i < 5; i++) {
            database.run("INSERT INTO a VALUES (" + i + ")", "CREATE TABLE other" + i + " (id INT)", "FLUSH LOGS");
        }
        database.mark();
        Recording all = database.recordFrom(start);
        List<ChangeEvent> events =
                all.told().stream().map(Recording.Told::event).toList();

        for (int i = 0; i < events.size() - 1; i++) {
            String coordinate = all.told().get(i).coordinate();
            if (!coordinate.isEmpty()) {
                assertThat(database.recordFrom(coordinate).told().stream().map(Recording.Told::event))
                        .as("from " + coordinate)
                        .containsExactlyElementsOf(events.subList(i + 1, events.size()));
            }
        }
        String end = database.end();
        // MariaDB writes marks of its own behind a commit now and then: the place moves, the transactions do not.
        assertThat(all.coordinates().getLast())
                .endsWith(flavor == Flavor.MYSQL ? end : end.substring(end.lastIndexOf(':')));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aTruncateIsToldHoweverItIsWritten(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)", "CREATE TABLE `b``c d` (id INT)");
        String start = database.end();
        database.run(
                "TRUNCATE a", "/* a comment */ truncate table `" + database.name() + "`.a", "TRUNCATE TABLE `b``c d`");
        database.run("ALTER TABLE a ADD name VARCHAR(5)", "TRUNCATE a");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(recording.changes())
                .filteredOn(Truncate.class::isInstance)
                .extracting(change -> ((Truncate) change).table().id().name())
                .containsExactly("a", "a", "b`c d", "a");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aTableKeepsItsSchemaObjectUntilItLooksDifferent(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        database.run(
                "INSERT INTO a VALUES (1)",
                "CREATE TABLE other (id INT)",
                "FLUSH TABLES",
                "INSERT INTO a VALUES (2)",
                "ALTER TABLE a ADD name VARCHAR(5)",
                "INSERT INTO a VALUES (3, 'x')");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(recording.changes()).hasSize(4);
        Insert first = (Insert) recording.changes().get(0);
        Insert second = (Insert) recording.changes().get(1);
        SchemaChange change = (SchemaChange) recording.changes().get(2);
        Insert third = (Insert) recording.changes().get(3);
        assertThat(second.table()).isSameAs(first.table());
        assertThat(third.table()).isSameAs(change.table());
        assertThat(third.table().columns()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void onlySelectedTablesAndOperationsAreTold(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)", "CREATE TABLE b (id INT PRIMARY KEY)");
        String start = database.end();
        database.run(
                "INSERT INTO a VALUES (1)",
                "INSERT INTO b VALUES (1)",
                "UPDATE a SET id = 2",
                "DELETE FROM a",
                "TRUNCATE a");
        database.mark();

        Recording recording = database.recordFrom(
                start,
                new TableFilter("a", Set.of(Operation.INSERT, Operation.UPDATE)),
                new TableFilter(database.name() + "." + Recording.LAST_TABLE, Set.of(Operation.INSERT)));

        assertThat(recording.changes())
                .extracting(change -> change.getClass().getSimpleName() + " of "
                        + ((DataEvent) change).table().id().name())
                .containsExactly("Insert of a", "Update of a");
        assertThat(recording.coordinates()).hasSize(6);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void generatedAndInvisibleColumnsArriveLikeOthers(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY, twice INT AS (id * 2) VIRTUAL, thrice INT AS (id * 3) STORED,"
                + " hidden INT DEFAULT 5 INVISIBLE, indexed INT AS (id + 1) VIRTUAL, UNIQUE (indexed))");
        String start = database.end();
        database.run("INSERT INTO a (id) VALUES (1)", "UPDATE a SET id = 2, hidden = 6", "DELETE FROM a");
        database.mark();

        assertThat(database.recordFrom(start).changes().stream().map(MySqlCaptureIT::images))
                .containsExactly(
                        List.of(Row.of(1L, 2L, 3L, 5L, 2L)),
                        List.of(Row.of(1L, 2L, 3L, 5L, 2L), Row.of(2L, 4L, 6L, 6L, 3L)),
                        List.of(Row.of(2L, 4L, 6L, 6L, 3L)));
    }

    @Test
    void whatMySqlKeepsForIndexesOnExpressionsIsNoColumn() {
        SourceDatabase database = SourceDatabase.shared(Flavor.MYSQL);
        database.run("CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(9), KEY ((id * 2)), KEY ((UPPER(name))))");
        String start = database.end();
        database.run("INSERT INTO a VALUES (1, 'x')");
        database.mark();

        assertThat(images(database.recordFrom(start).changes().getFirst())).containsExactly(Row.of(1L, "x"));
    }

    private static List<Row> images(ChangeEvent event) {
        return switch (event) {
            case Insert insert -> List.of(insert.after());
            case Update update -> List.of(Objects.requireNonNull(update.before()), update.after());
            case Delete delete -> List.of(delete.before());
            default -> List.of();
        };
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void columnsThatTheLogLeavesOutAreAbsent(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run(
                "CREATE TABLE a (id INT PRIMARY KEY, name VARCHAR(9), size INT)", "INSERT INTO a VALUES (1, 'x', 2)");
        String start = database.end();
        database.run("SET binlog_row_image = 'MINIMAL'", "UPDATE a SET size = 3", "DELETE FROM a");
        database.mark();

        Recording recording = database.recordFrom(start);

        Update update = (Update) recording.changes().get(0);
        assertThat(update.before()).isEqualTo(Row.of(1L, Row.ABSENT, Row.ABSENT));
        assertThat(update.after()).isEqualTo(Row.of(Row.ABSENT, Row.ABSENT, 3L));
        assertThat(((Delete) recording.changes().get(1)).before()).isEqualTo(Row.of(1L, Row.ABSENT, Row.ABSENT));
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void insertsThatLeaveColumnsToTheirDefaultsAreRefused(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY, size INT DEFAULT 5)");
        String start = database.end();
        database.run("SET binlog_row_image = 'MINIMAL'", "INSERT INTO a (id) VALUES (1)");
        database.mark();

        assertThatThrownBy(() -> database.recordFrom(start))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PREREQUISITE))
                .hasMessageContaining("binlog_row_image = 'FULL'");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aStatementInPlaceOfRowsIsRefused(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        database.run("SET binlog_format = 'STATEMENT'", "INSERT INTO a VALUES (1)");
        database.mark();

        assertThatThrownBy(() -> database.recordFrom(start))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PREREQUISITE))
                .hasMessageContaining("binlog_format = 'ROW'");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void preparedTransactionsAreRefused(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        database.run("XA START 'x'", "INSERT INTO a VALUES (1)", "XA END 'x'", "XA PREPARE 'x'", "XA COMMIT 'x'");
        database.mark();

        assertThatThrownBy(() -> database.recordFrom(start))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNREPRESENTABLE))
                .hasMessageContaining("XA");
        Recording elsewhere =
                database.recordFrom(start, new TableFilter(Recording.LAST_TABLE, Set.of(Operation.INSERT)));
        assertThat(elsewhere.changes()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aTableMadeFromAQueryArrivesWithItsRows(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)", "INSERT INTO a VALUES (1), (2)");
        String start = database.end();
        database.run("CREATE TABLE b AS SELECT * FROM a", "DROP TABLE a");
        database.mark();

        assertThat(database.recordFrom(start).inserted("b", 0)).containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void whatTheListenerThrowsComesOutUnchanged(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        String start = database.end();
        database.mark();
        StreamException thrown = new StreamException(ErrorKind.HUB_FULL, "no room");

        try (MySqlCapture capture = database.capture()) {
            assertThatThrownBy(() -> capture.read(start, new Failing(thrown))).isSameAs(thrown);
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aQuietSourceIsIdleUntilStopped(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        String start = database.end();
        try (MySqlCapture capture = database.capture()) {
            Recording recording = Recording.listening(capture);
            CompletableFuture<Void> reading = recording.readFrom(start);
            await().atMost(Duration.ofSeconds(10)).until(() -> recording.idleCalls() >= 2);

            capture.stop();

            assertThat(reading).succeedsWithin(Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void readingDoesNotBeginOnceStopped(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        try (MySqlCapture capture = database.capture()) {
            Recording recording = Recording.listening(capture);
            capture.stop();

            capture.read("mysql-file:of another server:binlog.000001:4", recording);

            assertThat(recording.told()).isEmpty();
        }
    }

    /** Throws at the first commit. */
    private record Failing(StreamException thrown) implements ChangeListener {
        @Override
        public void change(DataEvent event) {}

        @Override
        public void schemaChange(SchemaChange event) {}

        @Override
        public void commit(String coordinate, Instant committedAt) {
            throw thrown;
        }

        @Override
        public void idle() {}
    }
}
