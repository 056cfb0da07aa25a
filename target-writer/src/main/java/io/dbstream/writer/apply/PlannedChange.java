package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import org.jspecify.annotations.Nullable;

/**
 * A change of one row, and the plan of its table.
 *
 * @param number of the event, counted from 0 over the stream's data events
 */
record PlannedChange(long number, DataEvent event, TablePlan plan) {
    /** What it writes, as far as the log says. */
    @Nullable
    Row image() {
        return switch (event) {
            case Insert insert -> insert.after();
            case Update update -> update.after();
            case Delete delete -> delete.before();
            case Truncate truncate -> null;
        };
    }
}
