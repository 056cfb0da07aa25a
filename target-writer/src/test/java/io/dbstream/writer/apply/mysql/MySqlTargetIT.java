package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.column;
import static io.dbstream.writer.apply.Tables.delete;
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
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.Tables;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource
class MySqlTargetIT {
    private final TargetDatabase database;
    private final TableSchema items = keyed("items", text("name"), number("price"));

    MySqlTargetIT(Flavor flavor) {
        this.database = new TargetDatabase(flavor);
    }

    @Test
    void a_missing_table_is_made_and_its_rows_follow_inserts_updates_and_deletes() {
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(items, 1L, "one", 10L), insert(items, 2L, "two", null), insert(items, 3L, "three", 30L)));
            target.commit(checkpoint(1));
            target.apply(List.of(
                    update(items, row(1L, "one", 10L), row(1L, "uno", 11L)),
                    update(items, row(2L, "two", null), row(22L, "two", null)),
                    delete(items, 3L, "three", 30L)));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT * FROM items ORDER BY id")).containsExactly("1|uno|11", "22|two|null");
    }

    @Test
    void a_target_opened_again_knows_the_last_checkpoint_and_nothing_that_was_not_committed() {
        try (Target target = database.target()) {
            assertThat(target.open()).isEmpty();
            target.apply(List.of(insert(items, 1L, "one", 10L)));
            target.commit(checkpoint(7));
            target.apply(List.of(insert(items, 2L, "two", 20L)));
        }
        try (Target target = database.target()) {
            assertThat(target.open()).contains(checkpoint(7));
        }
        assertThat(database.rows("SELECT id FROM items")).containsExactly("1");
    }

    @Test
    void of_two_writers_the_older_cannot_commit() {
        try (Target older = database.opened();
                Target newer = database.opened()) {
            assertThatThrownBy(() -> {
                        older.apply(List.of(insert(items, 1L, "older", 0L)));
                        older.commit(checkpoint(1));
                    })
                    .satisfies(kind(ErrorKind.FENCED));
            newer.apply(List.of(insert(items, 1L, "newer", 0L)));
            newer.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT name FROM items")).containsExactly("newer");
    }

    @Test
    void a_target_that_is_put_back_to_an_earlier_state_under_its_writer_is_not_written_on() {
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 10L)));
            target.commit(checkpoint(1));
            database.execute("CREATE TABLE backup AS SELECT * FROM dbstream_checkpoint");
            target.apply(List.of(insert(items, 2L, "two", 20L)));
            target.commit(checkpoint(2));
            database.execute(
                    "DELETE FROM items WHERE id = 2",
                    "DELETE FROM dbstream_checkpoint",
                    "INSERT INTO dbstream_checkpoint SELECT * FROM backup");
            target.apply(List.of(insert(items, 3L, "three", 30L)));
            assertThatThrownBy(() -> target.commit(checkpoint(3))).satisfies(kind(ErrorKind.FENCED));
        }
        try (Target target = database.target()) {
            assertThat(target.open()).contains(checkpoint(1));
        }
        assertThat(database.rows("SELECT id FROM items")).containsExactly("1");
    }

    @Test
    void a_stream_that_is_forgotten_leaves_its_rows_and_nobody_who_can_write() {
        try (Target writing = database.opened()) {
            writing.apply(List.of(insert(items, 1L, "one", 10L)));
            writing.commit(checkpoint(1));
            for (int times = 0; times < 2; times++) {
                try (Target forgetting = database.target()) {
                    forgetting.forget();
                }
            }
            writing.apply(List.of(insert(items, 2L, "two", 20L)));
            assertThatThrownBy(() -> writing.commit(checkpoint(2))).satisfies(kind(ErrorKind.FENCED));
        }
        assertThat(database.rows("SELECT stream_id FROM dbstream_checkpoint")).isEmpty();
        assertThat(database.rows("SELECT id FROM items")).containsExactly("1");
    }

    @Test
    void a_writer_that_stands_still_lets_go_of_the_rows_it_has_locked() {
        try (Target older = database.opened()) {
            older.apply(List.of(insert(items, 1L, "older", 0L)));
            older.commit(checkpoint(1));
            older.apply(List.of(insert(items, 1L, "locked", 1L)));

            try (Target newer = database.target()) {
                assertThat(newer.open()).contains(checkpoint(1));
                newer.apply(List.of(insert(items, 1L, "newer", 2L)));
                newer.commit(checkpoint(2));
            }
            assertThatThrownBy(() -> older.commit(checkpoint(2))).satisfies(kind(ErrorKind.FENCED));
        }
        assertThat(database.rows("SELECT name FROM items")).containsExactly("newer");
        assertThat(database.rows("SELECT fence, sequence FROM dbstream_checkpoint"))
                .containsExactly("2|2");
    }

    @Test
    void what_is_rolled_back_is_gone_with_the_tables_made_for_it() {
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 10L)));
            target.rollback();
            target.apply(List.of(insert(items, 2L, "two", 20L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT id FROM items")).containsExactly("2");
    }

    @Test
    void many_new_rows_are_copied_with_every_odd_character() {
        List<String> odd = List.of(
                "\\",
                "\\N",
                "\\.",
                "\t",
                "\n",
                "\r\n",
                "\b\f\u000B\u007F\u0001",
                "",
                " ",
                "'\"",
                "NULL",
                "ä€😀\u00a0",
                "{,}",
                "\uFFFD",
                "%s$1?");
        List<ChangeEvent> changes = new ArrayList<>();
        for (int id = 0; id < 300; id++) {
            changes.add(insert(items, (long) id, odd.get(id % odd.size()), (long) id - 150));
        }
        try (Target target = database.opened()) {
            target.apply(changes);
            target.commit(checkpoint(1));
            // The same through arrays.
            for (int id = 0; id < odd.size(); id++) {
                target.apply(List.of(insert(items, 1000L + id, odd.get(id), null)));
            }
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT name FROM items WHERE id < " + odd.size() + " ORDER BY id"))
                .isEqualTo(odd);
        assertThat(database.rows("SELECT name FROM items WHERE id >= 1000 ORDER BY id"))
                .isEqualTo(odd);
        assertThat(database.rows("SELECT count(*), min(price), max(price) FROM items WHERE id < 300"))
                .containsExactly("300|-150|149");
    }

    @Test
    void rows_that_are_there_already_are_overwritten_by_inserts() {
        database.execute(
                "CREATE TABLE items (id int PRIMARY KEY, name varchar(20), price numeric(10,2), note varchar(20)"
                        + " DEFAULT 'none')",
                "INSERT INTO items VALUES (5, 'old', 1, 'kept'), (250, 'old', 1, 'kept')");
        List<ChangeEvent> changes = new ArrayList<>();
        for (int id = 0; id < 200; id++) {
            changes.add(insert(items, (long) id, "new", (long) id));
        }
        try (Target target = database.opened()) {
            target.apply(changes);
            target.apply(List.of(insert(items, 250L, "new", 7L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT count(*), count(CASE WHEN name = 'new' THEN 1 END) FROM items"))
                .containsExactly("201|201");
        assertThat(database.rows("SELECT * FROM items WHERE id IN (5, 250) ORDER BY id"))
                .containsExactly("5|new|5.00|kept", "250|new|7.00|kept");
    }

    @Test
    void an_update_of_a_row_that_is_missing_inserts_it_and_a_delete_of_one_counts_as_done() {
        try (Target target = database.opened()) {
            target.apply(List.of(
                    update(items, row(1L, "one", 1L), row(1L, "uno", 1L)),
                    delete(items, 2L, Row.ABSENT, Row.ABSENT),
                    update(items, row(3L, "three", 3L), row(4L, "four", 4L))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM items ORDER BY id")).containsExactly("1|uno|1", "4|four|4");
    }

    @Test
    void absent_columns_are_left_alone() {
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(items, 1L, "one", 1L), insert(items, 2L, "two", 2L), insert(items, 3L, "three", 3L)));
            target.commit(checkpoint(1));
            target.apply(List.of(
                    new ChangeEvent.Update(items, null, row(1L, Row.ABSENT, 11L)),
                    new ChangeEvent.Update(items, null, row(2L, "zwei", Row.ABSENT)),
                    new ChangeEvent.Update(items, row(3L, Row.ABSENT, Row.ABSENT), row(33L, Row.ABSENT, null)),
                    // The row that this one means is not here, and cannot be made of so little.
                    new ChangeEvent.Update(items, null, row(9L, Row.ABSENT, 99L))));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT * FROM items ORDER BY id"))
                .containsExactly("1|one|11", "2|zwei|2", "33|three|null");
    }

    @Test
    void absent_columns_are_left_alone_on_the_fast_path_too() {
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 1L), insert(items, 2L, "two", 2L)));
            target.commit(checkpoint(1));
            target.apply(List.of(
                    new ChangeEvent.Update(items, null, row(1L, Row.ABSENT, 11L)),
                    new ChangeEvent.Update(items, null, row(2L, "zwei", Row.ABSENT)),
                    new ChangeEvent.Update(items, null, row(2L, Row.ABSENT, 22L)),
                    new ChangeEvent.Update(items, null, row(9L, Row.ABSENT, 99L))));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT * FROM items ORDER BY id")).containsExactly("1|one|11", "2|zwei|22");
    }

    @Test
    void unique_values_that_rows_exchange_within_a_batch_are_applied_in_the_order_of_the_source() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name varchar(100) UNIQUE, price int)");
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "a", 0L), insert(items, 2L, "b", 0L)));
            target.commit(checkpoint(1));
            target.apply(List.of(
                    update(items, row(1L, "a", 0L), row(1L, "tmp", 0L)),
                    update(items, row(2L, "b", 0L), row(2L, "a", 0L)),
                    update(items, row(1L, "tmp", 0L), row(1L, "b", 0L))));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT id, name FROM items ORDER BY id")).containsExactly("1|b", "2|a");
    }

    @Test
    void a_unique_value_passes_from_a_deleted_row_to_a_new_one() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name varchar(100) UNIQUE, price int)");
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "a", 0L)));
            target.commit(checkpoint(1));
            target.apply(List.of(delete(items, 1L, "a", 0L), insert(items, 2L, "a", 0L)));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT id, name FROM items ORDER BY id")).containsExactly("2|a");
    }

    @Test
    void parents_and_children_of_a_foreign_key_change_in_one_batch_in_any_order() {
        TableSchema parents = keyed("z_parents", text("name"));
        TableSchema children = keyed("a_children", column("parent", new DataType.Int(64, false)));
        database.execute(
                "CREATE TABLE z_parents (id bigint PRIMARY KEY, name text)",
                "CREATE TABLE a_children (id bigint PRIMARY KEY, parent bigint NOT NULL, FOREIGN KEY (parent)"
                        + " REFERENCES z_parents (id))");
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(parents, 1L, "one"),
                    insert(children, 10L, 1L),
                    insert(parents, 2L, "two"),
                    insert(children, 20L, 2L)));
            target.commit(checkpoint(1));
            target.apply(List.of(
                    insert(parents, 3L, "three"),
                    update(children, row(10L, 1L), row(10L, 3L)),
                    delete(children, 20L, 2L),
                    delete(parents, 2L, "two"),
                    delete(parents, 1L, "one")));
            target.commit(checkpoint(2));
            target.apply(List.of(new Truncate(children), new Truncate(parents), insert(parents, 4L, "four")));
            target.apply(List.of(new Truncate(parents), insert(parents, 5L, "five")));
            target.commit(checkpoint(3));
        }
        assertThat(database.rows("SELECT * FROM z_parents")).containsExactly("5|five");
        assertThat(database.rows("SELECT * FROM a_children")).isEmpty();
    }

    @Test
    void deletes_that_cascade_at_the_target_keep_their_place_among_the_changes() {
        TableSchema parents = keyed("parents", text("name"));
        TableSchema children = keyed("children", column("parent", new DataType.Int(64, false)), text("note"));
        database.execute(
                "CREATE TABLE parents (id bigint PRIMARY KEY, name text)",
                "CREATE TABLE children (id bigint PRIMARY KEY, note text,"
                        + " parent bigint,"
                        + " FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE ON UPDATE CASCADE)");
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(parents, 1L, "one"),
                    insert(parents, 2L, "two"),
                    insert(children, 10L, 1L, "x"),
                    insert(children, 11L, 1L, "y"),
                    new ChangeEvent.Update(children, null, row(10L, 2L, Row.ABSENT)),
                    delete(parents, 1L, "one"),
                    insert(children, 11L, 2L, "z"),
                    update(parents, row(2L, "two"), row(3L, "three"))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT id, parent, note FROM children ORDER BY id"))
                .containsExactly("10|3|x", "11|3|z");
    }

    @Test
    void equal_rows_of_a_table_without_key_are_changed_one_at_a_time() {
        TableSchema log = keyless(
                "log",
                text("line"),
                number("n"),
                column("doc", new DataType.Json()),
                column("f", new DataType.FloatingPoint(32)));
        try (Target target = database.opened()) {
            List<ChangeEvent> changes = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                changes.add(insert(log, "same", null, "{\"a\": 1}", (double) 1.1f));
            }
            changes.add(delete(log, "same", null, "{\"a\": 1}", (double) 1.1f));
            changes.add(
                    update(log, row("same", null, "{\"a\": 1}", (double) 1.1f), row("other", 1L, null, (double) 1.1f)));
            target.apply(changes);
            target.apply(List.of(
                    insert(log, null, null, null, null),
                    insert(log, null, null, null, null),
                    delete(log, null, null, null, null),
                    delete(log, "missing", null, null, null)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT line, n, doc, count(*) FROM log GROUP BY 1, 2, 3 ORDER BY line IS NULL, line"))
                .containsExactly("other|1|null|1", "same|null|{\"a\": 1}|98", "null|null|null|1");
    }

    @Test
    void a_truncate_of_a_missing_table_makes_none() {
        TableSchema gone = new TableSchema(items.id(), List.of(), List.of());
        try (Target target = database.opened()) {
            target.apply(List.of(new Truncate(gone)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SHOW TABLES LIKE 'items'")).isEmpty();
    }

    @Test
    void a_truncate_stands_between_what_came_before_and_after() {
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "before", 0L), new Truncate(items), insert(items, 2L, "after", 0L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT name FROM items")).containsExactly("after");
    }

    @Test
    void tables_of_another_namespace_go_to_a_database_of_its_name() {
        TableSchema table = new TableSchema(
                new TableId("Other `db` of " + database.name(), "T {?} `'\""), items.columns(), items.key());
        try (Target target = database.opened()) {
            target.apply(List.of(insert(table, 1L, "one", 1L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT name FROM `Other ``db`` of " + database.name() + "`.`T {?} ``'\"`"))
                .containsExactly("one");
    }

    @Test
    void a_column_that_the_target_lacks_is_named_with_the_statement_that_adds_it() {
        TableSchema wider =
                keyed("items", text("name"), number("price"), column("Added", new DataType.Decimal(9, 2, false)));
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 1L)));
            target.commit(checkpoint(1));
            assertThatThrownBy(
                            () -> target.apply(List.of(new SchemaChange(wider), insert(wider, 2L, "two", 2L, "1.00"))))
                    .satisfies(kind(ErrorKind.REJECTED))
                    .hasMessageContaining("`items` ADD COLUMN `Added` decimal(9,2)");
        }
        database.execute("ALTER TABLE items ADD COLUMN `Added` decimal(9,2)");
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(items, 2L, "two", 2L), new SchemaChange(wider), insert(wider, 3L, "three", 3L, "1.50")));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT id, `Added` FROM items ORDER BY id"))
                .containsExactly("1|null", "2|null", "3|1.50");
    }

    @Test
    void a_table_without_an_index_on_the_key_is_refused_with_the_statement_that_makes_one() {
        database.execute("CREATE TABLE items (id bigint, name text, price int)");
        try (Target target = database.opened()) {
            assertThatThrownBy(() -> target.apply(List.of(insert(items, 1L, "one", 1L))))
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("`items` ADD PRIMARY KEY (`id`)");
        }
    }

    @Test
    void making_a_table_leaves_the_open_transaction_open() {
        TableSchema later = keyed("later", text("name"));
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 1L)));
            target.apply(List.of(insert(later, 1L, "one")));
            target.rollback();
        }
        assertThat(database.rows("SELECT * FROM items")).isEmpty();
        assertThat(database.rows("SELECT * FROM later")).isEmpty();
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 1L), insert(later, 1L, "one")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM later")).containsExactly("1|one");
    }

    @Test
    void rows_that_point_to_each_other_are_truncated() {
        TableSchema people = keyed("people", number("boss"));
        database.execute("CREATE TABLE people (id bigint PRIMARY KEY, boss bigint,"
                + " FOREIGN KEY (boss) REFERENCES people (id))");
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(people, 1L, null),
                    insert(people, 2L, 1L),
                    insert(people, 3L, 2L),
                    update(people, row(1L, null), row(1L, 3L))));
            target.commit(checkpoint(1));
            assertThat(database.rows("SELECT * FROM people ORDER BY id")).containsExactly("1|3", "2|1", "3|2");
            target.apply(List.of(new Truncate(people), insert(people, 4L, 4L)));
            target.commit(checkpoint(2));
            assertThatThrownBy(() -> target.apply(List.of(insert(people, 5L, 99L))))
                    .satisfies(kind(ErrorKind.REJECTED));
        }
        assertThat(database.rows("SELECT * FROM people")).containsExactly("4|4");
    }

    @Test
    void changes_of_postgresql_do_not_move_the_targets_foreign_keys() {
        TableSchema parents = keyed("parents", text("name"));
        TableSchema children = keyed("children", column("parent", new DataType.Int(64, false)));
        database.execute(
                "CREATE TABLE parents (id bigint PRIMARY KEY, name text)",
                "CREATE TABLE children (id bigint PRIMARY KEY, parent bigint,"
                        + " FOREIGN KEY (parent) REFERENCES parents (id) ON DELETE CASCADE)");
        try (Target target = database.target(database.address(), DatabaseType.POSTGRESQL, Map.of())) {
            target.open();
            target.apply(List.of(insert(children, 10L, 1L), insert(parents, 1L, "one"), insert(children, 11L, 1L)));
            target.commit(checkpoint(1));
            // The source's log says what its own foreign keys did: it left one child alone, which another change moves.
            target.apply(List.of(
                    delete(parents, 1L, "one"),
                    delete(children, 10L, 1L),
                    update(children, row(11L, 1L), row(11L, null))));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT * FROM children")).containsExactly("11|null");
    }

    @Test
    void an_upsert_never_changes_another_row_that_has_one_of_its_unique_values() {
        database.execute(
                "CREATE TABLE items (id bigint PRIMARY KEY, name varchar(100) UNIQUE, price int)",
                "INSERT INTO items VALUES (7, 'taken', 7)");
        try (Target target = database.opened()) {
            assertThatThrownBy(() -> target.apply(List.of(insert(items, 1L, "taken", 1L))))
                    .satisfies(kind(ErrorKind.REJECTED))
                    .hasMessageContaining("\"name\"");
        }
        assertThat(database.rows("SELECT * FROM items")).containsExactly("7|taken|7");
    }

    @Test
    void keys_that_differ_only_in_case_are_told_apart_where_the_source_takes_them_for_equal_too() {
        String declared = "varchar(20) character set utf8mb4 collate utf8mb4_general_ci";
        TableSchema names = new TableSchema(
                new TableId(Tables.NAMESPACE, "names"),
                List.of(new Column("name", new DataType.Varchar(20), false, declared), number("n")),
                List.of(0));
        database.execute("CREATE TABLE names (name " + declared + " PRIMARY KEY, n int)");
        try (Target target = database.opened()) {
            target.apply(List.of(insert(names, "a", 1L), insert(names, "b", 2L)));
            target.commit(checkpoint(1));
            target.apply(
                    List.of(update(names, row("a", 1L), row("A", 1L)), delete(names, "b", 2L), insert(names, "B", 3L)));
            target.commit(checkpoint(2));
            target.apply(List.of(delete(names, "a", 9L)));
            target.commit(checkpoint(3));
        }
        assertThat(database.rows("SELECT * FROM names ORDER BY name")).containsExactly("A|1", "B|3");
    }

    @Test
    void columns_that_the_target_generates_are_left_to_it() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name varchar(20),"
                + " price int GENERATED ALWAYS AS (id * 2) STORED)");
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 1L, "one", 77L)));
            target.apply(List.of(update(items, row(1L, "one", 77L), row(1L, "uno", 78L))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM items")).containsExactly("1|uno|2");
    }

    @Test
    void zero_is_a_value_also_of_a_column_that_counts_by_itself() {
        database.execute("CREATE TABLE items (id bigint AUTO_INCREMENT PRIMARY KEY, name varchar(20), price int)");
        try (Target target = database.opened()) {
            target.apply(List.of(insert(items, 0L, "zero", 0L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM items")).containsExactly("0|zero|0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "decimal(20,10);1.5;1.25",
                "double;1.5;-2.25",
                "datetime(6);2024-01-02 03:04:05.123456;0000-00-00 00:00:00.000000",
                "time(3);-838:59:59.000;00:00:00.001",
                "date;2024-02-29;1000-01-01",
                "varchar(20) character set utf8mb4 collate utf8mb4_general_ci;a;b ",
                "char(5) character set latin1 collate latin1_swedish_ci;ä;b",
                "enum('x','y''z') character set utf8mb4 collate utf8mb4_general_ci;x;y'z",
            })
    void rows_with_another_unique_key_are_found_by_keys_of_every_kind(String type, String one, String two) {
        DataType kind = typeOf(type);
        boolean number = kind instanceof DataType.FloatingPoint;
        Object first = number ? (Object) Double.valueOf(one) : one;
        Object second = number ? (Object) Double.valueOf(two) : two;
        TableSchema table = new TableSchema(
                new TableId(Tables.NAMESPACE, "keys_of_a_kind"),
                List.of(new Column("k", kind, false, type), number("n"), number("u")),
                List.of(0));
        database.execute(
                "DROP TABLE IF EXISTS keys_of_a_kind",
                "CREATE TABLE keys_of_a_kind (k " + type + ", n int, u int UNIQUE, PRIMARY KEY (k))");
        try (Target target = database.opened()) {
            target.apply(List.of(insert(table, first, 1L, 1L), insert(table, second, 2L, 2L)));
            target.apply(List.of(
                    update(table, row(first, 1L, 1L), row(first, 3L, 1L)),
                    update(table, row(second, 2L, 2L), row(second, 4L, 5L))));
            target.apply(List.of(new ChangeEvent.Update(table, null, row(first, 6L, Row.ABSENT))));
            target.commit(checkpoint(1));
            assertThat(database.rows("SELECT n, u FROM keys_of_a_kind ORDER BY n"))
                    .containsExactly("4|5", "6|1");
            target.apply(List.of(delete(table, second, 4L, 5L)));
            target.commit(checkpoint(2));
            assertThat(database.rows("SELECT n, u FROM keys_of_a_kind")).containsExactly("6|1");
        }
    }

    private static DataType typeOf(String declared) {
        return switch (declared.replaceAll("\\W.*", "")) {
            case "decimal" -> new DataType.Decimal(20, 10, false);
            case "double" -> new DataType.FloatingPoint(64);
            case "datetime" -> new DataType.DateTime(6);
            case "time" -> new DataType.Time(3);
            case "date" -> new DataType.Date();
            default -> new DataType.Varchar(20);
        };
    }

    @Test
    void bits_and_years_and_bytes_are_keys_too() {
        TableSchema table = new TableSchema(
                new TableId(Tables.NAMESPACE, "odd_keys"),
                List.of(
                        new Column("b", new DataType.Bit(40), false),
                        new Column("y", new DataType.Year(), false),
                        new Column("x", new DataType.Binary(300), false),
                        number("n"),
                        number("u")),
                List.of(0, 1, 2));
        database.execute("CREATE TABLE odd_keys (b bit(40), y year, x varbinary(300), n int, u int UNIQUE,"
                + " PRIMARY KEY (b, y, x))");
        String bits = "1010101010101010101010101010101010101010";
        byte[] bytes = {0, '\\', '\'', -1, 10};
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(table, bits, 2024L, bytes, 1L, 1L), insert(table, bits, 2024L, new byte[0], 2L, 2L)));
            target.apply(List.of(
                    update(table, row(bits, 2024L, bytes, 1L, 1L), row(bits, 2024L, bytes, 3L, 1L)),
                    delete(table, bits, 2024L, new byte[0], 2L, 2L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT bin(b), y, hex(x), n FROM odd_keys"))
                .containsExactly(bits + "|2024|005C27FF0A|3");
    }
}
