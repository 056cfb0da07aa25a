package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import java.sql.SQLException;
import java.util.List;

/** Applies changes row by row in the source's order, which cannot fail if the source did not. */
final class ExactPath {
    private ExactPath() {}

    static void apply(TablePlan plan, DataEvent event) throws SQLException {
        if (!plan.isKeyed()) {
            KeylessRows.apply(plan.writer(), event);
            return;
        }
        switch (event) {
            case Insert insert -> plan.writer().upsert(List.of(insert.after()));
            case Delete delete -> plan.writer().delete(List.of(delete.before()));
            case Update update -> update(plan, update);
            case Truncate truncate -> throw new IllegalArgumentException("a truncate is no change of a row");
        }
    }

    private static void update(TablePlan plan, Update update) throws SQLException {
        TableWriter writer = plan.writer();
        Row before = RowImages.before(update);
        Row after = RowImages.after(update);
        boolean moves = RowImages.changesKey(update, plan.key());
        if (moves && !writer.keyIsLoose()) {
            // The source has no row with the new key, or its own update would have failed. To a loose key it may be the
            // row itself.
            writer.delete(List.of(after));
            if (writer.keyIsFixed() && after.isComplete()) {
                writer.delete(List.of(before));
            }
        }
        if (!writer.update(before, after, moves) && after.isComplete()) {
            writer.upsert(List.of(after));
        }
    }
}
