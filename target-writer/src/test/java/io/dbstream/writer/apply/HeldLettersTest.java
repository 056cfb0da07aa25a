package io.dbstream.writer.apply;

import static io.dbstream.writer.apply.Tables.delete;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.keyless;
import static io.dbstream.writer.apply.Tables.number;
import static io.dbstream.writer.apply.Tables.row;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.DeadLetters;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which changes of a run wait behind those that were refused, and which go on. */
class HeldLettersTest {
    private static final TableSchema ITEMS = keyed("items", text("name"));
    private static final TableSchema OTHERS = keyed("others", text("name"));
    private static final TableSchema LINES = keyless("lines", text("line"), number("n"));

    private final FakeLetterStore store = new FakeLetterStore();
    private final HeldLetters letters =
            new HeldLetters(store, Clock.fixed(Instant.parse("2026-11-22T10:00:00Z"), ZoneOffset.UTC));
    private long next;

    @Test
    void withoutLettersARunGoesOnAsItIs() throws SQLException {
        List<PlannedChange> run = run(insert(ITEMS, 1L, "a"));

        assertThat(letters.withoutHeld(run)).isSameAs(run);
    }

    @Test
    void onlyChangesOfTheSameRowOfTheSameTableWait() throws SQLException {
        refuse(insert(ITEMS, 1L, "a"));

        assertThat(goOn(
                        insert(OTHERS, 1L, "a"),
                        update(ITEMS, row(1L, "a"), row(1L, "b")),
                        insert(ITEMS, 2L, "b"),
                        delete(ITEMS, 1L, Row.ABSENT)))
                .containsExactly(1L, 3L);
        assertThat(store.printed()).containsExactly("0:[0, 2, 4]");
    }

    @Test
    void anUpdateThatMovesTheKeyTakesTheNewRowAlongAtOnce() throws SQLException {
        refuse(insert(ITEMS, 1L, "a"));

        assertThat(goOn(
                        update(ITEMS, row(1L, "a"), row(2L, "a")),
                        update(ITEMS, row(2L, "a"), row(2L, "b")),
                        insert(ITEMS, 3L, "c"),
                        update(ITEMS, row(3L, "c"), row(1L, "c"))))
                .containsExactly(3L);
        assertThat(store.printed()).containsExactly("0:[0, 1, 2, 4]");
    }

    @Test
    void lettersThatWaitForEachOtherBecomeOneInTheSourcesOrder() throws SQLException {
        refuse(insert(ITEMS, 1L, "a"));
        refuse(insert(ITEMS, 2L, "b"));
        goOn(delete(ITEMS, 1L, Row.ABSENT), delete(ITEMS, 2L, Row.ABSENT));
        assertThat(store.printed()).containsExactly("0:[0, 2]", "1:[1, 3]");

        goOn(update(ITEMS, row(2L, "b"), row(1L, "b")), insert(ITEMS, 2L, "c"));

        assertThat(store.printed()).containsExactly("0:[0, 1, 2, 3, 4, 5]");
        letters.committed();
        assertThat(letters.told().letters()).isEqualTo(1);
        assertThat(letters.told().changes()).isEqualTo(6);
    }

    @Test
    void rowsWithoutAKeyAreTheSameWhenAllTheirValuesAre() throws SQLException {
        refuse(insert(LINES, "a", 1L));

        assertThat(goOn(
                        insert(LINES, "a", null),
                        insert(LINES, "a", 1L),
                        update(LINES, row("a", 1L), row("b", 1L)),
                        delete(LINES, "b", 1L),
                        delete(LINES, "a", 2L)))
                .containsExactly(1L, 5L);
    }

    @Test
    void aTruncateDisposesOfTheLettersOfItsTable() throws SQLException {
        refuse(insert(ITEMS, 1L, "a"));
        refuse(insert(OTHERS, 1L, "a"));
        letters.truncated(ITEMS.id());
        letters.truncated(new TableId("shop", "unknown"));

        assertThat(goOn(insert(ITEMS, 1L, "b"))).hasSize(1);
        assertThat(store.printed()).containsExactly("1:[1]");
    }

    @Test
    void whatTheTableHoldsIsKnownToWhoeverOpensIt() throws SQLException {
        refuse(insert(ITEMS, 1L, "a"));
        goOn(update(ITEMS, row(1L, "a"), row(2L, "a")));
        letters.committed();
        HeldLetters other = new HeldLetters(store, Clock.systemUTC());
        other.load();

        assertThat(other.told()).isEqualTo(letters.told());
        assertThat(other.withoutHeld(run(insert(ITEMS, 2L, "b"), insert(ITEMS, 3L, "c"))))
                .extracting(PlannedChange::number)
                .containsExactly(3L);
    }

    @Test
    void whatIsNotCommittedIsNotTold() throws SQLException {
        refuse(insert(ITEMS, 1L, "a"));
        assertThat(letters.told()).isEqualTo(DeadLetters.NONE);
        assertThat(letters.newlyKept()).isZero();
        letters.committed();

        assertThat(letters.told().letters()).isEqualTo(1);
        assertThat(letters.newlyKept()).isEqualTo(1);
        assertThat(letters.newlyKept()).isZero();
    }

    private void refuse(DataEvent event) throws SQLException {
        letters.keep(run(event).getFirst(), new StreamException(ErrorKind.REJECTED, "no"));
    }

    /** The numbers of the changes that do not wait. */
    private List<Long> goOn(DataEvent... events) throws SQLException {
        return letters.withoutHeld(run(events)).stream()
                .map(PlannedChange::number)
                .toList();
    }

    private List<PlannedChange> run(DataEvent... events) {
        List<PlannedChange> run = new ArrayList<>();
        for (DataEvent event : events) {
            run.add(new PlannedChange(next++, event, new TablePlan(event.table(), new FakeTableWriter())));
        }
        return run;
    }
}
