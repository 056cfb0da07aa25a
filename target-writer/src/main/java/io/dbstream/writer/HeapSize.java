package io.dbstream.writer;

import io.dbstream.change.Bundle;
import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import org.jspecify.annotations.Nullable;

/**
 * What bundles take on the heap once they are decoded: of narrow rows ten times as much as on the wire. Measured with
 * {@code HeapSizeTest}; an estimate that is right within a third for usual rows.
 */
final class HeapSize {
    /** A message of so many bytes is little more than one row. */
    static final int LARGE = 1 << 20;
    /** The row's bytes, its decoded value, and what a statement makes of it: text, twice as long where it must be escaped. */
    private static final int COPIES_OF_LARGE = 4;

    /** The event and its place in lists. */
    private static final int EVENT = 40;
    /** The row, and the head of its array. */
    private static final int ROW = 32;
    /** The reference, and the head of a text or number. */
    private static final int VALUE = 28;

    private static final int REFERENCE = 4;

    private HeapSize() {}

    /** Of a message that is {@link #LARGE}, with all that is made of it until it is applied. */
    static long ofLarge(int bytes) {
        return (long) COPIES_OF_LARGE * bytes;
    }

    /** Of any other that has been decoded. */
    static long of(Bundle bundle, int bytes) {
        long size = bytes;
        for (ChangeEvent event : bundle.events()) {
            size += EVENT
                    + switch (event) {
                        case Insert insert -> of(insert.after());
                        case Update update -> of(update.before(), update.after());
                        case Delete delete -> of(delete.before());
                        case Truncate truncate -> 0;
                        case SchemaChange change -> 0;
                        case Commit commit -> 0;
                        case Discard discard -> 0;
                    };
        }
        return size;
    }

    private static int of(Row row) {
        return ROW + VALUE * row.size();
    }

    /** Both rows of an update: values that have not changed are there once. */
    private static int of(@Nullable Row before, Row after) {
        if (before == null) {
            return of(after);
        }
        int size = of(before) + ROW;
        for (int column = 0; column < after.size(); column++) {
            size += before.get(column) == after.get(column) ? REFERENCE : VALUE;
        }
        return size;
    }
}
