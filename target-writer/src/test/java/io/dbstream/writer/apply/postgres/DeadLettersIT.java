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
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.DeadLetter;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;
import io.dbstream.stream.LetterRequest.Action;
import io.dbstream.writer.apply.LetterBox;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a PostgreSQL refuses is kept aside, with all that is behind it, and everything else goes on. */
class DeadLettersIT {
    private static final String SECRET = "s3cret";

    private final TargetDatabase database = new TargetDatabase();
    private final TableSchema items = keyed("items", column("name", new DataType.Varchar(100)), number("price"));
    private Target target = opened();
    private long events;

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void a_refused_row_waits_with_its_later_changes_and_all_others_arrive() {
        items();
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 200; id++) {
            changes.add(insert(items, id, "n" + id, id));
        }
        changes.set(77, insert(items, 77L, SECRET + "-too-long-for-it", 1L));
        changes.add(update(items, row(77L, SECRET + "-too-long-for-it", 1L), row(77L, SECRET + "-still-too-long", 2L)));
        changes.add(update(items, row(78L, "n78", 78L), row(78L, "m78", 78L)));
        write(changes);

        assertThat(database.rows("SELECT count(*), max(name) FILTER (WHERE id = 78) FROM items"))
                .containsExactly("199|m78");
        DeadLetter letter = held().oldest().getFirst();
        assertThat(held().letters()).isEqualTo(1);
        assertThat(letter.number()).isEqualTo(77);
        assertThat(letter.changes()).isEqualTo(2);
        assertThat(letter.kind()).isEqualTo(ErrorKind.UNREPRESENTABLE);
        assertThat(letter.reason()).contains("\"name\"").doesNotContain(SECRET);
        assertThat(database.rows("SELECT event, letter, source_table, kind FROM dbstream_dead_letter ORDER BY event"))
                .containsExactly("77|77|items|UNREPRESENTABLE", "200|77|items|null");
    }

    @Test
    void a_letter_is_applied_in_order_once_the_cause_is_mended() {
        items();
        write(List.of(
                insert(items, 1L, SECRET + "-too-long-for-it", 1L),
                update(items, row(1L, SECRET + "-too-long-for-it", 1L), row(1L, SECRET + "-still-too-long", 2L)),
                insert(items, 2L, "two", 2L)));
        assertThat(settle(Action.RETRY, 0L)).isEqualTo(new LetterOutcome(1, 0, 1, 0));
        assertThat(held().letters()).isEqualTo(1);

        database.execute("ALTER TABLE items ALTER COLUMN name TYPE text");
        assertThat(settle(Action.RETRY, 0L)).isEqualTo(new LetterOutcome(1, 1, 0, 0));
        assertThat(held()).isEqualTo(DeadLetters.NONE);
        write(List.of(update(items, row(1L, SECRET + "-still-too-long", 2L), row(1L, SECRET + "-still-too-long", 3L))));

        assertThat(database.rows("SELECT id, price FROM items ORDER BY id")).containsExactly("1|3", "2|2");
        assertThat(database.rows("SELECT * FROM dbstream_dead_letter")).isEmpty();
    }

    @Test
    void another_writer_knows_what_is_held() {
        items();
        write(List.of(insert(items, 1L, SECRET + "-too-long-for-it", 1L)));
        target.close();
        target = opened();

        write(List.of(
                update(items, row(1L, SECRET + "-too-long-for-it", 1L), row(1L, "short", 2L)),
                insert(items, 3L, "three", 3L)));
        assertThat(held().oldest()).extracting(DeadLetter::changes).containsExactly(2);
        assertThat(settle(Action.SKIP, null)).isEqualTo(new LetterOutcome(1, 0, 0, 1));
        assertThat(database.rows("SELECT id FROM items")).containsExactly("3");
    }

    @Test
    void a_stale_writer_settles_nothing() {
        items();
        write(List.of(insert(items, 1L, SECRET + "-too-long-for-it", 1L)));
        Target stale = target;
        target = opened();

        assertThatThrownBy(() -> stale.letters().orElseThrow().settle(new LetterRequest(1, Action.SKIP, null)))
                .satisfies(kind(ErrorKind.FENCED));
        assertThat(database.rows("SELECT letter FROM dbstream_dead_letter")).containsExactly("0");
        stale.close();
    }

    @Test
    void a_key_that_moves_takes_both_rows_along_and_joins_their_letters() {
        items();
        write(List.of(
                insert(items, 1L, SECRET + "-too-long-for-it", 1L),
                insert(items, 2L, SECRET + "-too-long-for-it", 2L),
                insert(items, 3L, "three", 3L)));
        assertThat(held().letters()).isEqualTo(2);
        write(List.of(
                delete(items, 2L, Row.ABSENT, Row.ABSENT),
                update(items, row(1L, "x", 1L), row(2L, "moved", 1L)),
                update(items, row(3L, "three", 3L), row(1L, "also moved", 3L)),
                insert(items, 4L, "four", 4L)));

        assertThat(held().oldest())
                .extracting(DeadLetter::number, DeadLetter::changes)
                .containsExactly(tuple(0L, 5));
        assertThat(database.rows("SELECT id, name FROM items ORDER BY id")).containsExactly("3|three", "4|four");
        database.execute("ALTER TABLE items ALTER COLUMN name TYPE text");
        assertThat(settle(Action.RETRY, null).applied()).isEqualTo(1);
        assertThat(database.rows("SELECT id, name FROM items ORDER BY id"))
                .containsExactly("1|also moved", "2|moved", "4|four");
    }

    @Test
    void rows_without_a_key_that_are_equal_wait_for_each_other() {
        TableSchema lines = keyless("lines", text("line"), number("n"));
        database.execute("CREATE TABLE lines (line text, n int CHECK (n > 0))");
        write(List.of(
                insert(lines, "a", 0L),
                insert(lines, "b", 1L),
                update(lines, row("a", 0L), row("a", 5L)),
                update(lines, row("b", 1L), row("b", 2L)),
                delete(lines, "a", 5L)));

        assertThat(database.rows("SELECT line, n FROM lines")).containsExactly("b|2");
        assertThat(held().oldest()).extracting(DeadLetter::changes).containsExactly(3);
        assertThat(held().oldest().getFirst().reason()).contains("lines_n_check");
    }

    @Test
    void a_truncate_disposes_of_the_tables_letters_and_a_schema_change_keeps_them() {
        items();
        TableSchema others = keyed("others", column("name", new DataType.Varchar(100)));
        database.execute("CREATE TABLE others (id bigint PRIMARY KEY, name varchar(5))");
        write(List.of(insert(items, 1L, SECRET + "-too-long-for-it", 1L), insert(others, 1L, SECRET)));
        write(List.of(new SchemaChange(items), insert(items, 2L, "two", 2L)));
        assertThat(held().letters()).isEqualTo(2);
        write(List.of(new Truncate(items), insert(items, 1L, "one", 1L)));

        assertThat(held().oldest()).extracting(DeadLetter::table).containsExactly("shop.others");
        assertThat(database.rows("SELECT id, name FROM items")).containsExactly("1|one");
    }

    @Test
    void letters_come_and_go_with_the_transaction() {
        items();
        target.apply(List.of(insert(items, 1L, SECRET + "-too-long-for-it", 1L), insert(items, 2L, "two", 2L)));
        assertThat(held()).isEqualTo(DeadLetters.NONE);
        target.rollback();
        assertThat(database.rows("SELECT * FROM dbstream_dead_letter")).isEmpty();

        write(List.of(insert(items, 1L, "one", 1L), insert(items, 2L, "two", 2L)));
        assertThat(held()).isEqualTo(DeadLetters.NONE);
        assertThat(database.rows("SELECT id FROM items ORDER BY id")).containsExactly("1", "2");
    }

    @Test
    void what_is_wrong_with_a_whole_table_still_stops_the_stream() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, price int)");
        assertThatThrownBy(() -> write(List.of(insert(items, 1L, "one", 1L)))).satisfies(kind(ErrorKind.REJECTED));
    }

    @Test
    void letters_are_bounded_in_number() {
        items();
        List<ChangeEvent> changes = new ArrayList<>();
        changes.add(insert(items, 1L, SECRET + "-too-long-for-it", 0L));
        for (long price = 1; price <= 10_000; price++) {
            changes.add(update(items, row(1L, SECRET, price - 1), row(1L, SECRET, price)));
        }
        assertThatThrownBy(() -> write(changes))
                .satisfies(kind(ErrorKind.REJECTED))
                .hasMessageContaining("10000")
                .hasMessageContaining("retry or skip");
    }

    @Test
    void a_constraint_that_is_deferred_is_checked_before_a_letter_counts_as_applied() {
        database.execute(
                "CREATE TABLE names (name text PRIMARY KEY)",
                "CREATE TABLE items (id bigint PRIMARY KEY, price int,"
                        + " name varchar(5) CONSTRAINT known_name REFERENCES names DEFERRABLE)");
        write(List.of(insert(items, 1L, SECRET, 1L)));
        database.execute("ALTER TABLE items ALTER COLUMN name TYPE text");

        assertThat(settle(Action.RETRY, null).refused()).isEqualTo(1);
        assertThat(held().oldest().getFirst().reason()).contains("known_name");
    }

    private void items() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name varchar(5), price int)");
    }

    private Target opened() {
        Target opened = database.target(database.address(), DatabaseType.MYSQL, Map.of("errorPolicy", "dead-letter"));
        events = opened.open().map(checkpoint -> checkpoint.position().events()).orElse(0L);
        return opened;
    }

    private void write(List<ChangeEvent> changes) {
        target.apply(changes);
        events +=
                changes.stream().filter(ChangeEvent.DataEvent.class::isInstance).count();
        target.commit(new Checkpoint("epoch", events, new SourcePosition("at:" + events, events)));
    }

    private DeadLetters held() {
        return target.letters().map(LetterBox::held).orElseThrow();
    }

    private LetterOutcome settle(Action action, @Nullable Long letter) {
        return target.letters().orElseThrow().settle(new LetterRequest(1, action, letter));
    }
}
