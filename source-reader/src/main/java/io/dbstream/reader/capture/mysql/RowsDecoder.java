package io.dbstream.reader.capture.mysql;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the body of a rows event straight into change events. This is the way that every row takes: nothing is made but the values
 * themselves.
 */
final class RowsDecoder {
    private RowsDecoder() {}

    /** Tells every change of an event, from the packed number of columns on. */
    static void decode(EventBytes in, CapturedTable table, Operation operation, Consumer<DataEvent> changes) {
        int columns = in.packedInt();
        TableSchema schema = table.schema();
        if (columns != table.readers().length) {
            throw new IllegalStateException("a row of " + schema.id() + " has " + columns + " columns, the table has "
                    + table.readers().length);
        }
        Image image = new Image(in, columns);
        requireComplete(image, schema, operation);
        switch (operation) {
            case INSERT -> {
                while (in.hasRemaining()) {
                    changes.accept(new Insert(schema, image.row(in, table.readers())));
                }
            }
            case UPDATE -> {
                Image after = new Image(in, columns);
                while (in.hasRemaining()) {
                    Row before = image.row(in, table.readers());
                    changes.accept(new Update(schema, before, after.row(in, table.readers(), image)));
                }
            }
            case DELETE -> {
                while (in.hasRemaining()) {
                    changes.accept(new Delete(schema, image.row(in, table.readers())));
                }
            }
        }
    }

    /** What a session left out of an insert has a default that the log does not tell; without a key every column identifies a row. */
    private static void requireComplete(Image image, TableSchema schema, Operation operation) {
        if (image.absent != null && (operation == Operation.INSERT || !schema.hasKey())) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "a session wrote to " + schema.id() + " with binlog_row_image other than FULL, and the log lacks"
                            + " columns: run SET GLOBAL binlog_row_image = 'FULL' and let every client connect anew");
        }
    }

    /** Which columns the images of an event hold; with {@code binlog_row_image=FULL} all. */
    private static final class Image {
        private final boolean @Nullable [] absent;
        private final int columns;
        private final int present;
        /** Of the last row. */
        private @Nullable Object[] values = {};
        /** Where these begin, and where the last of them ends. */
        private final int[] starts;

        private Image(EventBytes in, int columns) {
            this.columns = columns;
            byte[] bits = in.copy((columns + 7) / 8);
            boolean[] missing = new boolean[columns];
            int count = 0;
            for (int i = 0; i < columns; i++) {
                missing[i] = (bits[i >> 3] & 1 << (i & 7)) == 0;
                count += missing[i] ? 0 : 1;
            }
            this.present = count;
            this.absent = count == columns ? null : missing;
            this.starts = new int[columns + 1];
        }

        private Row row(EventBytes in, ValueReader[] readers) {
            return row(in, readers, null);
        }

        /**
         * The next row.
         *
         * @param former that of the same row as it was before: a value whose bytes have not changed is not made again
         */
        private Row row(EventBytes in, ValueReader[] readers, @Nullable Image former) {
            int nulls = in.take((present + 7) / 8);
            byte[] bytes = in.array();
            @Nullable Object[] row = new @Nullable Object[columns];
            int bit = 0;
            for (int i = 0; i < columns; i++) {
                starts[i] = in.position();
                if (absent != null && absent[i]) {
                    row[i] = Row.ABSENT;
                    continue;
                }
                if ((bytes[nulls + (bit >> 3)] & 1 << (bit & 7)) == 0) {
                    Object same = former == null ? null : former.same(i, in);
                    row[i] = same == null ? readers[i].read(in) : same;
                }
                bit++;
            }
            starts[columns] = in.position();
            values = row;
            return Row.of(row);
        }

        /** The value of the last row that stands here too; null when another does. Of a value's bytes none can be the beginning of another's. */
        private @Nullable Object same(int column, EventBytes in) {
            int from = starts[column];
            int length = starts[column + 1] - from;
            byte[] bytes = in.array();
            int at = in.position();
            if (length == 0
                    || length > in.remaining()
                    || !Arrays.equals(bytes, from, from + length, bytes, at, at + length)) {
                return null;
            }
            in.skip(length);
            return values[column];
        }
    }
}
