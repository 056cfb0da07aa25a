package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Place;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** What peers need in a PostgreSQL source, and what they leave there. */
final class PostgresSource {
    private PostgresSource() {}

    /** Lets the source log whole rows where it else logs keys, or no longer. */
    static void logWholeRows(Place source, String table, boolean whole) throws SQLException {
        execute(source, "ALTER TABLE %s REPLICA IDENTITY %s".formatted(table, whole ? "FULL" : "DEFAULT"));
    }

    /**
     * Drops a replication slot and the publication of the same name, whose reader is gone: a slot that nobody reads keeps all that is
     * logged from then on.
     */
    static void forget(Place source, String name) throws SQLException {
        // The server may not know yet that the reader is gone, and it drops no slot that is in use.
        execute(
                source,
                "SELECT pg_terminate_backend(active_pid, 10000) FROM pg_replication_slots WHERE slot_name = '%s'"
                        .formatted(name));
        execute(
                source,
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = '%s'"
                        .formatted(name));
        execute(source, "DROP PUBLICATION IF EXISTS " + name);
    }

    private static void execute(Place source, String sql) throws SQLException {
        try (Connection connection = source.connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
