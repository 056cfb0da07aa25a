package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.SourcePosition;
import io.dbstream.change.codec.BundleEncoder;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.stream.DeadLetter;
import io.dbstream.stream.DeadLetters;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The letters that the target holds, in its table and, less their changes, here: which rows are waiting behind a change that was refused.
 * Comes and goes with the open transaction.
 */
final class HeldLetters {
    /** Whoever lets more gather than this has lost sight of them. */
    static final int MOST_CHANGES = 10_000;

    private static final int LONGEST_REASON = 1000;

    private final LetterStore store;
    private final Clock clock;
    private final NavigableMap<Long, HeldLetter> letters = new TreeMap<>();
    private final Map<TableId, Map<String, HeldLetter>> byRow = new HashMap<>();
    private int changes;
    private int kept;
    private int keptAndCommitted;
    private boolean touched;
    private DeadLetters committed = DeadLetters.NONE;

    HeldLetters(LetterStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** What the last commit left. */
    DeadLetters told() {
        return committed;
    }

    /** How many changes were put into letters and committed since this was asked last. */
    int newlyKept() {
        int newly = keptAndCommitted;
        keptAndCommitted = 0;
        return newly;
    }

    /** Begins with what the table holds. */
    void load() throws SQLException {
        letters.clear();
        byRow.clear();
        changes = 0;
        kept = 0;
        for (LetterStore.Kept kept : store.read()) {
            HeldLetter letter = letters.get(kept.letter());
            if (letter == null) {
                letter = new HeldLetter(
                        kept.letter(),
                        kept.source(),
                        kept.kind() == null ? ErrorKind.INTERNAL : kept.kind(),
                        kept.reason() == null ? "" : kept.reason(),
                        kept.since());
                letters.put(letter.number(), letter);
            }
            remember(letter, kept.rows());
        }
        committed = summary();
        touched = false;
    }

    /** The run without the changes of rows that are held, which join their letters; the same list when there are none. */
    List<PlannedChange> withoutHeld(List<PlannedChange> run) throws SQLException {
        if (letters.isEmpty()) {
            return run;
        }
        List<PlannedChange> free = new ArrayList<>(run.size());
        for (PlannedChange change : run) {
            HeldLetter holder = holder(change.event());
            if (holder == null) {
                free.add(change);
            } else {
                add(change, holder, null);
            }
        }
        return free;
    }

    /** Keeps a change that the target has refused. */
    void keep(PlannedChange change, StreamException refusal) throws SQLException {
        HeldLetter holder = holder(change.event());
        if (holder != null) {
            add(change, holder, null);
            return;
        }
        HeldLetter letter = new HeldLetter(
                change.number(),
                change.event().table().id(),
                refusal.kind(),
                reason(refusal),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        letters.put(letter.number(), letter);
        add(change, letter, refusal);
    }

    /** The source has emptied the table: nothing of it remains to be applied. */
    void truncated(TableId emptied) throws SQLException {
        if (byRow.containsKey(emptied)) {
            for (HeldLetter letter : all()) {
                if (letter.table().equals(emptied)) {
                    remove(letter);
                }
            }
        }
    }

    List<HeldLetter> all() {
        return List.copyOf(letters.values());
    }

    @Nullable
    HeldLetter find(long number) {
        return letters.get(number);
    }

    void remove(HeldLetter letter) throws SQLException {
        touched = true;
        store.remove(letter.number());
        letters.remove(letter.number());
        changes -= letter.changes();
        Map<String, HeldLetter> rows = byRow.get(letter.table());
        if (rows != null) {
            rows.keySet().removeAll(letter.rows());
            if (rows.isEmpty()) {
                byRow.remove(letter.table());
            }
        }
    }

    void refusedAgain(HeldLetter letter, StreamException refusal) throws SQLException {
        touched = true;
        String reason = reason(refusal);
        store.refusedAgain(letter.number(), refusal.kind(), reason);
        letter.refusedAgain(refusal.kind(), reason);
    }

    void committed() {
        if (touched) {
            committed = summary();
            touched = false;
            keptAndCommitted += kept;
            kept = 0;
        }
    }

    /** What has changed since the last commit has not. */
    void rolledBack() throws SQLException {
        if (touched) {
            load();
        }
    }

    /** The letter behind which a change waits; two that wait for each other from here on become one. */
    private @Nullable HeldLetter holder(DataEvent event) throws SQLException {
        Map<String, HeldLetter> rows = byRow.get(event.table().id());
        if (rows == null) {
            return null;
        }
        TouchedRows touchedRows = TouchedRows.of(event);
        HeldLetter one = rows.get(touchedRows.row());
        HeldLetter other = touchedRows.becomes() == null ? one : rows.get(touchedRows.becomes());
        if (one == null || other == null || one == other) {
            return one == null ? other : one;
        }
        return one.number() < other.number() ? joined(one, other) : joined(other, one);
    }

    private HeldLetter joined(HeldLetter letter, HeldLetter later) throws SQLException {
        store.join(letter.number(), later.number());
        letters.remove(later.number());
        letter.join(later);
        Map<String, HeldLetter> rows = rowsOf(letter.table());
        later.rows().forEach(row -> rows.put(row, letter));
        return letter;
    }

    private void add(PlannedChange change, HeldLetter letter, @Nullable StreamException refusal) throws SQLException {
        if (changes >= MOST_CHANGES) {
            throw new StreamException(
                    ErrorKind.REJECTED,
                    "The target holds " + MOST_CHANGES
                            + " changes in dbstream_dead_letter, and that is the limit: retry or"
                            + " skip its dead letters. The next change to be held is one of table "
                            + letter.table() + (refusal == null ? "" : ": " + refusal.getMessage()));
        }
        touched = true;
        TouchedRows rows = TouchedRows.of(change.event());
        store.add(
                new LetterStore.Kept(
                        change.number(),
                        letter.number(),
                        letter.table(),
                        rows,
                        refusal == null ? null : letter.kind(),
                        refusal == null ? null : letter.reason(),
                        letter.since()),
                bundle(change));
        kept++;
        remember(letter, rows);
    }

    private void remember(HeldLetter letter, TouchedRows rows) {
        letter.add(rows);
        changes++;
        Map<String, HeldLetter> held = rowsOf(letter.table());
        held.put(rows.row(), letter);
        if (rows.becomes() != null) {
            held.put(rows.becomes(), letter);
        }
    }

    private Map<String, HeldLetter> rowsOf(TableId id) {
        return byRow.computeIfAbsent(id, unused -> new HashMap<>());
    }

    private static byte[] bundle(PlannedChange change) {
        BundleEncoder encoder = new BundleEncoder(change.number(), new SourcePosition("", 0), 512);
        encoder.add(change.event());
        return encoder.finish();
    }

    private static String reason(StreamException refusal) {
        String message = refusal.getMessage();
        return message.length() <= LONGEST_REASON ? message : message.substring(0, LONGEST_REASON) + "…";
    }

    private DeadLetters summary() {
        List<DeadLetter> oldest = letters.values().stream()
                .limit(DeadLetters.MOST_SHOWN)
                .map(HeldLetter::told)
                .toList();
        return new DeadLetters(letters.size(), changes, oldest, List.of());
    }
}
