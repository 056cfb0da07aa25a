package io.dbstream.database.postgres;

import java.sql.SQLException;
import org.postgresql.util.PSQLException;

/** What PostgreSQL's error codes say about trying again. */
public final class SqlStates {
    private SqlStates() {}

    /** Whether the error says nothing about what was asked, so that the same may succeed later. */
    public static boolean passes(SQLException e) {
        String state = e.getSQLState();
        if (state == null || !(e instanceof PSQLException)) {
            return true;
        }
        return switch (state) {
            // Failed serialization, deadlock, lock timeout, cancelled, read-only after a failover, idle and transaction
            // timeouts.
            case "40001", "40P01", "55P03", "57014", "25006", "25P03", "25P04" -> true;
            default ->
                state.startsWith("08") || state.startsWith("53") || state.startsWith("57P") || state.startsWith("58");
        };
    }
}
