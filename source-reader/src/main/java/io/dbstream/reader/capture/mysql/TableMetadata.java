package io.dbstream.reader.capture.mysql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The optional part of a TABLE_MAP event ({@code Table_map_log_event} of the server). With {@code binlog_row_metadata=MINIMAL} it
 * holds signs and character sets at most, with FULL also names, labels and the key.
 *
 * @param unsigned whether each column has no sign; null when the log does not say
 * @param collations the collation of each column of text, enum or set, 0 for other columns; null when the log does not say
 * @param names the columns' names; null when the log does not say
 * @param labels the labels of each enum or set, as bytes in the column's character set; empty for other columns
 * @param geometries which kind each column of geometries takes, as the server numbers kinds; 0 for other columns and for any kind
 * @param key the indexes of the columns of the primary key, in its order
 */
record TableMetadata(
        boolean @Nullable [] unsigned,
        int @Nullable [] collations,
        @Nullable List<String> names,
        List<List<byte[]>> labels,
        int[] geometries,
        List<Integer> key) {
    private static final List<String> GEOMETRIES = List.of(
            ColumnFacts.ANY_GEOMETRY,
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection");

    private static final int SIGNEDNESS = 1;
    private static final int DEFAULT_CHARSET = 2;
    private static final int COLUMN_CHARSET = 3;
    private static final int COLUMN_NAME = 4;
    private static final int SET_LABELS = 5;
    private static final int ENUM_LABELS = 6;
    private static final int GEOMETRY_KINDS = 7;
    private static final int SIMPLE_PRIMARY_KEY = 8;
    private static final int PRIMARY_KEY_WITH_PREFIX = 9;
    private static final int ENUM_AND_SET_DEFAULT_CHARSET = 10;
    private static final int ENUM_AND_SET_COLUMN_CHARSET = 11;

    static TableMetadata read(EventBytes in, int[] types, boolean mariaDb) {
        Reader reader = new Reader(types, mariaDb);
        while (in.hasRemaining()) {
            int field = in.uint8();
            int length = in.packedInt();
            int from = in.take(length);
            reader.field(field, new EventBytes(in.array(), from, from + length));
        }
        return new TableMetadata(
                reader.unsigned, reader.collations, reader.names, reader.labels, reader.geometries, reader.key);
    }

    private static final class Reader {
        private final int[] types;
        private final boolean mariaDb;
        private boolean @Nullable [] unsigned;
        private int @Nullable [] collations;
        private @Nullable List<String> names;
        private final List<List<byte[]>> labels = new ArrayList<>();
        private final int[] geometries;
        private final List<Integer> key = new ArrayList<>();

        private Reader(int[] types, boolean mariaDb) {
            this.types = types;
            this.mariaDb = mariaDb;
            this.geometries = new int[types.length];
            for (int i = 0; i < types.length; i++) {
                labels.add(List.of());
            }
        }

        private void field(int field, EventBytes in) {
            switch (field) {
                case SIGNEDNESS -> unsigned = signs(in);
                case DEFAULT_CHARSET -> defaultCollation(in, this::hasCollation);
                case COLUMN_CHARSET -> eachCollation(in, this::hasCollation);
                case ENUM_AND_SET_DEFAULT_CHARSET -> defaultCollation(in, TableMetadata::isLabelled);
                case ENUM_AND_SET_COLUMN_CHARSET -> eachCollation(in, TableMetadata::isLabelled);
                case COLUMN_NAME -> names = columnNames(in);
                case SET_LABELS -> labels(in, WireType.SET);
                case ENUM_LABELS -> labels(in, WireType.ENUM);
                case GEOMETRY_KINDS -> {
                    for (int column : columns(type -> type == WireType.GEOMETRY)) {
                        geometries[column] = in.packedInt();
                    }
                }
                case SIMPLE_PRIMARY_KEY -> {
                    while (in.hasRemaining()) {
                        key.add(in.packedInt());
                    }
                }
                case PRIMARY_KEY_WITH_PREFIX -> {
                    while (in.hasRemaining()) {
                        key.add(in.packedInt());
                        in.packed();
                    }
                }
                default -> {
                    // Visibility and what later servers add say nothing about values that are read here.
                }
            }
        }

        private boolean[] signs(EventBytes in) {
            boolean[] signs = new boolean[types.length];
            int from = in.position();
            int number = 0;
            for (int i = 0; i < types.length; i++) {
                if (isNumber(types[i])) {
                    signs[i] = (in.array()[from + number / 8] & 0x80 >> number % 8) != 0;
                    number++;
                }
            }
            return signs;
        }

        /** To MariaDB a geometry is a blob, and has the collation of bytes. */
        private boolean hasCollation(int type) {
            return isText(type) || (mariaDb && type == WireType.GEOMETRY);
        }

        private int[] collations() {
            int[] known = collations;
            if (known == null) {
                known = new int[types.length];
                collations = known;
            }
            return known;
        }

        private int[] columns(IntPredicate kind) {
            return IntStream.range(0, types.length)
                    .filter(i -> kind.test(types[i]))
                    .toArray();
        }

        private void defaultCollation(EventBytes in, IntPredicate kind) {
            int[] columns = columns(kind);
            int collation = in.packedInt();
            for (int column : columns) {
                collations()[column] = collation;
            }
            while (in.hasRemaining()) {
                int column = columns[in.packedInt()];
                collations()[column] = in.packedInt();
            }
        }

        private void eachCollation(EventBytes in, IntPredicate kind) {
            for (int column : columns(kind)) {
                collations()[column] = in.packedInt();
            }
        }

        private List<String> columnNames(EventBytes in) {
            List<String> columnNames = new ArrayList<>(types.length);
            while (in.hasRemaining()) {
                columnNames.add(in.text(in.packedInt(), StandardCharsets.UTF_8));
            }
            return columnNames;
        }

        private void labels(EventBytes in, int type) {
            for (int column : columns(code -> code == type)) {
                int count = in.packedInt();
                List<byte[]> columnLabels = new ArrayList<>(count);
                for (int i = 0; i < count; i++) {
                    columnLabels.add(in.copy(in.packedInt()));
                }
                labels.set(column, columnLabels);
            }
        }
    }

    private static boolean isNumber(int type) {
        return switch (type) {
            case WireType.TINY,
                    WireType.SHORT,
                    WireType.INT24,
                    WireType.LONG,
                    WireType.LONGLONG,
                    WireType.NEWDECIMAL,
                    WireType.FLOAT,
                    WireType.DOUBLE,
                    WireType.YEAR -> true;
            default -> false;
        };
    }

    private static boolean isText(int type) {
        return switch (type) {
            case WireType.STRING,
                    WireType.VAR_STRING,
                    WireType.VARCHAR,
                    WireType.VARCHAR_COMPRESSED,
                    WireType.TINY_BLOB,
                    WireType.MEDIUM_BLOB,
                    WireType.LONG_BLOB,
                    WireType.BLOB,
                    WireType.BLOB_COMPRESSED -> true;
            default -> false;
        };
    }

    private static boolean isLabelled(int type) {
        return type == WireType.ENUM || type == WireType.SET;
    }

    /** Which geometries a column takes; empty for other columns. */
    String geometry(int[] types, int column) {
        return types[column] == WireType.GEOMETRY ? GEOMETRIES.get(geometries[column]) : "";
    }

    /** The collation of a column, 0 when the log does not say. */
    int collation(int column) {
        return collations == null ? 0 : collations[column];
    }

    @Override
    public String toString() {
        return "TableMetadata of " + (names == null ? "unnamed columns" : names) + ", key "
                + Arrays.toString(key.toArray());
    }
}
