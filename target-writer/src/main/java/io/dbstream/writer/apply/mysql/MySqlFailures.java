package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the product's errors of those of MySQL and MariaDB. Their messages hold row values ("Duplicate entry '5' for key"), so they are
 * never passed on once rows are being written, nor is the exception that holds them: the text is made of the error's number, and of the
 * names of columns and constraints that the message has, if they are names that the table has.
 */
final class MySqlFailures {
    private static final int DUPLICATE = 1062;
    private static final int GUARD = 1690;
    private static final int REFERENCED = 1451;
    private static final int NO_LOADS = 1148;
    private static final int NO_LOADS_IN_MYSQL = 3948;
    private static final int NO_LOADS_IN_MARIADB = 4166;

    /** Locks, deadlocks, ends of connections and servers, full disks, replicas that write nothing. */
    private static final Set<Integer> PASSING = Set.of(
            1020, 1021, 1028, 1030, 1037, 1038, 1040, 1041, 1042, 1043, 1047, 1053, 1080, 1114, 1129, 1152, 1158, 1159,
            1160, 1161, 1180, 1181, 1184, 1189, 1190, 1203, 1205, 1206, 1213, 1226, 1290, 1317, 1412, 1613, 1614, 1615,
            1637, 1792, 1836, 1872, 1927, 1969, 2002, 2003, 2006, 2013, 2055, 3024, 3058, 3100, 3101, 3168, 3169, 3572,
            4031);

    /** A value that its column's type does not hold. */
    private static final Set<Integer> VALUES = Set.of(
            1264, 1265, 1292, 1300, 1366, 1367, 1406, 1411, 1416, 1425, 1426, 1427, 1439, 1525, 1690, 1977, 3064, 3140,
            3141, 3516, 3548, 3617, 3643, 3854, 3903, 4079);

    /** NULL where there must be none, unique and foreign keys, checks, partitions that take no such row, rows that are too long. */
    private static final Set<Integer> CONSTRAINTS = Set.of(
            1048,
            DUPLICATE,
            1118,
            1169,
            1216,
            1217,
            1369,
            REFERENCED,
            1452,
            1526,
            1557,
            1586,
            1591,
            1748,
            1761,
            1762,
            3819,
            4025);

    private static final Set<Integer> RIGHTS = Set.of(1044, 1142, 1143, 1227, 1370);

    private static final Set<Integer> CATALOG = Set.of(1049, 1051, 1054, 1091, 1136, 1146, 1364, 1906, 3105, 3886);

    private static final String READ_ONLY =
            "it takes no writes (it is a replica, or read_only or super_read_only is ON)";

    private static final Map<Integer, String> MEANINGS = Map.ofEntries(
            Map.entry(1021, "its disk is full"),
            Map.entry(1040, "it has too many connections"),
            Map.entry(1114, "it has no room left for the table"),
            Map.entry(
                    1197,
                    "the transaction is larger than its log takes: SET GLOBAL max_binlog_cache_size ="
                            + " 18446744073709547520"),
            Map.entry(1205, "another transaction has held a lock for too long"),
            Map.entry(1213, "another transaction and this one waited for each other"),
            Map.entry(1290, READ_ONLY),
            Map.entry(1792, READ_ONLY),
            Map.entry(1836, READ_ONLY),
            Map.entry(1048, "a column that must not be NULL would be"),
            Map.entry(1054, "a column does not exist"),
            Map.entry(DUPLICATE, "a unique key does not hold"),
            Map.entry(1118, "a row is longer than the server allows"),
            Map.entry(1146, "the table does not exist"),
            Map.entry(1216, "a foreign key does not hold"),
            Map.entry(1217, "a foreign key does not hold"),
            Map.entry(1264, "a number is out of the range of the column's type"),
            Map.entry(1265, "a value is none for the column's type"),
            Map.entry(1292, "a date, time or number is none for the column's type"),
            Map.entry(1364, "a column that the source lacks has no default"),
            Map.entry(1366, "a text holds a character that the column's character set lacks, or is no number"),
            Map.entry(1406, "a value is longer than the column allows"),
            Map.entry(1411, "a value is not of the form that the column's type wants"),
            Map.entry(1416, "a shape is none for the column's type"),
            Map.entry(1452, "a foreign key does not hold"),
            Map.entry(REFERENCED, "a foreign key does not hold"),
            Map.entry(
                    1665,
                    "the server writes statements into its log, which READ COMMITTED does not allow: SET GLOBAL"
                            + " binlog_format = 'ROW'"),
            Map.entry(3140, "a text is no JSON"),
            Map.entry(3643, "a shape has another reference system than the column"),
            Map.entry(3819, "a check constraint does not hold"),
            Map.entry(4025, "a check constraint does not hold"));

