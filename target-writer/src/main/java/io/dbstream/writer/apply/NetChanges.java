package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a run of changes does to one table with a key, each row counted once. */
final class NetChanges {
    private final int[] key;
    private final boolean cascading;
    private final boolean loose;
    private final boolean narrow;
    private final Map<Object, NetRow> byKey = new HashMap<>();
    private final List<NetRow> rows = new ArrayList<>();

    NetChanges(TablePlan plan) {
        this(
                plan.key(),
                plan.foreignKeys().cascading(),
                plan.writer().keyIsLoose(),
                plan.writer().changesFrom() < Integer.MAX_VALUE);
    }

    /**
     * @param cascading whether deleting a row to insert it with another key would take other tables' rows with it
     * @param loose whether a row with another key may be the same row to the target
     * @param narrow whether to find out which columns of a row have changed
     */
    NetChanges(int[] key, boolean cascading, boolean loose, boolean narrow) {
        this.key = key;
        this.cascading = cascading;
        this.loose = loose;
        this.narrow = narrow;
    }

    /** Takes the next change; false when only the source's own order of statements gives the same result. */
    boolean add(DataEvent event) {
        switch (event) {
            case Insert insert -> insert(insert.after());
            case Delete delete -> {
                delete(delete.before());
                return !loose;
            }
            case Update update -> {
                return update(update);
            }
            case Truncate truncate -> throw new IllegalArgumentException("a truncate is no change of a row");
        }
        return true;
    }

    /** The rows touched, in the order in which they were touched first. */
    List<NetRow> rows() {
        return rows;
    }

    private void insert(Row after) {
        NetRow known = byKey.get(RowKey.of(after, key));
        if (known == null) {
            remember(NetRow.State.NEW, after, RowImages.EVERY_COLUMN);
        } else {
            known.inserted(after);
        }
    }

    private void delete(Row before) {
        NetRow known = byKey.get(RowKey.of(before, key));
        if (known == null) {
            remember(NetRow.State.GONE, before, RowImages.EVERY_COLUMN);
        } else {
            known.deleted(before);
        }
    }

    private boolean update(Update update) {
        Row after = RowImages.after(update);
        if (RowImages.changesKey(update, key)) {
            return move(RowImages.before(update), after);
        }
        put(after, narrow ? RowImages.changedColumns(update) : RowImages.EVERY_COLUMN);
        return true;
    }

    /** A changed key: the old row goes, and the new one comes with all its values. */
    private boolean move(Row before, Row after) {
        NetRow old = byKey.get(RowKey.of(before, key));
        Row whole = after;
        if (old != null && old.state() != NetRow.State.GONE) {
            whole = RowImages.merged(old.row(), after);
        }
        if (!whole.isComplete() || cascading || loose) {
            return false;
        }
        delete(before);
        put(whole, RowImages.EVERY_COLUMN);
        return true;
    }

    private void put(Row after, long changed) {
        NetRow known = byKey.get(RowKey.of(after, key));
        if (known == null) {
            remember(after.isComplete() ? NetRow.State.PUT : NetRow.State.PATCHED, after, changed);
        } else {
            known.updated(after, changed);
        }
    }

    private void remember(NetRow.State state, Row row, long changed) {
        NetRow added = new NetRow(state, row, changed);
        byKey.put(RowKey.of(row, key), added);
        rows.add(added);
    }
}
