package io.dbstream.writer.apply.postgres;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mark by which a stream's writer is found among the connections of a database: an advisory lock that its session holds. What keeps
 * an older writer from committing is the fence of the checkpoint; this one lets go of what it has locked.
 */
final class WritersMark {
    private static final Logger log = LoggerFactory.getLogger(WritersMark.class);
    private static final int ATTEMPTS = 5;

    private WritersMark() {}

    /** Ends the session that has the mark, and takes it; leaves things as they are where the user may not do that. */
    static void displace(Connection connection, String streamId) throws SQLException {
        long mark = UUID.nameUUIDFromBytes(streamId.getBytes(StandardCharsets.US_ASCII))
                .getMostSignificantBits();
        try {
            for (int attempt = 0; attempt < ATTEMPTS && !take(connection, mark); attempt++) {
                end(connection, mark);
            }
            connection.commit();
        } catch (SQLException e) {
            if (PostgresErrors.passes(e)) {
                throw e;
            }
            log.debug("The writer before cannot be ended, state {}", e.getSQLState());
            connection.rollback();
        }
    }

    private static boolean take(Connection connection, long mark) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT pg_try_advisory_lock(?)")) {
            statement.setLong(1, mark);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    /** Waits for its end for a second. */
    private static void end(Connection connection, long mark) throws SQLException {
        log.info("Ending the connection of the writer before");
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT pg_terminate_backend(pid, 1000) FROM pg_locks"
                        + " WHERE locktype = 'advisory' AND objsubid = 1 AND granted"
                        + " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
                        + " AND ((classid::bigint << 32) | objid::bigint) = ?")) {
            statement.setLong(1, mark);
            statement.execute();
        }
    }
}
