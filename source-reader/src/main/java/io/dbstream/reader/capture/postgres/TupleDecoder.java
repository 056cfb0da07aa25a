package io.dbstream.reader.capture.postgres;

import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import org.jspecify.annotations.Nullable;

/** Decodes the rows of a message. This is the way that every row takes: nothing is made but the values themselves. */
final class TupleDecoder {
    private TupleDecoder() {}

    /**
     * A row with all its columns.
     *
     * @param before the row as it was, if known: what did not change and is stored apart (TOAST) is told only there
     */
    static Row row(MessageBytes in, CapturedTable table, @Nullable Row before) {
        TextDecoder[] decoders = table.decoders();
        requireColumns(in.uint16(), table);
        @Nullable Object[] values = new @Nullable Object[decoders.length];
        byte[] bytes = in.array();
        for (int i = 0; i < decoders.length; i++) {
            switch (in.int8()) {
                case 't' -> {
                    int length = in.int32();
                    values[i] = value(bytes, in.position(), length, table, i);
                    in.skip(length);
                }
                case 'n' -> {}
                case 'u' -> values[i] = before == null ? Row.ABSENT : before.get(i);
                default -> throw unknownKind(table);
            }
        }
        return Row.of(values);
    }

    /** A row of which only the columns of the replica identity are told; the others stand there as NULL. */
    static Row key(MessageBytes in, CapturedTable table) {
        TextDecoder[] decoders = table.decoders();
        requireColumns(in.uint16(), table);
        @Nullable Object[] values = new @Nullable Object[decoders.length];
        byte[] bytes = in.array();
        for (int i = 0; i < decoders.length; i++) {
            boolean told = table.identity()[i];
            if (!told) {
                values[i] = Row.ABSENT;
            }
            switch (in.int8()) {
                case 't' -> {
                    int length = in.int32();
                    if (told) {
                        values[i] = value(bytes, in.position(), length, table, i);
                    }
                    in.skip(length);
                }
                case 'n' -> {}
                case 'u' -> values[i] = Row.ABSENT;
                default -> throw unknownKind(table);
            }
        }
        return Row.of(values);
    }

    private static Object value(byte[] bytes, int offset, int length, CapturedTable table, int column) {
        try {
            return table.decoders()[column].decode(bytes, offset, length);
        } catch (StreamException e) {
            throw new StreamException(e.kind(), e.getMessage() + " (" + name(table, column) + ")", e);
        } catch (RuntimeException e) {
            // Without the cause, whose message may show the value.
            throw new StreamException(
                    ErrorKind.INTERNAL,
                    "a value of " + name(table, column) + " is not of the form that its type has: "
                            + e.getClass().getSimpleName());
        }
    }

    private static String name(CapturedTable table, int column) {
        return "column " + table.schema().columns().get(column).name() + " of "
                + table.schema().id();
    }

    private static void requireColumns(int columns, CapturedTable table) {
        if (columns != table.decoders().length) {
            throw new IllegalStateException("a row of " + table.schema().id() + " has " + columns
                    + " columns, the table has " + table.decoders().length);
        }
    }

    private static IllegalStateException unknownKind(CapturedTable table) {
        return new IllegalStateException("a value of " + table.schema().id() + " is of an unknown kind");
    }
}
