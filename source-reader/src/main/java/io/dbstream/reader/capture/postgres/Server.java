package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What a server says of itself and of the user.
 *
 * @param version the major one
 * @param standby whether it follows another server
 * @param encoding of the database
 * @param end of the log
 */
record Server(
        int version,
        boolean standby,
        String walLevel,
        int maxSlots,
        int slots,
        int maxSenders,
        int senders,
        String database,
        String encoding,
        String user,
        boolean superuser,
        boolean mayCreate,
        long end) {
    private static final int MAJOR = 10_000;

    static Server of(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            refuseOthers(statement);
            try (ResultSet row = statement.executeQuery("""
                    SELECT current_setting('server_version_num')::int, pg_is_in_recovery(), current_setting('wal_level'),
                           current_setting('max_replication_slots')::int, (SELECT count(*) FROM pg_replication_slots),
                           current_setting('max_wal_senders')::int, (SELECT count(*) FROM pg_stat_replication),
                           current_database(), current_setting('server_encoding'), current_user,
                           (SELECT rolsuper FROM pg_roles WHERE rolname = current_user),
                           has_database_privilege(current_database(), 'CREATE'),
                           CASE WHEN pg_is_in_recovery() THEN coalesce(pg_last_wal_replay_lsn(), '0/0')
                                ELSE pg_current_wal_flush_lsn() END::text""")) {
                row.next();
                return new Server(
                        row.getInt(1) / MAJOR,
                        row.getBoolean(2),
                        row.getString(3),
                        row.getInt(4),
                        row.getInt(5),
                        row.getInt(6),
                        row.getInt(7),
                        row.getString(8),
                        row.getString(9),
                        row.getString(10),
                        row.getBoolean(11),
                        row.getBoolean(12),
                        Lsn.parse(row.getString(13)));
            }
        }
    }

    private static void refuseOthers(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT version()")) {
            row.next();
            if (row.getString(1).contains("CockroachDB")) {
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "the source is CockroachDB, which is not supported by this version yet");
            }
        }
    }
}
