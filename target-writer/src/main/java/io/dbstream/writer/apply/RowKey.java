package io.dbstream.writer.apply;

import io.dbstream.change.Row;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What identifies a row within its table, fit for hashing. */
final class RowKey {
    private final @Nullable Object[] values;
    private final int hash;

    private RowKey(@Nullable Object[] values) {
        this.values = values;
        this.hash = Arrays.deepHashCode(values);
    }

    /** The key of a row; a single column's value stands for itself, unless it is bytes, which have no equality. */
    static Object of(Row row, int[] key) {
        Object first = row.get(key[0]);
        if (key.length == 1 && first != null && !(first instanceof byte[])) {
            return first;
        }
        @Nullable Object[] values = new @Nullable Object[key.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.get(key[i]);
        }
        return new RowKey(values);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RowKey that && hash == that.hash && Arrays.deepEquals(values, that.values);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
