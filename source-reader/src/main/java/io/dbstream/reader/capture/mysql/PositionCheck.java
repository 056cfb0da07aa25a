package io.dbstream.reader.capture.mysql;

import io.dbstream.database.mysql.MySqlErrors;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Finds the end of a server's log, and whether a position still belongs to it. */
final class PositionCheck {
    private PositionCheck() {}

    /** A place in a log file. */
    private record Place(String file, long offset) {}

    /** The end of the log at this moment. */
    static LogPosition end(Connection connection, Server server) throws SQLException {
        if (!server.isMariaDb() && server.hasGtids()) {
            String executed = text(connection, "SELECT @@global.gtid_executed");
            return new GtidPosition(server.identity(), GtidSet.parse(executed == null ? "" : executed));
        }
        Place place = endOfFile(connection);
        return server.isMariaDb()
                ? new MariaDbPosition(
                        server.identity(),
                        place.file(),
                        place.offset(),
                        gtidsAt(connection, place.file(), place.offset()))
                : new FilePosition(server.identity(), place.file(), place.offset());
    }

    private static Place endOfFile(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = status(statement)) {
            if (!row.next()) {
                throw new StreamException(
                        ErrorKind.PREREQUISITE, "the source writes no binary log: start it with --log-bin");
            }
            return new Place(row.getString(1), row.getLong(2));
        }
    }

    /** What the server says of its log; the statement has a new name since MySQL 8.4. */
    static ResultSet status(Statement statement) throws SQLException {
        try {
            return statement.executeQuery("SHOW MASTER STATUS");
        } catch (SQLException e) {
            if (e.getErrorCode() != MySqlErrors.SYNTAX) {
                throw e;
            }
            return statement.executeQuery("SHOW BINARY LOG STATUS");
        }
    }

    private static String gtidsAt(Connection connection, String file, long offset) throws SQLException {
        String gtids = text(connection, "SELECT BINLOG_GTID_POS(?, ?)", file, Long.toString(offset));
        return gtids == null ? "" : gtids;
    }

    /** Refuses a position that another log made, or that this one no longer has. */
    static void require(Connection connection, Server server, LogPosition position) throws SQLException {
        switch (position) {
            case GtidPosition gtids -> requireGtids(connection, server, gtids);
            case FilePosition place -> {
                if (!place.server().equals(server.identity())) {
                    throw lost(position, "another server wrote the log that it belongs to");
                }
            }
            case MariaDbPosition gtids -> requireMariaDb(connection, server, gtids);
        }
    }

    private static void requireGtids(Connection connection, Server server, GtidPosition position) throws SQLException {
        if (server.isMariaDb()) {
            throw lost(position, "it is one of MySQL, but the server is MariaDB");
        }
        if (!server.hasGtids()) {
            throw lost(position, "the server's gtid_mode is not ON any more");
        }
        String executed = position.executed().toString();
        if (!"1".equals(text(connection, "SELECT GTID_SUBSET(?, @@global.gtid_executed)", executed))) {
            throw lost(position, "the server lacks transactions before it, so it is another one, or was restored");
        }
        if (!"1".equals(text(connection, "SELECT GTID_SUBSET(@@global.gtid_purged, ?)", executed))) {
            throw lost(position, "the server has purged log files with transactions behind it");
        }
    }

    private static void requireMariaDb(Connection connection, Server server, MariaDbPosition position)
            throws SQLException {
        if (!server.isMariaDb()) {
            throw lost(position, "it is one of MariaDB, but the server is MySQL");
        }
        // On another server, such as a replica that took over, the same place holds something else, and the server
        // itself checks the
        // transactions. On the same, the place has to hold the very transactions: else the log was begun anew.
        if (position.server().equals(server.identity()) && hasPlace(connection, position)) {
            String found = gtidsAt(connection, position.file(), position.offset());
            if (!position.isAt(found)) {
                throw lost(position, "the server has other transactions there, so its log was begun anew");
            }
        }
    }

    private static boolean hasPlace(Connection connection, MariaDbPosition position) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                if (rows.getString(1).equals(position.file())) {
                    return rows.getLong(2) >= position.offset();
                }
            }
        }
        return false;
    }

    private static StreamException lost(LogPosition position, String reason) {
        return new StreamException(
                ErrorKind.POSITION_LOST, "the source cannot be read on from " + position.text() + ": " + reason);
    }

    private static @Nullable String text(Connection connection, String query, String... parameters)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
