package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.Row;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the fast path has to do for one table.
 *
 * @param news rows that are new to the target, as far as one can tell
 * @param puts rows to write whether or not they are there
 * @param changes more of these, of which the columns are known that differ where they are there: by the set of these columns
 * @param patches rows of which only some columns are known, those with the same columns together
 * @param gone rows to delete; their keys at least
 * @param ordered the changes of a table without a key, which keep their order
 */
record TableWork(
        TablePlan plan,
        List<Row> news,
        List<Row> puts,
        Map<Long, List<Row>> changes,
        Collection<List<Row>> patches,
        List<Row> gone,
        List<DataEvent> ordered) {

    /** The work for a run of changes, table by table; empty when the run has to be applied row by row. */
    static Optional<List<TableWork>> of(List<PlannedChange> changes) {
        Map<TablePlan, List<DataEvent>> byTable = new LinkedHashMap<>();
        TablePlan latest = null;
        List<DataEvent> events = List.of();
        for (PlannedChange change : changes) {
            if (change.plan() != latest) {
                latest = change.plan();
                events = byTable.computeIfAbsent(latest, unused -> new ArrayList<>());
            }
            events.add(change.event());
        }
        List<TableWork> work = new ArrayList<>(byTable.size());
        for (Map.Entry<TablePlan, List<DataEvent>> table : byTable.entrySet()) {
            TablePlan plan = table.getKey();
            if (!plan.isKeyed()) {
                work.add(new TableWork(plan, List.of(), List.of(), Map.of(), List.of(), List.of(), table.getValue()));
                continue;
            }
            NetChanges net = new NetChanges(plan);
            for (DataEvent event : table.getValue()) {
                if (!net.add(event)) {
                    return Optional.empty();
                }
            }
            work.add(of(plan, net));
        }
        return Optional.of(work);
    }

    private static TableWork of(TablePlan plan, NetChanges net) {
        List<Row> news = new ArrayList<>();
        List<Row> puts = new ArrayList<>();
        Map<Long, List<Row>> changes = new HashMap<>();
        List<Row> gone = new ArrayList<>();
        Map<BitSet, List<Row>> patches = new LinkedHashMap<>();
        for (NetRow row : net.rows()) {
            switch (row.state()) {
                case NEW -> news.add(row.row());
                case PUT -> {
                    if (row.changed() == RowImages.EVERY_COLUMN) {
                        puts.add(row.row());
                    } else {
                        changes.computeIfAbsent(row.changed(), unused -> new ArrayList<>())
                                .add(row.row());
                    }
                }
                case GONE -> gone.add(row.row());
                case PATCHED ->
                    patches.computeIfAbsent(present(row.row()), unused -> new ArrayList<>())
                            .add(row.row());
            }
        }
        putFew(changes, puts, plan.writer().changesFrom());
        return new TableWork(plan, news, puts, changes, patches.values(), gone, List.of());
    }

    /** For a few rows a statement of their own is not worth while. */
    private static void putFew(Map<Long, List<Row>> changes, List<Row> puts, int worthwhile) {
        changes.values().removeIf(rows -> rows.size() < worthwhile && puts.addAll(rows));
    }

    private static BitSet present(Row row) {
        BitSet present = new BitSet(row.size());
        for (int column = 0; column < row.size(); column++) {
            present.set(column, !row.isAbsent(column));
        }
        return present;
    }
}
