package io.dbstream.reader.capture.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replication slot: what makes the server keep its log for a stream.
 *
 * @param plugin that decodes the log for it; empty for one of physical replication
 * @param walStatus {@code lost} when the server has removed log that the slot needs
 * @param reason why the server has given the slot up; empty when it has not, or its version does not say
 * @param active the process that reads from it; 0 when none does
 * @param confirmed before this the server may have forgotten what was committed
 */
record Slot(
        String name,
        String plugin,
        String database,
        boolean temporary,
        String walStatus,
        String reason,
        int active,
        long confirmed) {
    static final String PLUGIN = "pgoutput";

    private static final Logger log = LoggerFactory.getLogger(Slot.class);

    private static final int WITH_FAILOVER = 17;
    private static final int WITH_REASON = 17;
    private static final int MOST_ATTEMPTS = 20;

    static @Nullable Slot find(Connection connection, String name, Server server) throws SQLException {
        String reason = server.version() >= WITH_REASON ? "invalidation_reason" : "NULL";
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT coalesce(plugin, '') AS plugin, coalesce(database, '') AS database, temporary,"
                        + " coalesce(wal_status, '') AS wal_status, coalesce(" + reason + ", '') AS reason,"
                        + " coalesce(active_pid, 0) AS active, coalesce(confirmed_flush_lsn, '0/0')::text AS confirmed"
                        + " FROM pg_replication_slots WHERE slot_name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                return new Slot(
                        name,
                        row.getString("plugin"),
                        row.getString("database"),
                        row.getBoolean("temporary"),
                        row.getString("wal_status"),
                        row.getString("reason"),
                        row.getInt("active"),
                        Lsn.parse(row.getString("confirmed")));
            }
        }
    }

    /**
     * Makes a slot, which waits for the end of every transaction that runs at this moment.
     *
     * @return the place from which it keeps the log
     */
    static long create(Connection connection, String name, Server server) throws SQLException {
        tellWhatIsWaitedFor(connection, name);
        // So that it outlives the failover to a standby that is set up for it.
        boolean failover = server.version() >= WITH_FAILOVER && !server.standby();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT lsn::text FROM pg_create_logical_replication_slot(?, ?, false, false"
                        + (failover ? ", true)" : ")"))) {
            statement.setString(1, name);
            statement.setString(2, PLUGIN);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                log.info("Made the replication slot {} at {}", name, row.getString(1));
                return Lsn.parse(row.getString(1));
            }
        }
    }

    private static void tellWhatIsWaitedFor(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT count(*), min(xact_start)::text FROM pg_stat_activity"
                                + " WHERE backend_xid IS NOT NULL AND pid <> pg_backend_pid()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            if (row.getInt(1) > 0) {
                log.info(
                        "Making the replication slot {} waits for the end of {} transactions, the oldest begun at {}",
                        name,
                        row.getInt(1),
                        row.getString(2));
            }
        }
    }

    /** What keeps a stream from reading on from this position; null when nothing does. */
    @Nullable
    String refuses(long position, String currentDatabase) {
        String unusable = unusable(currentDatabase);
        if (unusable != null) {
            return unusable;
        }
        if (confirmed > position) {
            return "its replication slot " + name + " stands at " + Lsn.text(confirmed)
                    + " already: another reader used it, or the target was restored from an older copy";
        }
        return null;
    }

    /** What keeps anyone from reading with it in this database; null when nothing does. */
    @Nullable
    String unusable(String currentDatabase) {
        if (!plugin.equals(PLUGIN)) {
            return "its replication slot " + name + " is not one of the plugin " + PLUGIN;
        }
        if (!database.equals(currentDatabase)) {
            return "its replication slot " + name + " belongs to the database " + database;
        }
        if (temporary) {
            return "its replication slot " + name + " is a temporary one";
        }
        if (walStatus.equals("lost") || !reason.isEmpty()) {
            return "the server has given up its replication slot " + name
                    + (reason.isEmpty() ? "" : " (" + reason + ")") + ", and the log it kept (max_slot_wal_keep_size"
                    + " bounds how much a slot may keep)";
        }
        return null;
    }

    /** The name of whoever reads from it, when that is none of this stream's own readers; null when nobody else does. */
    @Nullable
    String otherHolder(Connection connection) throws SQLException {
        if (active == 0) {
            return null;
        }
        try (PreparedStatement statement = connection.prepareStatement("SELECT coalesce(application_name, ''),"
                + " current_setting('application_name') FROM pg_stat_activity WHERE pid = ?")) {
            statement.setInt(1, active);
            try (ResultSet row = statement.executeQuery()) {
                // Without a row it has ended meanwhile.
                if (!row.next() || row.getString(1).equals(row.getString(2))) {
                    return null;
                }
                return row.getString(1).isEmpty() ? "its name is not known" : row.getString(1);
            }
        }
    }

    /** Drops a slot, and ends the stream's reader; nothing when there is none, or when it is another's who reads from it. */
    static void drop(Connection connection, String name, Server server) throws SQLException {
        for (int attempt = 0; ; attempt++) {
            Slot slot = find(connection, name, server);
            if (slot == null) {
                return;
            }
            String other = slot.otherHolder(connection);
            if (other != null) {
                log.warn("The replication slot {} stays, because another reads from it: {}", name, other);
                return;
            }
            try {
                if (slot.active() != 0) {
                    terminate(connection, slot.active());
                }
                try (PreparedStatement statement = connection.prepareStatement("SELECT pg_drop_replication_slot(?)")) {
                    statement.setString(1, name);
                    statement.execute();
                }
                log.info("Dropped the replication slot {}", name);
                return;
            } catch (SQLException e) {
                if (!SqlErrors.is(e, SqlErrors.OBJECT_IN_USE) || attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Ends a process of the server, and gives it a moment. */
    static void terminate(Connection connection, int process) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_terminate_backend(?), pg_sleep(0.2)")) {
            statement.setInt(1, process);
            statement.execute();
        }
    }
}
