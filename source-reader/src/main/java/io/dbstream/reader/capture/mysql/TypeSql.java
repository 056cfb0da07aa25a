package io.dbstream.reader.capture.mysql;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Spells types of columns as a {@code CREATE TABLE} takes them. */
final class TypeSql {
    private static final Pattern COMMENT = Pattern.compile("\\s*/\\*.*?\\*/");
    private static final Pattern WIDTH = Pattern.compile("^(tinyint|smallint|mediumint|int|bigint|year)\\(\\d+\\)");
    private static final Pattern DIGITS_OF_FLOAT = Pattern.compile("^(float|double)\\([\\d,]+\\)");
    private static final Pattern VECTOR = Pattern.compile("^vector\\((\\d+)\\)");
    private static final Pattern SRID = Pattern.compile(" srid \\d+$");
    private static final int BYTES_PER_DIMENSION = 4;
    private static final Set<String> TEXTS =
            Set.of("char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set");

    private TypeSql() {}

    static String unsigned(String type, boolean unsigned) {
        return unsigned ? type + " unsigned" : type;
    }

    /** A type with digits behind the second, if it has any. */
    static String fraction(String type, int digits) {
        return digits == 0 ? type : type + "(" + digits + ")";
    }

    static String text(String type, Collation collation) {
        return type + " character set " + collation.set().name() + " collate " + collation.name();
    }

    /**
     * An enum or set. A server that is told to take backslashes as they are would misread a label that holds one.
     *
     * @param type {@code enum} or {@code set}
     */
    static String labelled(String type, List<String> labels, Collation collation) {
        String quoted = labels.stream()
                .map(label -> "'" + label.replace("\\", "\\\\").replace("'", "''") + "'")
                .collect(Collectors.joining(","));
        return text(type + "(" + quoted + ")", collation);
    }

    /**
     * The type of a column from what information_schema says of it: without widths that mean nothing (that of {@code tinyint(1)}
     * tells clients that a truth is meant), and without the server's comments.
     *
     * @param dataType the type's name alone
     * @param columnType the type as the server spells it
     * @param srid the only reference system that a geometry may have; null for any
     */
    static String declared(String dataType, String columnType, ColumnFacts facts, @Nullable Integer srid) {
        String name = dataType.toLowerCase(Locale.ROOT);
        if (name.equals("enum") || name.equals("set")) {
            return labelled(name, facts.labels(), facts.collation());
        }
        String type = COMMENT.matcher(columnType.toLowerCase(Locale.ROOT)).replaceAll("");
        if (TEXTS.contains(name)) {
            return text(type, facts.collation());
        }
        if (!facts.geometry().isEmpty()) {
            return srid == null ? facts.geometry() : facts.geometry() + " srid " + srid;
        }
        boolean widthMatters = type.equals("tinyint(1)") || type.equals("year(2)") || type.endsWith(" zerofill");
        return widthMatters ? type : withoutWidth(type);
    }

    /** What the log shows of a type: it keeps nothing that concerns printing and checking only. */
    static String asLogged(String declared) {
        String type = declared.endsWith(" zerofill")
                ? declared.substring(0, declared.length() - " zerofill".length())
                : declared;
        Matcher vector = VECTOR.matcher(type);
        if (vector.find()) {
            return "varbinary(" + Integer.parseInt(vector.group(1)) * BYTES_PER_DIMENSION + ")";
        }
        return switch (type) {
            case "uuid", "inet6" -> "binary(16)";
            case "inet4" -> "binary(4)";
            default ->
                SRID.matcher(DIGITS_OF_FLOAT.matcher(withoutWidth(type)).replaceFirst("$1"))
                        .replaceFirst("");
        };
    }

    /** Whether the log may show one of MariaDB's own types so. */
    static boolean maySpeakOfBytesOnly(String logged) {
        return logged.equals("binary(16)") || logged.equals("binary(4)");
    }

    private static String withoutWidth(String type) {
        return WIDTH.matcher(type).replaceFirst("$1");
    }
}
