package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import java.util.List;

/**
 * How a column stands in the log: its type, and the reader of its values. The one place that knows every type code.
 *
 * @param declared the type as SQL spells it, as far as the log tells
 * @param reader of the values of one column; keeps buffers, so it is for one thread
 */
record ColumnFormat(DataType type, String declared, ValueReader reader) {
    private static final String[] SIZES = {"tiny", "", "medium", "long"};

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
                whole("tinyint", 8, unsigned, unsigned ? in -> (long) in.uint8() : in -> (long) (byte) in.uint8());
            case WireType.SHORT ->
                whole("smallint", 16, unsigned, unsigned ? in -> (long) in.uint16() : in -> (long) (short) in.uint16());
            case WireType.INT24 ->
                whole(
                        "mediumint",
                        24,
                        unsigned,
                        unsigned ? in -> (long) in.uint24() : in -> (long) (in.uint24() << 8 >> 8));
            case WireType.LONG -> whole("int", 32, unsigned, unsigned ? EventBytes::uint32 : in -> (long) in.int32());
            case WireType.LONGLONG ->
                whole("bigint", 64, unsigned, unsigned ? ColumnFormat::unsigned64 : EventBytes::int64);
            case WireType.FLOAT ->
                new ColumnFormat(new DataType.FloatingPoint(32), TypeSql.unsigned("float", unsigned), in ->
                        (double) Float.intBitsToFloat(in.int32()));
            case WireType.DOUBLE ->
                new ColumnFormat(
                        new DataType.FloatingPoint(64),
                        TypeSql.unsigned("double", unsigned),
                        in -> Double.longBitsToDouble(in.int64()));
            case WireType.NEWDECIMAL -> decimal(parameter & 0xff, parameter >> 8, unsigned);
            case WireType.DATE,
                    WireType.NEWDATE,
                    WireType.TIME2,
                    WireType.DATETIME2,
                    WireType.TIMESTAMP2,
                    WireType.YEAR -> temporal(type, parameter);
            case WireType.BIT -> bit((parameter >> 8) * 8 + (parameter & 0xff));
            case WireType.VARCHAR, WireType.VAR_STRING ->
                varchar(table, parameter, column, sets, Content.prefixed(parameter > 255 ? 2 : 1));
            case WireType.VARCHAR_COMPRESSED ->
                // The byte that says how a value is compressed counts.
                varchar(table, parameter - 1, column, sets, Content.compressed(parameter > 255 ? 2 : 1));
            case WireType.STRING -> fixedString(table, parameter, column, sets);
            case WireType.ENUM -> enumeration(table, parameter, column);
            case WireType.SET -> labelSet(table, parameter, column);
            case WireType.TINY_BLOB, WireType.MEDIUM_BLOB, WireType.LONG_BLOB, WireType.BLOB ->
                blob(table, parameter, column, sets, Content.prefixed(parameter));
            case WireType.BLOB_COMPRESSED -> blob(table, parameter, column, sets, Content.compressed(parameter));
            case WireType.GEOMETRY -> {
                Content content = Content.prefixed(parameter);
                yield new ColumnFormat(
                        new DataType.Geometry(), column.geometry(), in -> Geometries.ewkb(content.of(in)));
            }
            case WireType.JSON -> {
                BinaryJson json = new BinaryJson();
                yield new ColumnFormat(
                        new DataType.Json(), "json", in -> json.read(in, (int) in.littleEndian(parameter)));
            }
            default -> throw unsupported(table, column.name(), nameOf(type));
        };
    }

    /** The same column with its full type, of which the log shows only this much. */
    ColumnFormat as(String fullType) {
        return switch (fullType) {
            case "uuid" -> bytesOf(16, new DataType.Uuid(), fullType, MariaDbTypes::uuid);
            case "inet6" -> bytesOf(16, new DataType.Other(), fullType, MariaDbTypes::inet6);
            case "inet4" -> bytesOf(4, new DataType.Other(), fullType, MariaDbTypes::inet4);
            default -> new ColumnFormat(type, fullType, reader);
        };
    }

    private static ColumnFormat bytesOf(int length, DataType type, String declared, ValueReader reader) {
        Content content = Content.padded(1, length);
        return new ColumnFormat(type, declared, in -> reader.read(content.of(in)));
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
            case WireType.VECTOR -> "vector";
            case WireType.TIMESTAMP, WireType.DATETIME, WireType.TIME ->
                "date and time in the format from before MySQL 5.6 (ALTER TABLE … FORCE rewrites it; on MariaDB with"
                        + " mysql56_temporal_format=ON)";
            default -> "number " + type;
        };
    }

    private static ColumnFormat whole(String declared, int bits, boolean unsigned, ValueReader reader) {
        return new ColumnFormat(new DataType.Int(bits, unsigned), TypeSql.unsigned(declared, unsigned), reader);
    }

    private static Object unsigned64(EventBytes in) {
        long value = in.int64();
        return value >= 0 ? (Object) value : Long.toUnsignedString(value);
    }

    private static ColumnFormat temporal(int type, int fraction) {
        Temporals temporals = new Temporals();
        return switch (type) {
            case WireType.TIME2 ->
                new ColumnFormat(
                        new DataType.Time(fraction),
                        TypeSql.fraction("time", fraction),
                        in -> temporals.time(in, fraction));
            case WireType.DATETIME2 ->
                new ColumnFormat(
                        new DataType.DateTime(fraction),
                        TypeSql.fraction("datetime", fraction),
                        in -> temporals.dateTime(in, fraction));
            case WireType.TIMESTAMP2 ->
                new ColumnFormat(
                        new DataType.Timestamp(fraction),
                        TypeSql.fraction("timestamp", fraction),
                        in -> temporals.timestamp(in, fraction));
            case WireType.YEAR -> new ColumnFormat(new DataType.Year(), "year", ColumnFormat::year);
            default -> new ColumnFormat(new DataType.Date(), "date", temporals::date);
        };
    }

    private static Object year(EventBytes in) {
        int value = in.uint8();
        return value == 0 ? 0L : 1900L + value;
    }

    private static ColumnFormat decimal(int precision, int scale, boolean unsigned) {
        return new ColumnFormat(
                new DataType.Decimal(precision, scale, unsigned),
                TypeSql.unsigned("decimal(" + precision + "," + scale + ")", unsigned),
                in -> PackedDecimal.read(in, precision, scale));
    }

    private static ColumnFormat bit(int length) {
        int size = (length + 7) / 8;
        return new ColumnFormat(new DataType.Bit(length), "bit(" + length + ")", in -> {
            long bits = in.bigEndian(size);
            char[] digits = new char[length];
            for (int i = 0; i < length; i++) {
                digits[i] = (char) ('0' + ((bits >>> (length - 1 - i)) & 1));
            }
            return new String(digits);
        });
    }

    private static ColumnFormat varchar(
            TableId table, int bytes, ColumnFacts column, CharacterSets sets, Content content) {
        if (column.characterSet().isBinary()) {
            return new ColumnFormat(new DataType.Bytes(), "varbinary(" + bytes + ")", bytes(content));
        }
        int length = bytes / column.characterSet().longest();
        return new ColumnFormat(
                new DataType.Varchar(length),
                TypeSql.text("varchar(" + length + ")", column.collation()),
                text(table, column, sets, content));
    }

    private static ColumnFormat fixedString(TableId table, int bytes, ColumnFacts column, CharacterSets sets) {
        int width = bytes > 255 ? 2 : 1;
        if (column.characterSet().isBinary()) {
            return new ColumnFormat(
                    new DataType.Binary(bytes), "binary(" + bytes + ")", bytes(Content.padded(width, bytes)));
        }
        int length = bytes / column.characterSet().longest();
        return new ColumnFormat(
                new DataType.Char(length),
                TypeSql.text("char(" + length + ")", column.collation()),
                text(table, column, sets, Content.prefixed(width)));
    }

    private static ColumnFormat blob(
            TableId table, int width, ColumnFacts column, CharacterSets sets, Content content) {
        String size = SIZES[width - 1];
        return column.characterSet().isBinary()
                ? new ColumnFormat(new DataType.Bytes(), size + "blob", bytes(content))
                : new ColumnFormat(
                        new DataType.Text(),
                        TypeSql.text(size + "text", column.collation()),
                        text(table, column, sets, content));
    }

    private static ValueReader bytes(Content content) {
        return in -> {
            EventBytes found = content.of(in);
            return found.copy(found.remaining());
        };
    }

    private static ValueReader text(TableId table, ColumnFacts column, CharacterSets sets, Content content) {
        TextDecoder decoder = sets.decoder(column.characterSet());
        return in -> {
            EventBytes found = content.of(in);
            String text = decoder.decode(found.array(), found.position(), found.remaining());
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
        return new ColumnFormat(
                new DataType.Enumeration(labels), TypeSql.labelled("enum", labels, column.collation()), in -> {
                    int index = (int) in.littleEndian(size);
                    if (index > labels.size()) {
                        throw unknownLabel(table, column);
                    }
                    return index == 0 ? "" : labels.get(index - 1);
                });
    }

    private static ColumnFormat labelSet(TableId table, int size, ColumnFacts column) {
        List<String> labels = column.labels();
        return new ColumnFormat(
                new DataType.LabelSet(labels), TypeSql.labelled("set", labels, column.collation()), in -> {
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
