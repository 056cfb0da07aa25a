package io.dbstream.reader;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.schema.TableSchema;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps updates of large rows small enough for one message of the hub. */
final class LargeRows {
    /** Of a row this large the former values are left out, but for its key. */
    private static final int LARGE = 1 << 20;

    private LargeRows() {}

    /** The same change; of a large row that its key identifies, and that is known as it is, what it was is left to the key. */
    static DataEvent slimmed(DataEvent event) {
        if (event instanceof Update update
                && update.before() != null
                && update.table().identifiesRows()
                && update.after().isComplete()
                && size(update.before()) > LARGE) {
            return new Update(update.table(), key(update.table(), update.before()), update.after());
        }
        return event;
    }

    private static Row key(TableSchema table, Row row) {
        @Nullable Object[] values = new @Nullable Object[row.size()];
        Arrays.fill(values, Row.ABSENT);
        for (int index : table.key()) {
            values[index] = row.get(index);
        }
        return Row.of(values);
    }

    private static int size(Row row) {
        int size = 0;
        for (int column = 0; column < row.size(); column++) {
            Object value = row.get(column);
            if (value instanceof byte[] bytes) {
                size += bytes.length;
            } else if (value instanceof String text) {
                size += text.length();
            }
        }
        return size;
    }
}
