package io.dbstream.reader.capture.mysql;

import io.dbstream.database.mysql.MySqlErrors;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the end of a server's log, and whether a position still belongs to it. */
final class PositionCheck {
    /** How long a server that took over may take to execute what it has received of the one before. */
    private static final int TAKEOVER_SECONDS = 5;

    private final LogSource source;
    private final Connection connection;
    private final Server server;

    PositionCheck(LogSource source, Connection connection, Server server) {
        this.source = source;
        this.connection = connection;
        this.server = server;
    }

    /** The end of the log at this moment. */
    LogPosition end() throws SQLException {
        LogPlace place = endOfFile();
        if (server.isMariaDb()) {
            return new MariaDbPosition(place, gtidsAt(place));
        }
        if (server.hasGtids()) {
            String executed = text("SELECT @@global.gtid_executed");
            return new GtidPosition(place, GtidSet.parse(executed == null ? "" : executed));
        }
        return new FilePosition(place);
    }

    private LogPlace endOfFile() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = status(statement)) {
            if (!row.next()) {
                throw new StreamException(
                        ErrorKind.PREREQUISITE, "the source writes no binary log: start it with --log-bin");
            }
            String file = row.getString(1);
            return new LogPlace(server.identity(), file, source.begun(file), row.getLong(2));
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

    private String gtidsAt(LogPlace place) throws SQLException {
        String gtids = text("SELECT BINLOG_GTID_POS(?, ?)", place.file(), Long.toString(place.offset()));
        return gtids == null ? "" : gtids;
    }

    /** Refuses a position that another log made, or that this one no longer has. */
    void require(LogPosition position) throws SQLException {
        switch (position) {
            case GtidPosition gtids -> requireGtids(gtids);
            case FilePosition files -> requireFile(files);
            case MariaDbPosition gtids -> requireMariaDb(gtids);
        }
    }

    private void requireFile(FilePosition position) throws SQLException {
        if (!isFromHere(position)) {
            throw lost(position, "another server wrote the log that it belongs to");
        }
        Map<String, Long> files = files();
        requireSameLog(position, files);
        if (!files.containsKey(position.place().file())) {
            throw lost(position, "the server has purged the file (binlog_expire_logs_seconds says when it does)");
        }
    }

    private void requireGtids(GtidPosition position) throws SQLException {
        if (server.isMariaDb()) {
            throw lost(position, "it is one of MySQL, but the server is MariaDB");
        }
        if (!server.hasGtids()) {
            throw lost(position, "the server's gtid_mode is not ON any more");
        }
        String executed = position.executed().toString();
        if (isFromHere(position)) {
            requireSameLog(position, files());
        } else if (executed.isEmpty()) {
            throw lost(position, "the server is another one");
        } else {
            // What took over may still be executing what it received of the server before.
            text("SELECT WAIT_FOR_EXECUTED_GTID_SET(?, ?)", executed, Integer.toString(TAKEOVER_SECONDS));
        }
        if (!"1".equals(text("SELECT GTID_SUBSET(?, @@global.gtid_executed)", executed))) {
            throw lost(position, "the server lacks transactions before it, so it is another one, or was restored");
        }
        if (!"1".equals(text("SELECT GTID_SUBSET(@@global.gtid_purged, ?)", executed))) {
            throw lost(
                    position,
                    "the server has purged log files with transactions behind it"
                            + " (binlog_expire_logs_seconds says when it does)");
        }
    }

    private void requireMariaDb(MariaDbPosition position) throws SQLException {
        if (!server.isMariaDb()) {
            throw lost(position, "it is one of MariaDB, but the server is MySQL");
        }
        if (!isFromHere(position)) {
            // A replica that took over has something else there, and itself checks the transactions.
            return;
        }
        Map<String, Long> files = files();
        requireSameLog(position, files);
        boolean undated = position.place().begun() == 0
                && files.containsKey(position.place().file());
        if (undated && !position.isAt(gtidsAt(position.place()))) {
            throw begunAnew(position);
        }
    }

    private boolean isFromHere(LogPosition position) {
        return position.place().server().equals(server.identity());
    }

    /** Refuses a log that was begun anew: it lacks the file, though not because the oldest are purged, or has another in its place. */
    private void requireSameLog(LogPosition position, Map<String, Long> files) {
        LogPlace place = position.place();
        Long length = files.get(place.file());
        boolean same = length == null
                ? !files.keySet().stream().allMatch(file -> isBefore(file, place.file()))
                : length >= place.offset() && (place.begun() == 0 || place.begun() == source.begun(place.file()));
        if (!same) {
            throw begunAnew(position);
        }
    }

    /** The log's files, from the oldest on, and their lengths. */
    private Map<String, Long> files() throws SQLException {
        Map<String, Long> files = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW BINARY LOGS")) {
            while (rows.next()) {
                files.put(rows.getString(1), rows.getLong(2));
            }
        }
        return files;
    }

    /** Whether a file's number is the lower one; of files with different names nothing is known. */
    private static boolean isBefore(String file, String other) {
        int dot = file.lastIndexOf('.');
        boolean comparable = dot > 0 && other.startsWith(file.substring(0, dot + 1)) && other.lastIndexOf('.') == dot;
        return comparable && number(file, dot) < number(other, dot);
    }

    private static long number(String file, int dot) {
        return Long.parseLong(file.substring(dot + 1));
    }

    private static StreamException begunAnew(LogPosition position) {
        return lost(
                position,
                "the server's log is another one than it was: it was begun anew (RESET MASTER), or the server was restored");
    }

    private static StreamException lost(LogPosition position, String reason) {
        return new StreamException(
                ErrorKind.POSITION_LOST, "the source cannot be read on from " + position.text() + ": " + reason);
    }

    private @Nullable String text(String query, String... parameters) throws SQLException {
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
