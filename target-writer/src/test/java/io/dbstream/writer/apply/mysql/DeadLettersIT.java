package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.column;
import static io.dbstream.writer.apply.Tables.delete;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.keyless;
import static io.dbstream.writer.apply.Tables.number;
import static io.dbstream.writer.apply.Tables.row;
import static io.dbstream.writer.apply.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.sandbox.MySqlServer.Flavor;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a MySQL or MariaDB refuses is kept aside, with all that is behind it, and everything else goes on. */
class DeadLettersIT {
    private static final String SECRET = "s3cret";

    private final TableSchema items = keyed("items", column("name", new DataType.Varchar(100)), number("price"));

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void a_refused_row_waits_with_its_later_changes_and_all_others_arrive(Flavor flavor) {
        TargetDatabase database = database(flavor);
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 200; id++) {
            changes.add(insert(items, id, "n" + id, id));
        }
        changes.set(77, insert(items, 77L, SECRET + "-too-long-for-it", 1L));
        changes.set(90, insert(items, 90L, SECRET, -1L));
        changes.add(update(items, row(77L, SECRET + "-too-long-for-it", 1L), row(77L, SECRET + "-still-too-long", 2L)));
        changes.add(update(items, row(78L, "n78", 78L), row(78L, "m78", 78L)));
        try (Target target = opened(database)) {
            write(target, 0, changes);

            assertThat(database.rows("SELECT count(*), max(if(id = 78, name, NULL)) FROM items"))
                    .containsExactly("198|m78");
            assertThat(held(target).oldest()).extracting(DeadLetter::changes).containsExactly(2, 1);
            assertThat(held(target).oldest())
                    .extracting(DeadLetter::reason)
                    .allSatisfy(reason -> assertThat(reason).doesNotContain(SECRET));
        }
        assertThat(database.rows("SELECT event, letter, kind FROM dbstream_dead_letter ORDER BY event"))
                .containsExactly("77|77|" + ErrorKind.UNREPRESENTABLE, "90|90|" + ErrorKind.REJECTED, "200|77|null");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void another_writer_knows_what_is_held_and_applies_it_once_the_cause_is_mended(Flavor flavor) {
        TargetDatabase database = database(flavor);
        try (Target target = opened(database)) {
            write(target, 0, List.of(insert(items, 1L, SECRET + "-too-long-for-it", 1L), insert(items, 2L, "two", 2L)));
        }
        try (Target target = opened(database)) {
            write(
                    target,
                    2,
                    List.of(
                            update(
                                    items,
                                    row(1L, SECRET + "-too-long-for-it", 1L),
                                    row(3L, SECRET + "-too-long-for-it", 2L)),
                            update(items, row(2L, "two", 2L), row(2L, "2", 2L))));
            assertThat(settle(target, Action.RETRY)).isEqualTo(new LetterOutcome(1, 0, 1, 0));
            database.execute("ALTER TABLE items MODIFY name text");

            assertThat(settle(target, Action.RETRY)).isEqualTo(new LetterOutcome(1, 1, 0, 0));
            write(target, 4, List.of(delete(items, 2L, "2", 2L)));
        }
        assertThat(database.rows("SELECT id, name, price FROM items"))
                .containsExactly("3|" + SECRET + "-too-long-for-it|2");
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void letters_come_and_go_with_the_transaction_and_a_stale_writer_settles_nothing(Flavor flavor) {
        TargetDatabase database = database(flavor);
        Target stale = opened(database);
        stale.apply(List.of(insert(items, 2L, "two", 2L)));
        stale.apply(List.of(insert(items, 1L, SECRET + "-too-long-for-it", 1L)));
        stale.rollback();
        write(stale, 0, List.of(insert(items, 1L, SECRET + "-too-long-for-it", 1L), insert(items, 4L, "four", 4L)));
        assertThat(held(stale).letters()).isEqualTo(1);
        try (Target target = opened(database)) {
            assertThatThrownBy(() -> settle(stale, Action.SKIP)).satisfies(kind(ErrorKind.FENCED));
            stale.close();

            assertThat(held(target).letters()).isEqualTo(1);
            write(target, 2, List.of(new Truncate(items)));
            assertThat(held(target)).isEqualTo(DeadLetters.NONE);
        }
        assertThat(database.rows("SELECT * FROM items")).isEmpty();
        assertThat(database.rows("SELECT * FROM dbstream_dead_letter")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Flavor.class)
    void rows_without_a_key_that_are_equal_wait_for_each_other(Flavor flavor) {
        TargetDatabase database = new TargetDatabase(flavor);
        TableSchema lines = keyless("lines", column("line", new DataType.Varchar(20)), number("n"));
        database.execute("CREATE TABLE `lines` (line varchar(20), n int NOT NULL)");
        try (Target target = opened(database)) {
            write(
                    target,
                    0,
                    List.of(
                            insert(lines, "a", null),
                            insert(lines, "b", 1L),
                            update(lines, row("a", null), row("a", 5L)),
                            update(lines, row("b", 1L), row("b", 2L)),
                            delete(lines, "a", 5L)));
            assertThat(held(target).oldest()).extracting(DeadLetter::changes).containsExactly(3);
            assertThat(settle(target, Action.SKIP).skipped()).isEqualTo(1);
        }
        assertThat(database.rows("SELECT line, n FROM `lines`")).containsExactly("b|2");
    }

    private static TargetDatabase database(Flavor flavor) {
        TargetDatabase database = new TargetDatabase(flavor);
        database.execute(
                "CREATE TABLE items (id bigint PRIMARY KEY, name varchar(6), price int, CONSTRAINT no_debts CHECK"
                        + " (price >= 0))");
        return database;
    }

    private static Target opened(TargetDatabase database) {
        Target target = database.target(database.address(), DatabaseType.MYSQL, Map.of("errorPolicy", "dead-letter"));
        target.open();
        return target;
    }

    private static void write(Target target, long before, List<ChangeEvent> changes) {
        target.apply(changes);
        long events = before + changes.size();
        target.commit(new Checkpoint("epoch", events, new SourcePosition("at:" + events, events)));
    }

    private static DeadLetters held(Target target) {
        return target.letters().map(LetterBox::held).orElseThrow();
    }

    private static LetterOutcome settle(Target target, Action action) {
        return target.letters().orElseThrow().settle(new LetterRequest(1, action, null));
    }
}
