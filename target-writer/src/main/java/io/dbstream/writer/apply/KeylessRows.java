package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Changes of tables that have no key. A row is found by all its values; of several that are equal any one is as good as another, so a
 * change touches exactly one.
 */
final class KeylessRows {
    private KeylessRows() {}

    /** Applies changes of one table in their order, runs of inserts in bulk. */
    static void apply(TableWriter writer, List<DataEvent> events) throws SQLException {
        List<Row> inserts = new ArrayList<>();
        for (DataEvent event : events) {
            if (event instanceof Insert insert) {
                inserts.add(insert.after());
            } else {
                insert(writer, inserts);
                inserts.clear();
                apply(writer, event);
            }
        }
        insert(writer, inserts);
    }

    /** Applies one change. */
    static void apply(TableWriter writer, DataEvent event) throws SQLException {
        switch (event) {
            case Insert insert -> writer.insert(List.of(insert.after()));
            case Delete delete -> writer.deleteOne(delete.before());
            case Update update -> update(writer, update);
            case Truncate truncate -> throw new IllegalArgumentException("a truncate is no change of a row");
        }
    }

    private static void insert(TableWriter writer, List<Row> rows) throws SQLException {
        if (rows.size() >= writer.loadsFrom()) {
            writer.load(rows);
        } else if (!rows.isEmpty()) {
            writer.insert(rows);
        }
    }

    private static void update(TableWriter writer, Update update) throws SQLException {
        Row before = update.before() == null ? update.after() : update.before();
        Row after = RowImages.after(update);
        if (!writer.updateOne(before, after) && after.isComplete()) {
            writer.insert(List.of(after));
        }
    }
}
