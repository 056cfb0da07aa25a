package io.dbstream.database.mysql;

import java.sql.SQLException;

/** Error numbers of MySQL and MariaDB, and of their driver. */
public final class MySqlErrors {
    public static final int DATABASE_DENIED = 1044;
    public static final int ACCESS_DENIED = 1045;
    public static final int UNKNOWN_DATABASE = 1049;
    public static final int SYNTAX = 1064;
    public static final int HOST_DENIED = 1130;
    public static final int TABLE_DENIED = 1142;
    public static final int NO_SUCH_TABLE = 1146;
    public static final int RIGHT_MISSING = 1227;
    /** The driver's, for an authentication plugin that it does not have; MySQL names any for a user it does not know. */
    public static final int AUTHENTICATION_UNKNOWN = 1251;
    /** MySQL's and MariaDB's numbers for {@code require_secure_transport}. */
    public static final int ENCRYPTION_DEMANDED = 3159;

    public static final int ENCRYPTION_DEMANDED_BY_MARIADB = 4263;

    private MySqlErrors() {}

    /** Whether the user lacks a right, which no second try gives. */
    public static boolean isDenied(SQLException e) {
        return switch (e.getErrorCode()) {
            case DATABASE_DENIED, TABLE_DENIED, RIGHT_MISSING -> true;
            default -> false;
        };
    }
}
