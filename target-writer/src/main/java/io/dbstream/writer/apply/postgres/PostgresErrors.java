package io.dbstream.writer.apply.postgres;

import io.dbstream.database.postgres.SqlStates;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Makes the product's errors of PostgreSQL's. PostgreSQL's messages hold row values ("Key (id)=(5) already exists"), so they are never
 * passed on once rows are being written, nor is the exception that holds them: the text is made of the SQLSTATE and of the names of
 * table, column and constraint.
 */
final class PostgresErrors {
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("22001", "a text is longer than the column allows"),
            Map.entry("22003", "a number is out of the range of the column's type"),
            Map.entry("22007", "a date or time is none for the column's type"),
            Map.entry("22008", "a date or time is out of the range of the column's type"),
            Map.entry("22021", "a text holds a character that the target's encoding lacks"),
            Map.entry("22P02", "a text is not of the form that the column's type wants"),
            Map.entry("22P05", "a text holds a character that the target's encoding lacks"),
            Map.entry("23502", "a column that must not be NULL would be"),
            Map.entry("23503", "a foreign key does not hold"),
            Map.entry("23505", "a unique constraint does not hold"),
            Map.entry("23514", "a check constraint does not hold"),
            Map.entry("23P01", "an exclusion constraint does not hold"),
            Map.entry("42701", "a column has the name of another or of one that PostgreSQL has in every table"),
            Map.entry("42703", "a column does not exist"),
            Map.entry("42P01", "the table does not exist"),
            Map.entry("54000", "a limit of the server, such as the size of an index entry, is exceeded"));

    private PostgresErrors() {}

    /** Whether the error says nothing about the rows, so that the same work may succeed later. */
    static boolean passes(SQLException e) {
        return SqlStates.passes(e);
    }

    static boolean isUniqueViolation(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    /** Whether another session made the same thing at the same moment. */
    static boolean isMadeByAnother(SQLException e) {
        String state = e.getSQLState();
        return isUniqueViolation(e) || "42P07".equals(state) || "42P06".equals(state) || "42710".equals(state);
    }

    /** Whether a table or column is not what it was when it was planned for. */
    static boolean isAboutTheCatalog(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("42");
    }

    /** Whether a value does not fit its column's type. */
    static boolean isAboutAValue(SQLException e) {
        return e.getSQLState() != null && e.getSQLState().startsWith("22");
    }

    static boolean isMissingRight(SQLException e) {
        return "42501".equals(e.getSQLState());
    }

    /**
     * The error of a statement, without any row value.
     *
     * @param doing what was being done, as the beginning of a sentence: {@code "Writing to table public.orders"}
     * @param column the column that is to blame when the server does not say so
     */
    static StreamException of(SQLException e, String doing, @Nullable String column) {
        String state = e.getSQLState() == null ? "none" : e.getSQLState();
        if (passes(e)) {
            return new StreamException(
                    ErrorKind.TARGET_UNAVAILABLE, doing + " was cut short by the target (SQLSTATE " + state + ")");
        }
        StringBuilder text = new StringBuilder(doing).append(" failed");
        String meaning = MEANINGS.get(state);
        if (meaning != null) {
            text.append(": ").append(meaning);
        }
        text.append(" (SQLSTATE ").append(state);
        ServerErrorMessage server = e instanceof PSQLException failure ? failure.getServerErrorMessage() : null;
        String blamed = server != null && server.getColumn() != null ? server.getColumn() : column;
        if (blamed != null) {
            text.append(", column \"").append(blamed).append('"');
        }
        if (server != null) {
            append(text, "constraint", server.getConstraint());
            append(text, "table", server.getTable());
            append(text, "type", server.getDatatype());
        }
        return new StreamException(kind(state), text.append(')').toString());
    }

    private static ErrorKind kind(String state) {
        if (state.startsWith("22")) {
            return ErrorKind.UNREPRESENTABLE;
        }
        return state.equals("42501") ? ErrorKind.PREREQUISITE : ErrorKind.REJECTED;
    }

    private static void append(StringBuilder text, String what, @Nullable String name) {
        if (name != null) {
            text.append(", ").append(what).append(" \"").append(name).append('"');
        }
    }
}
