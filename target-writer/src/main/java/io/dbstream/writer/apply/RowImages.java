package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the images of a row say together. */
final class RowImages {
    /** The set of all columns, whether or not there are so many. */
    static final long EVERY_COLUMN = -1;

    private RowImages() {}

    /** The columns in which an update differs from the row before, a bit for each; all of them when that is not known. */
    static long changedColumns(Update update) {
        Row before = update.before();
        Row after = update.after();
        if (before == null || after.size() > Long.SIZE) {
            return EVERY_COLUMN;
        }
        long changed = 0;
        for (int column = 0; column < after.size(); column++) {
            if (!after.isAbsent(column) && !Objects.deepEquals(before.get(column), after.get(column))) {
                changed |= 1L << column;
            }
        }
        return changed == 0 ? EVERY_COLUMN : changed;
    }

    /** The newer image, and for columns that it does not carry the older one: what a log leaves out has not changed. */
    static Row merged(@Nullable Row older, Row newer) {
        if (older == null || newer.isComplete()) {
            return newer;
        }
        @Nullable Object[] values = new @Nullable Object[newer.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = newer.isAbsent(i) ? older.get(i) : newer.get(i);
        }
        return Row.of(values);
    }

    /** The row behind an update, as far as the log says. */
    static Row after(Update update) {
        return merged(update.before(), update.after());
    }

    /** The row before an update, as far as its key: without an image of it, the key has not changed. */
    static Row before(Update update) {
        return update.before() == null ? update.after() : merged(update.after(), update.before());
    }

    /** Whether the update changes what identifies the row. */
    static boolean changesKey(Update update, int[] key) {
        return update.before() != null && !RowKey.of(before(update), key).equals(RowKey.of(after(update), key));
    }
}
