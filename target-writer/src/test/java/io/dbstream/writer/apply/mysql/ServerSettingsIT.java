package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.column;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.keyless;
import static io.dbstream.writer.apply.Tables.number;
import static io.dbstream.writer.apply.Tables.row;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.Tables.update;
import static io.dbstream.writer.apply.mysql.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A MySQL with settings of its own: it takes bulk loads, but only small statements. */
class ServerSettingsIT {
    private static final int PACKET = 1 << 20;

    private static final MySqlServer SERVER = MySqlServer.start(
            Flavor.MYSQL,
            Path.of("target", "sandbox", "settings"),
            "--local-infile=ON",
            "--max-allowed-packet=" + PACKET);

    private final TargetDatabase database = new TargetDatabase(SERVER);
    private final TableSchema items = keyed("items", text("name"), number("price"));

    @AfterAll
    static void end() {
        SERVER.close();
    }

    @AfterEach
    void allowEverything() {
        database.execute("SET GLOBAL super_read_only = OFF", "SET GLOBAL read_only = OFF");
        database.execute("SET GLOBAL sql_require_primary_key = OFF", "SET GLOBAL local_infile = ON");
    }

    @Test
    void random_changes_arrive_by_bulk_loads_too() {
        RandomChangesIT.run(database);
    }

    @Test
    void bulk_loads_notice_rows_that_are_there_already_and_values_that_do_not_fit() {
        database.execute(
                "CREATE TABLE items (id bigint PRIMARY KEY, name varchar(20), price smallint)",
                "INSERT INTO items VALUES (250, 'old', 1)");
        try (Target target = database.opened()) {
            target.apply(inserts(300, 1));
            target.commit(checkpoint(1));
            assertThat(database.rows("SELECT count(*), count(CASE WHEN name = 'new' THEN 1 END) FROM items"))
                    .containsExactly("300|300");
            assertThatThrownBy(() -> target.apply(inserts(300, 70_000)))
                    .satisfies(kind(ErrorKind.UNREPRESENTABLE))
                    .hasMessageContaining("\"price\"");
        }
    }

    @Test
    void a_server_that_stops_taking_bulk_loads_gets_statements() {
        try (Target target = database.opened()) {
            database.execute("SET GLOBAL local_infile = OFF");
            target.apply(inserts(300, 1));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT count(*) FROM items")).containsExactly("300");
    }

    @Test
    void rows_are_cut_into_statements_that_the_server_takes() {
        TableSchema files = keyed("files", text("name"), column("content", new DataType.Bytes()));
        byte[] quotes = new byte[PACKET / 10];
        Arrays.fill(quotes, (byte) '\'');
        byte[] large = new byte[PACKET / 10 * 8];
        Arrays.fill(large, (byte) '\\');
        try (Target target = database.opened()) {
            List<ChangeEvent> changes = new ArrayList<>();
            for (long id = 0; id < 30; id++) {
                changes.add(insert(files, id, "'".repeat(PACKET / 20), quotes));
            }
            changes.add(insert(files, 30L, "large", large));
            target.apply(changes);
            target.apply(List.of(update(files, row(30L, "large", large), row(31L, "larger", large))));
            target.commit(checkpoint(1));
            assertThat(database.rows("SELECT count(*), sum(length(content)), sum(length(name)) FROM files"))
                    .containsExactly("31|" + (30L * quotes.length + large.length) + "|" + (30L * (PACKET / 20) + 6));
            assertThatThrownBy(() -> target.apply(List.of(insert(files, 40L, "too large", new byte[PACKET]))))
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("SET GLOBAL max_allowed_packet = ")
                    .hasMessageContaining(database.name() + ".files");
        }
    }

    @Test
    void a_server_that_takes_no_writes_is_tried_again() {
        try (Target target = database.opened()) {
            database.execute("SET GLOBAL super_read_only = ON");
            assertThatThrownBy(() -> {
                        target.apply(List.of(insert(items, 1L, "one", 1L)));
                        target.commit(checkpoint(1));
                    })
                    .satisfies(kind(ErrorKind.TARGET_UNAVAILABLE))
                    .hasMessageContaining("read_only");
        }
        assertThatThrownBy(database.target()::open)
                .satisfies(kind(ErrorKind.TARGET_UNAVAILABLE))
                .hasMessageContaining("read_only");
    }

    @Test
    void a_server_that_wants_keys_refuses_tables_without() {
        database.execute("SET GLOBAL sql_require_primary_key = ON");
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 1L)));
            assertThatThrownBy(() -> target.apply(List.of(insert(keyless("log", text("line")), "a"))))
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("SET GLOBAL sql_require_primary_key = OFF")
                    .hasMessageContaining("CREATE TABLE");
        }
    }

    @Test
    void a_server_that_dies_keeps_what_was_committed_and_nothing_else() {
        TableSchema later = keyed("later", text("name"));
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 1L)));
            target.commit(checkpoint(1));
            target.apply(List.of(insert(items, 2L, "two", 2L), insert(later, 1L, "one")));
            SERVER.kill();
            assertThatThrownBy(() -> target.commit(checkpoint(2))).satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
            assertThatThrownBy(database.target()::open).satisfies(kind(ErrorKind.TARGET_UNAVAILABLE));
        } finally {
            SERVER.start();
        }
        try (Target target = database.target()) {
            assertThat(target.open()).contains(checkpoint(1));
            // The table was made, and stays; what was to go into it comes again.
            assertThat(database.rows("SELECT count(*) FROM later")).containsExactly("0");
            target.apply(List.of(insert(items, 2L, "two", 2L), insert(later, 1L, "one")));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT id FROM items ORDER BY id")).containsExactly("1", "2");
        assertThat(database.rows("SELECT name FROM later")).containsExactly("one");
    }

    private List<ChangeEvent> inserts(int rows, long price) {
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < rows; id++) {
            changes.add(insert(items, id, "new", price));
        }
        return changes;
    }
}
