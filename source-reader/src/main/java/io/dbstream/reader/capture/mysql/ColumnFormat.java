package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import java.util.Arrays;
import java.util.List;

/**
 * How a column stands in the log: its type, and the reader of its values. The one place that knows every type code.
 *
 * @param reader of the values of one column; keeps buffers, so it is for one thread
 */
record ColumnFormat(DataType type, ValueReader reader) {

    /**
     * The format of a column.
     *
     * @param type its type code
     * @param parameter what the log says beside the code, such as a length
     * @throws StreamException UNREPRESENTABLE when dbstream does not know the type
     */
    static ColumnFormat of(TableId table, int type, int parameter, ColumnFacts column, CharacterSets sets) {
        boolean unsigned = column.unsigned();
        return switch (type) {
            case WireType.TINY ->
                whole(8, unsigned, unsigned ? in -> (long) in.uint8() : in -> (long) (byte) in.uint8());
            case WireType.SHORT ->
                whole(16, unsigned, unsigned ? in -> (long) in.uint16() : in -> (long) (short) in.uint16());
            case WireType.INT24 ->
                whole(24, unsigned, unsigned ? in -> (long) in.uint24() : in -> (long) (in.uint24() << 8 >> 8));
            case WireType.LONG -> whole(32, unsigned, unsigned ? EventBytes::uint32 : in -> (long) in.int32());
            case WireType.LONGLONG -> whole(64, unsigned, unsigned ? ColumnFormat::unsigned64 : EventBytes::int64);
            case WireType.FLOAT ->
                new ColumnFormat(new DataType.FloatingPoint(32), in -> (double) Float.intBitsToFloat(in.int32()));
            case WireType.DOUBLE ->
                new ColumnFormat(new DataType.FloatingPoint(64), in -> Double.longBitsToDouble(in.int64()));
            case WireType.NEWDECIMAL -> decimal(parameter & 0xff, parameter >> 8, unsigned);
            case WireType.DATE, WireType.NEWDATE -> {
                Temporals temporals = new Temporals();
                yield new ColumnFormat(new DataType.Date(), temporals::date);
            }
            case WireType.TIME2 -> {
                Temporals temporals = new Temporals();
                yield new ColumnFormat(new DataType.Time(parameter), in -> temporals.time(in, parameter));
            }
            case WireType.DATETIME2 -> {
                Temporals temporals = new Temporals();
                yield new ColumnFormat(new DataType.DateTime(parameter), in -> temporals.dateTime(in, parameter));
            }
            case WireType.TIMESTAMP2 -> {
                Temporals temporals = new Temporals();
                yield new ColumnFormat(new DataType.Timestamp(parameter), in -> temporals.timestamp(in, parameter));
            }
            case WireType.YEAR -> new ColumnFormat(new DataType.Year(), ColumnFormat::year);
            case WireType.BIT -> bit((parameter >> 8) * 8 + (parameter & 0xff));
            case WireType.VARCHAR, WireType.VAR_STRING -> varchar(table, parameter, column, sets);
            case WireType.STRING -> fixedString(table, parameter, column, sets);
            case WireType.ENUM -> enumeration(table, parameter, column);
            case WireType.SET -> labelSet(table, parameter, column);
            case WireType.TINY_BLOB, WireType.MEDIUM_BLOB, WireType.LONG_BLOB, WireType.BLOB ->
                column.characterSet().isBinary()
                        ? new ColumnFormat(new DataType.Bytes(), in -> in.copy((int) in.littleEndian(parameter)))
                        : new ColumnFormat(
                                new DataType.Text(), text(table, column, sets, in -> (int) in.littleEndian(parameter)));
            case WireType.JSON -> {
                BinaryJson json = new BinaryJson();
                yield new ColumnFormat(new DataType.Json(), in -> json.read(in, (int) in.littleEndian(parameter)));
            }
            default -> throw unsupported(table, column.name(), nameOf(type));
        };
    }

    /** The refusal of a column that dbstream cannot carry. */
    static StreamException unsupported(TableId table, String column, String type) {
        return new StreamException(
                ErrorKind.UNREPRESENTABLE,
                "column " + column + " of " + table + " has the type " + type
                        + ", which this version does not support: leave the table out of the filter");
    }

    private static String nameOf(int type) {
        return switch (type) {
            case WireType.GEOMETRY -> "geometry";
            case WireType.VECTOR -> "vector";
            case WireType.BLOB_COMPRESSED, WireType.VARCHAR_COMPRESSED -> "COMPRESSED text or blob";
            case WireType.TIMESTAMP, WireType.DATETIME, WireType.TIME ->
                "date and time in the format from before MySQL 5.6 (ALTER TABLE … FORCE rewrites it; on MariaDB with"
                        + " mysql56_temporal_format=ON)";
            default -> "number " + type;
        };
    }

