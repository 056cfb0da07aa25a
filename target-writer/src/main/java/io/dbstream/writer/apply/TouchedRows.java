package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import org.jspecify.annotations.Nullable;

/**
 * The rows that one change touches, by their {@link RowDigest}.
 *
 * @param row the one that is changed
 * @param becomes the row that it is afterwards, when an update gives it another key; null otherwise
 */
record TouchedRows(String row, @Nullable String becomes) {
    static TouchedRows of(DataEvent event) {
        return switch (event) {
            case Insert insert -> new TouchedRows(RowDigest.of(event.table(), insert.after()), null);
            case Delete delete -> new TouchedRows(RowDigest.of(event.table(), delete.before()), null);
            case Update update -> {
                String before = RowDigest.of(event.table(), RowImages.before(update));
                String after = RowDigest.of(event.table(), RowImages.after(update));
                yield new TouchedRows(before, before.equals(after) ? null : after);
            }
            case Truncate truncate -> throw new IllegalArgumentException("a truncate is no change of a row");
        };
    }
}
