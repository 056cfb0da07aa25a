package io.dbstream.writer.apply.postgres;

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
import static io.dbstream.writer.apply.postgres.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PostgresTargetIT {
    private final TargetDatabase database = new TargetDatabase();
    private final TableSchema items = keyed("items", text("name"), number("price"));

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
                "CREATE TABLE items (id int PRIMARY KEY, name varchar(20), price numeric(10,2), note text DEFAULT 'none')",
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
        assertThat(database.rows("SELECT count(*), count(*) FILTER (WHERE name = 'new') FROM items"))
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

    /** Seen by what the target's own row keeps in a column that the source did not change. */
    @Test
    void of_many_updated_rows_only_what_has_changed_is_set() {
        database.execute(
                "CREATE TABLE items (id int PRIMARY KEY, name varchar(20), price numeric(10,2))",
                "INSERT INTO items SELECT g, 'old', 7 FROM generate_series(0, 99) g");
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 100; id++) {
            changes.add(update(items, row(id, "old", 1L), id < 60 ? row(id, "new", 1L) : row(id, "newer", 2L)));
        }
        try (Target target = database.opened()) {
            target.apply(changes);
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT name, price, count(*) FROM items GROUP BY 1, 2 ORDER BY 1"))
                .containsExactly("new|7.00|60", "newer|2.00|40");
    }

    @Test
    void many_updated_rows_of_which_some_are_missing_are_all_there_afterwards() {
        database.execute(
                "CREATE TABLE items (id int PRIMARY KEY, name varchar(20), price numeric(10,2))",
                "INSERT INTO items SELECT g, 'old', 1 FROM generate_series(0, 49) g");
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 60; id++) {
            changes.add(update(items, row(id, "old", 1L), row(id, "new", 1L)));
        }
        try (Target target = database.opened()) {
            target.apply(changes);
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT name, price, count(*) FROM items GROUP BY 1, 2"))
                .containsExactly("new|1.00|60");
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
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text UNIQUE, price int)");
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
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text UNIQUE, price int)");
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
                "CREATE TABLE a_children (id bigint PRIMARY KEY, parent bigint NOT NULL REFERENCES z_parents)");
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
                        + " parent bigint REFERENCES parents ON DELETE CASCADE ON UPDATE CASCADE)");
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
        assertThat(database.rows("SELECT line, n, doc::text, count(*) FROM log GROUP BY 1, 2, 3 ORDER BY 1"))
                .containsExactly("other|1|null|1", "same|null|{\"a\": 1}|98", "null|null|null|1");
    }

    @Test
    void a_truncate_of_a_missing_table_makes_none() {
        TableSchema gone = new TableSchema(items.id(), List.of(), List.of());
        try (Target target = database.opened()) {
            target.apply(List.of(new Truncate(gone)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT count(*) FROM pg_tables WHERE tablename = 'items'"))
                .containsExactly("0");
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
    void tables_of_another_namespace_go_to_a_schema_of_its_name() {
        TableSchema table = new TableSchema(new TableId("Other \"db\"", "T"), items.columns(), items.key());
        try (Target target = database.opened()) {
            target.apply(List.of(insert(table, 1L, "one", 1L)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT name FROM \"Other \"\"db\"\"\".\"T\"")).containsExactly("one");
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
                    .hasMessageContaining("ALTER TABLE \"public\".\"items\" ADD COLUMN \"Added\" numeric(9,2)");
        }
        database.execute("ALTER TABLE items ADD COLUMN \"Added\" numeric(9,2)");
        try (Target target = database.opened()) {
            target.apply(List.of(
                    insert(items, 2L, "two", 2L), new SchemaChange(wider), insert(wider, 3L, "three", 3L, "1.50")));
            target.commit(checkpoint(2));
        }
        assertThat(database.rows("SELECT id, \"Added\" FROM items ORDER BY id"))
                .containsExactly("1|null", "2|null", "3|1.50");
    }

    @Test
    void a_table_without_an_index_on_the_key_is_refused_with_the_statement_that_makes_one() {
        database.execute("CREATE TABLE items (id bigint, name text, price int)");
        try (Target target = database.opened()) {
            assertThatThrownBy(() -> target.apply(List.of(insert(items, 1L, "one", 1L))))
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("ALTER TABLE \"public\".\"items\" ADD PRIMARY KEY (\"id\")");
        }
    }
}
