package io.dbstream.writer.apply.mysql;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A type of MySQL or MariaDB, with all that belongs to it.
 *
 * @param name as {@code information_schema} has it: {@code int}, {@code varchar}, {@code geomcollection}
 * @param parameters the numbers in parentheses: length, precision and scale, digits behind the second, width of display
 * @param labels of an enum or set
 * @param characterSet of text; empty for what is none
 * @param collation of text; empty for what is none
 * @param srid the only reference system that a shape may have; -1 for any
 */
record MySqlType(
        String name,
        List<Integer> parameters,
        List<String> labels,
        boolean unsigned,
        boolean zerofill,
        String characterSet,
        String collation,
        int srid) {
    static final int ANY_SRID = -1;

    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");
    private static final Set<String> LONG_TEXTS = Set.of("tinytext", "text", "mediumtext", "longtext");
    private static final Set<String> BLOBS = Set.of("tinyblob", "blob", "mediumblob", "longblob");
    private static final Set<String> SHAPES = Set.of(
            "geometry",
            "point",
            "linestring",
            "polygon",
            "multipoint",
            "multilinestring",
            "multipolygon",
            "geometrycollection",
            "geomcollection");

    MySqlType {
        parameters = List.copyOf(parameters);
        labels = List.copyOf(labels);
    }

    /** A type that is no text. */
    static MySqlType of(String name, int... parameters) {
        List<Integer> numbers = Arrays.stream(parameters).boxed().toList();
        return new MySqlType(name, numbers, List.of(), false, false, "", "", ANY_SRID);
    }

    /** The same without a sign. */
    MySqlType asUnsigned(boolean wanted) {
        return new MySqlType(name, parameters, labels, wanted, zerofill, characterSet, collation, srid);
    }

    /** The same text in another character set and collation. */
    MySqlType in(String otherSet, String otherCollation) {
        return new MySqlType(name, parameters, labels, unsigned, zerofill, otherSet, otherCollation, srid);
    }

    /** The same with labels. */
    MySqlType labelled(List<String> others) {
        return new MySqlType(name, parameters, others, unsigned, zerofill, characterSet, collation, srid);
    }

    /** Text, of which the server compares characters rather than bytes. */
    boolean isText() {
        return TEXTS.contains(name);
    }

    /** Text or bytes that are kept outside of the row, and of which only the beginning can be a key. */
    boolean isLong() {
        return LONG_TEXTS.contains(name) || BLOBS.contains(name);
    }

    boolean isBytes() {
        return BLOBS.contains(name) || name.equals("binary") || name.equals("varbinary");
    }

    boolean isShape() {
        return SHAPES.contains(name);
    }

    /** Whether equal values of this type are the same to the last bit. */
    boolean isExact() {
        return !isText()
                || collation.endsWith("_nopad_bin")
                || collation.equals("utf8mb4_0900_bin")
                || collation.equals("binary");
    }

    /** Whether spaces at the end mean nothing when values are compared. */
    boolean ignoresSpaces() {
        return isText()
                && !collation.contains("_nopad_")
                && !collation.contains("_0900_")
                && !collation.equals("binary");
    }

    /** Characters, bytes or bits between the parentheses, or what stands for them when there are none. */
    int length() {
        return parameters.isEmpty() ? 1 : parameters.getFirst();
    }

    /** Digits of a decimal behind its point. */
    int scale() {
        return parameters.size() < 2 ? 0 : parameters.get(1);
    }

    /** Digits behind the second. */
    int fraction() {
        return parameters.isEmpty() ? 0 : parameters.getFirst();
    }

    /** Characters that fit into a {@code char} or {@code varchar}; {@link Integer#MAX_VALUE} when the server counts bytes. */
    int characters() {
        return name.equals("char") || name.equals("varchar") ? length() : Integer.MAX_VALUE;
    }

    /** Bytes that fit. */
    long bytes() {
        return switch (name) {
            case "tinytext", "tinyblob" -> 255;
            case "text", "blob" -> 65_535;
            case "mediumtext", "mediumblob" -> 16_777_215;
            case "longtext", "longblob", "json" -> 4_294_967_295L;
            case "binary", "varbinary" -> length();
            case "char", "varchar" -> (long) length() * CharacterSets.longest(characterSet);
            default -> 0;
        };
    }

    /** What a value takes at most of the 65,535 bytes that a row may have; of what is kept outside, only where it is. */
    int rowBytes() {
        return switch (name) {
            case "tinyint", "year" -> 1;
            case "smallint", "enum" -> 2;
            case "mediumint", "date" -> 3;
            case "int", "float", "inet4" -> 4;
            case "bigint", "double", "set" -> 8;
            case "time" -> 3 + fractionBytes();
            case "timestamp" -> 4 + fractionBytes();
            case "datetime" -> 5 + fractionBytes();
            case "bit" -> (length() + 7) / 8;
            case "decimal" -> digitBytes(length() - scale()) + digitBytes(scale());
            case "uuid", "inet6" -> 16;
            case "char", "binary" -> (int) bytes();
            case "varchar", "varbinary" -> (int) bytes() + (bytes() > 255 ? 2 : 1);
            default -> 12;
        };
    }

    /** What a value takes at most of the bytes of an index. */
    int keyBytes() {
        return name.equals("varchar") || name.equals("varbinary") ? (int) bytes() : rowBytes();
    }

    private int fractionBytes() {
        return (fraction() + 1) / 2;
    }

    /** Nine digits go into four bytes. */
    private static int digitBytes(int digits) {
        return digits / 9 * 4 + (digits % 9 + 1) / 2;
    }

    /** As a statement names it, and as the catalog prints it, but for widths of display that mean nothing. */
    String sql() {
        StringBuilder sql = new StringBuilder(name);
        if (!labels.isEmpty()) {
            sql.append(labels.stream().map(MySqlType::quoted).collect(Collectors.joining(",", "(", ")")));
        } else if (!parameters.isEmpty()) {
            sql.append(parameters.stream().map(String::valueOf).collect(Collectors.joining(",", "(", ")")));
        }
        sql.append(unsigned ? " unsigned" : "").append(zerofill ? " zerofill" : "");
        if (!characterSet.isEmpty()) {
            sql.append(" character set ").append(characterSet);
        }
        if (!collation.isEmpty()) {
            sql.append(" collate ").append(collation);
        }
        return sql.toString();
    }

    /** For messages. */
    @Override
    public String toString() {
        return srid == ANY_SRID ? sql() : sql() + " srid " + srid;
    }

    private static String quoted(String label) {
        return "'" + label.replace("\\", "\\\\").replace("'", "''").replace("\0", "\\0") + "'";
    }

    /** The name of a character set or collation as newer servers spell it. */
    static String todaysName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.equals("utf8") || lower.startsWith("utf8_") ? "utf8mb3" + lower.substring(4) : lower;
    }
}
