package io.dbstream.writer.apply.mysql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The mark by which a stream's writer is found among the connections of a server: a lock with a name, which its session holds. What keeps
 * an older writer from committing is the fence of the checkpoint; this one lets go of what it has locked.
 */
final class WritersMark {
    private static final Logger log = LoggerFactory.getLogger(WritersMark.class);
    private static final int NO_SUCH_CONNECTION = 1094;
    private static final int ATTEMPTS = 5;

    private WritersMark() {}

    /** Ends the session that has the mark, and takes it; leaves things as they are where the user may not do that. */
    static void displace(Connection connection, String database, String streamId) throws SQLException {
        // Such locks are the whole server's, and their names have 64 characters at most.
        String mark =
                "dbstream " + UUID.nameUUIDFromBytes((database + "/" + streamId).getBytes(StandardCharsets.UTF_8));
        try {
            int patience = 0;
            for (int attempt = 0; attempt < ATTEMPTS && !take(connection, mark, patience); attempt++) {
                end(connection, mark);
                patience = 1;
            }
        } catch (SQLException e) {
            if (MySqlFailures.passes(e)) {
                throw e;
            }
            log.debug("The writer before cannot be ended, error {}", e.getErrorCode());
        }
        connection.commit();
    }

    private static boolean take(Connection connection, String mark, int seconds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT GET_LOCK(?, ?)")) {
            statement.setString(1, mark);
            statement.setInt(2, seconds);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getInt(1) == 1;
            }
        }
    }

    private static void end(Connection connection, String mark) throws SQLException {
        long holder = holder(connection, mark);
        if (holder == 0) {
            return;
        }
        log.info("Ending the connection of the writer before");
        try (Statement statement = connection.createStatement()) {
            statement.execute("KILL " + holder);
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_CONNECTION) {
                throw e;
            }
        }
    }

    private static long holder(Connection connection, String mark) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT IS_USED_LOCK(?)")) {
            statement.setString(1, mark);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }
}