    private static ColumnFormat whole(int bits, boolean unsigned, ValueReader reader) {
        return new ColumnFormat(new DataType.Int(bits, unsigned), reader);
    }

    private static Object unsigned64(EventBytes in) {
        long value = in.int64();
        return value >= 0 ? (Object) value : Long.toUnsignedString(value);
    }

    private static Object year(EventBytes in) {
        int value = in.uint8();
        return value == 0 ? 0L : 1900L + value;
    }

    private static ColumnFormat decimal(int precision, int scale, boolean unsigned) {
        return new ColumnFormat(
                new DataType.Decimal(precision, scale, unsigned), in -> PackedDecimal.read(in, precision, scale));
    }

    private static ColumnFormat bit(int length) {
        int size = (length + 7) / 8;
        return new ColumnFormat(new DataType.Bit(length), in -> {
            long bits = in.bigEndian(size);
            char[] digits = new char[length];
            for (int i = 0; i < length; i++) {
                digits[i] = (char) ('0' + ((bits >>> (length - 1 - i)) & 1));
            }
            return new String(digits);
        });
    }

    private static ColumnFormat varchar(TableId table, int bytes, ColumnFacts column, CharacterSets sets) {
        CharacterSet set = column.characterSet();
        int width = bytes > 255 ? 2 : 1;
        return set.isBinary()
                ? new ColumnFormat(new DataType.Bytes(), in -> in.copy((int) in.littleEndian(width)))
                : new ColumnFormat(new DataType.Varchar(bytes / set.longest()), text(table, column, sets, in ->
                        (int) in.littleEndian(width)));
    }

    private static ColumnFormat fixedString(TableId table, int bytes, ColumnFacts column, CharacterSets sets) {
        CharacterSet set = column.characterSet();
        int width = bytes > 255 ? 2 : 1;
        if (!set.isBinary()) {
            return new ColumnFormat(new DataType.Char(bytes / set.longest()), text(table, column, sets, in ->
                    (int) in.littleEndian(width)));
        }
        return new ColumnFormat(new DataType.Binary(bytes), in -> {
            int length = (int) in.littleEndian(width);
            int from = in.take(length);
            // The log leaves out zero bytes at the end.
            return Arrays.copyOf(Arrays.copyOfRange(in.array(), from, from + length), bytes);
        });
    }

    /** How long the next text is. */
    private interface LengthReader {
        int read(EventBytes in);
    }

    private static ValueReader text(TableId table, ColumnFacts column, CharacterSets sets, LengthReader lengths) {
        TextDecoder decoder = sets.decoder(column.characterSet());
        return in -> {
            int length = lengths.read(in);
            String text = decoder.decode(in.array(), in.take(length), length);
            if (text == null) {
                throw new StreamException(
                        ErrorKind.UNREPRESENTABLE,
                        "column " + column.name() + " of " + table + " holds bytes that are no text in its character"
                                + " set " + column.characterSet().name());
            }
            return text;
        };
    }

    private static ColumnFormat enumeration(TableId table, int size, ColumnFacts column) {
        List<String> labels = column.labels();
        return new ColumnFormat(new DataType.Enumeration(labels), in -> {
            int index = (int) in.littleEndian(size);
            if (index > labels.size()) {
                throw unknownLabel(table, column);
            }
            return index == 0 ? "" : labels.get(index - 1);
        });
    }

    private static ColumnFormat labelSet(TableId table, int size, ColumnFacts column) {
        List<String> labels = column.labels();
        return new ColumnFormat(new DataType.LabelSet(labels), in -> {
            long chosen = in.littleEndian(size);
            if (labels.size() < Long.SIZE && chosen >>> labels.size() != 0) {
                throw unknownLabel(table, column);
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < labels.size(); i++) {
                if ((chosen >>> i & 1) != 0) {
                    text.append(text.isEmpty() ? "" : ",").append(labels.get(i));
                }
            }
            return text.toString();
        });
    }

    private static StreamException unknownLabel(TableId table, ColumnFacts column) {
        return new StreamException(
                ErrorKind.UNREPRESENTABLE,
                "column " + column.name() + " of " + table + " holds a label that its type does not have: set"
                        + " binlog_row_metadata = FULL at the source, so that the log names labels itself");
    }
}