    private static final Pattern COLUMN = Pattern.compile("(?:[cC]olumn|Field) (?:'([^']+)'|(?:`[^`]+`\\.)*`([^`]+)`)");
    private static final Pattern KEY = Pattern.compile("for key '(?:[^']*\\.)?([^'.]+)'$");
    private static final Pattern CONSTRAINT = Pattern.compile("(?i:constraint) [`']([^`']+)[`']");

    private MySqlFailures() {}

    /** Whether the error says nothing about the rows, so that the same work may succeed later. */
    static boolean passes(SQLException e) {
        String state = e.getSQLState();
        return PASSING.contains(e.getErrorCode())
                || (e.getErrorCode() == 0 && (state == null || !state.startsWith("2")))
                || (state != null && state.startsWith("08"));
    }

    static boolean isUniqueViolation(SQLException e) {
        return e.getErrorCode() == DUPLICATE;
    }

    static boolean isAboutTheCatalog(SQLException e) {
        return CATALOG.contains(e.getErrorCode());
    }

    static boolean isMissingRight(SQLException e) {
        return RIGHTS.contains(e.getErrorCode());
    }

    /** Whether one row is to blame: a value, a constraint, or what a trigger says with SIGNAL. */
    static boolean isAboutTheRow(SQLException e) {
        return VALUES.contains(e.getErrorCode())
                || CONSTRAINTS.contains(e.getErrorCode())
                || "45000".equals(e.getSQLState());
    }

    /** Whether rows of other tables, or others of the same, point to one that was to go. */
    static boolean isReferenced(SQLException e) {
        return e.getErrorCode() == REFERENCED || e.getErrorCode() == 1217;
    }

    /** Whether an upsert met another row than the one it was for. */
    static boolean isGuard(SQLException e) {
        return e.getErrorCode() == GUARD;
    }

    /** Whether the server takes no bulk loads from clients. */
    static boolean isAboutLoads(SQLException e) {
        return switch (e.getErrorCode()) {
            case NO_LOADS, NO_LOADS_IN_MYSQL, NO_LOADS_IN_MARIADB -> true;
            default -> false;
        };
    }

    /** A bulk load left rows out or changed them: most likely because some were there already. */
    static SQLException notLoaded() {
        return new SQLException("A load left out or changed rows", "23000", DUPLICATE);
    }

    /**
     * The error of a statement, without any row value.
     *
     * @param doing what was being done, as the beginning of a sentence: {@code "Writing to table shop.orders"}
     * @param table whose names may be said
     */
    static StreamException of(SQLException e, String doing, @Nullable TargetTable table) {
        int code = e.getErrorCode();
        if (passes(e)) {
            return new StreamException(
                    ErrorKind.TARGET_UNAVAILABLE,
                    doing + " was cut short by the target" + meaning(code) + " (" + number(e) + ")");
        }
        StringBuilder text = new StringBuilder(doing).append(" failed").append(meaning(code));
        text.append(" (").append(number(e));
        if (table != null) {
            appendNames(text, String.valueOf(e.getMessage()), code, table);
        }
        return new StreamException(kind(e), text.append(')').toString());
    }

    private static String meaning(int code) {
        String meaning = MEANINGS.get(code);
        return meaning == null ? "" : ": " + meaning;
    }

    private static String number(SQLException e) {
        return "error " + e.getErrorCode() + ", SQLSTATE " + (e.getSQLState() == null ? "none" : e.getSQLState());
    }

    private static void appendNames(StringBuilder text, String message, int code, TargetTable table) {
        if (code == DUPLICATE) {
            Matcher key = KEY.matcher(message);
            if (key.find()
                    && table.keys().stream().anyMatch(known -> known.name().equals(key.group(1)))) {
                text.append(", key \"").append(key.group(1)).append('"');
            }
            return;
        }
        if (code == 1452 || code == REFERENCED || code == 3819 || code == 4025) {
            // These messages hold names only.
            Matcher constraint = CONSTRAINT.matcher(message);
            if (constraint.find()) {
                text.append(", constraint \"").append(constraint.group(1)).append('"');
            }
            return;
        }
        String column = column(message, table);
        if (column != null) {
            text.append(", column \"").append(column).append('"');
        }
    }

    /** The last one that the message names, since values stand before it. */
    private static @Nullable String column(String message, TargetTable table) {
        Matcher names = COLUMN.matcher(message);
        String found = null;
        while (names.find()) {
            TargetColumn column = table.column(names.group(1) == null ? names.group(2) : names.group(1));
            found = column == null ? found : column.name();
        }
        return found;
    }

    private static ErrorKind kind(SQLException e) {
        if (VALUES.contains(e.getErrorCode())) {
            return ErrorKind.UNREPRESENTABLE;
        }
        return isMissingRight(e) || e.getErrorCode() == 1665 ? ErrorKind.PREREQUISITE : ErrorKind.REJECTED;
    }
}
