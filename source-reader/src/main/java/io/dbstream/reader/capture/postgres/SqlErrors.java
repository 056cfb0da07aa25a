package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What the server's error codes (SQLSTATE) mean for a stream. */
final class SqlErrors {
    static final String DUPLICATE_OBJECT = "42710";
    static final String UNDEFINED_OBJECT = "42704";
    static final String OBJECT_IN_USE = "55006";
    static final String MISSING_RIGHT = "42501";
    static final String READ_ONLY = "25006";
    private static final String NOT_IN_STATE = "55000";

    private SqlErrors() {}

    static boolean is(SQLException e, String state) {
        return state.equals(e.getSQLState());
    }

    /** Of a statement at the source, or of the replication stream. */
    static ErrorKind kind(SQLException e) {
        String state = e.getSQLState();
        boolean ofServer = e instanceof PSQLException failure && failure.getServerErrorMessage() != null;
        if (state == null || !ofServer) {
            return ErrorKind.SOURCE_UNAVAILABLE;
        }
        return switch (state) {
            case MISSING_RIGHT -> ErrorKind.PREREQUISITE;
            // The slot does not exist any more, or lost what it kept.
            case UNDEFINED_OBJECT, NOT_IN_STATE -> ErrorKind.POSITION_LOST;
            default -> isAboutAValue(state) ? ErrorKind.UNREPRESENTABLE : ErrorKind.SOURCE_UNAVAILABLE;
        };
    }

    /** Such an error's message may show the value. */
    static boolean isAboutAValue(SQLException e) {
        return e.getSQLState() != null && isAboutAValue(e.getSQLState());
    }

    private static boolean isAboutAValue(String state) {
        return state.startsWith("22");
    }
}
