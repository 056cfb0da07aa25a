package io.dbstream.reader.capture.mysql;

import java.sql.SQLException;

/** Error numbers of the servers. */
final class SqlErrors {
    static final int DATABASE_DENIED = 1044;
    static final int UNKNOWN_DATABASE = 1049;
    static final int SYNTAX = 1064;
    static final int HOST_DENIED = 1130;
    static final int TABLE_DENIED = 1142;
    static final int NO_SUCH_TABLE = 1146;
    static final int RIGHT_MISSING = 1227;
    /** The driver's, for an authentication plugin that it does not have; MySQL names any for a user it does not know. */
    static final int AUTHENTICATION_UNKNOWN = 1251;

    private SqlErrors() {}

    /** Whether the user lacks a right, which no second try gives. */
    static boolean isDenied(SQLException e) {
        return switch (e.getErrorCode()) {
            case DATABASE_DENIED, TABLE_DENIED, RIGHT_MISSING -> true;
            default -> false;
        };
    }
}
