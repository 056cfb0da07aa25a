package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables are told by the names they have, as the server compares names. */
class NamesOfTablesIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "names-" + ProcessHandle.current().pid());

    /** As tools do that alter tables without locking them: fill a successor beside the table, then exchange the names. */
    @ParameterizedTest
    @EnumSource(Flavor.class)
    void aTableThatIsExchangedForItsSuccessorLooksDifferentFromThenOn(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE orders (id INT PRIMARY KEY)");
        String start = database.end();
        database.run(
                "INSERT INTO orders VALUES (1)",
                "CREATE TABLE _orders_new LIKE orders",
                "ALTER TABLE _orders_new ADD note VARCHAR(10)",
                "INSERT INTO _orders_new SELECT id, 'old' FROM orders",
                "INSERT INTO orders VALUES (2)",
                "INSERT INTO _orders_new VALUES (2, 'old')",
                "RENAME TABLE orders TO _orders_old, _orders_new TO orders",
                "INSERT INTO orders VALUES (3, 'new')",
                "DROP TABLE _orders_old",
                "INSERT INTO orders VALUES (4, 'new')");
        database.mark();
        TableFilter orders = new TableFilter("orders", EnumSet.allOf(Operation.class));
        TableFilter last = new TableFilter(Recording.LAST_TABLE, EnumSet.allOf(Operation.class));

        Recording recording = database.recordFrom(start, orders, last);

        assertThat(recording.changes().stream().map(change -> change.getClass().getSimpleName()))
                .containsExactly("Insert", "Insert", "SchemaChange", "Insert", "Insert");
        assertThat(recording.inserted("orders", 0)).isEqualTo(List.of(1L, 2L, 3L, 4L));
        SchemaChange change = (SchemaChange) recording.changes().get(2);
        assertThat(change.table().columns()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void changesOfARenamedTableGoOnUnderItsNewName(Flavor flavor) {
        SourceDatabase database = SourceDatabase.shared(flavor);
        database.run("CREATE TABLE a (id INT PRIMARY KEY)");
        String start = database.end();
        database.run(
                "INSERT INTO a VALUES (1)",
                "ALTER TABLE a RENAME b",
                "INSERT INTO b VALUES (2)",
                "CREATE TABLE a (id BIGINT)",
                "INSERT INTO a VALUES (3)");
        database.mark();

        Recording recording = database.recordFrom(start);

        assertThat(recording.inserted("a", 0)).isEqualTo(List.of(1L, 3L));
        assertThat(recording.inserted("b", 0)).isEqualTo(List.of(2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FULL", "NO_LOG"})
    void aServerThatIgnoresCaseFindsTheTablesOfTheFilterAndTheyKeepItsSpelling(String metadata) {
        try (MySqlServer server = MySqlServer.start(
                Flavor.MARIADB,
                DIRECTORY.resolve(metadata),
                "--lower-case-table-names=1",
                "--binlog-row-metadata=" + metadata)) {
            SourceDatabase database = SourceDatabase.on(server);
            database.run("CREATE TABLE Orders (id INT PRIMARY KEY)");
            String start = database.end();
            database.run("INSERT INTO ORDERS VALUES (1)", "TRUNCATE ordeRs");
            database.mark();
            EnumSet<Operation> all = EnumSet.allOf(Operation.class);
            TableFilter named = new TableFilter(database.name().toUpperCase(Locale.ROOT) + ".Orders", all);
            TableFilter last = new TableFilter("FIN", all);

            try (MySqlCapture capture = database.capture(named, last)) {
                assertThatCode(capture::preflight).doesNotThrowAnyException();
            }
            TableId spelled = new TableId(database.name().toUpperCase(Locale.ROOT), "Orders");
            assertThat(tables(database.recordFrom(start, named, last))).containsExactly(spelled, spelled);
            TableId plain = new TableId(database.name(), "orders");
            assertThat(tables(database.recordFrom(start))).containsExactly(plain, plain);
        }
    }

    private static List<TableId> tables(Recording recording) {
        return recording.changes().stream()
                .map(change -> switch (change) {
                    case Insert insert -> insert.table().id();
                    case Truncate truncate -> truncate.table().id();
                    default -> throw new AssertionError(change);
                })
                .toList();
    }
}
