package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import org.jspecify.annotations.Nullable;

/** What the images of a row say together. */
final class RowImages {
    private RowImages() {}

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
