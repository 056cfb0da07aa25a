package io.dbstream.reader.capture.mysql;

import com.github.shyiko.mysql.binlog.network.AuthenticationException;
import com.github.shyiko.mysql.binlog.network.ServerException;
import com.github.shyiko.mysql.binlog.network.protocol.command.Command;
import com.github.shyiko.mysql.binlog.network.protocol.command.DumpBinaryLogCommand;
import com.github.shyiko.mysql.binlog.network.protocol.command.DumpBinaryLogGtidCommand;
import io.dbstream.database.mysql.MySqlConnections;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Asks a server for its log from a position on, as a replica would. */
final class LogSource {
    private static final int ACCESS_DENIED = 1045;
    private static final int RIGHT_MISSING = 1227;
    private static final int LOG_UNREADABLE = 1236;
    private static final long LARGEST_OFFSET = 0xffffffffL;

    private final MySqlConnections connections;
    private final ConnectionString where;
    private final long serverId;
    private final UUID replica;

    LogSource(MySqlConnections connections, long serverId, String streamId) {
        this.connections = connections;
        this.where = connections.where();
        this.serverId = serverId;
        this.replica = UUID.nameUUIDFromBytes(streamId.getBytes(StandardCharsets.UTF_8));
    }

    /** Connects and logs in. */
    BinlogConnection connect() throws IOException {
        return BinlogConnection.open(where, connections.tls());
    }

    /** Asks for the log: the events behind the position follow. */
    void start(BinlogConnection connection, LogPosition position) throws IOException {
        connection.execute("SET @master_heartbeat_period = 1000000000, @source_heartbeat_period = 1000000000,"
                + " @master_binlog_checksum = @@global.binlog_checksum,"
                + " @source_binlog_checksum = @@global.binlog_checksum,"
                // So that the server ends what a reader of this stream may have left behind, and no other.
                + " @slave_uuid = '" + replica + "', @replica_uuid = '" + replica + "',"
                // A full hub makes this reader wait for as long as it takes.
                + " SESSION net_write_timeout = 86400");
        connection.dump(command(connection, position));
    }

    /** When a file of the log was begun, in seconds since 1970: what the server says before anything else of the file. */
    long begun(String file) {
        LogPosition beginning = new FilePosition(new LogPlace("", file, 0, LogPlace.FIRST_EVENT));
        try (BinlogConnection connection = connect()) {
            start(connection, beginning);
            EventBytes event = new EventBytes(new byte[0]);
            EventHeader header = new EventHeader();
            while (connection.next(event)) {
                header.read(event);
                if (header.type() == EventType.FORMAT_DESCRIPTION) {
                    return header.timestamp();
                }
            }
            throw new EOFException("the server ended its log before the beginning of " + file);
        } catch (IOException e) {
            throw failure(e, "the beginning of " + file);
        }
    }

    private Command command(BinlogConnection connection, LogPosition position) throws IOException {
        return switch (position) {
            case GtidPosition gtids ->
                new DumpBinaryLogGtidCommand(
                        serverId,
                        "",
                        LogPlace.FIRST_EVENT,
                        new com.github.shyiko.mysql.binlog.GtidSet(
                                gtids.executed().toString()));
            case FilePosition files -> {
                LogPlace place = files.place();
                if (place.offset() > LARGEST_OFFSET) {
                    throw new StreamException(
                            ErrorKind.POSITION_LOST,
                            "the protocol cannot express the position " + files.text() + ": turn gtid_mode on");
                }
                yield new DumpBinaryLogCommand(serverId, place.file(), place.offset());
            }
            case MariaDbPosition gtids -> {
                connection.execute("SET @mariadb_slave_capability = 4, @slave_connect_state = '" + gtids.gtids()
                        + "', @slave_gtid_strict_mode = 0, @slave_gtid_ignore_duplicates = 0");
                yield new DumpBinaryLogCommand(serverId, "", LogPlace.FIRST_EVENT);
            }
        };
    }

    /** What an error while reading the log means. */
    StreamException failure(IOException error, String coordinate) {
        if (error instanceof AuthenticationException) {
            return new StreamException(
                    ErrorKind.CONFIGURATION,
                    where + " refuses the user " + where.user() + " as a reader of its log: " + error.getMessage(),
                    error);
        }
        if (error instanceof ServerException server) {
            return refusal(server, coordinate);
        }
        return connections
                .encryptionFailure(error)
                .orElseGet(() -> new StreamException(
                        ErrorKind.SOURCE_UNAVAILABLE,
                        "the connection to " + where + " broke: " + error.getMessage(),
                        error));
    }

    private StreamException refusal(ServerException error, String coordinate) {
        String said = String.valueOf(error.getMessage());
        return switch (error.getErrorCode()) {
            case RIGHT_MISSING, ACCESS_DENIED ->
                new StreamException(
                        ErrorKind.PREREQUISITE,
                        "the user " + where.user() + " may not read the log of " + where
                                + ": GRANT REPLICATION SLAVE ON *.* TO this user (" + said + ")",
                        error);
            case LOG_UNREADABLE -> unreadable(said, coordinate, error);
            default -> new StreamException(ErrorKind.SOURCE_UNAVAILABLE, where + " ended the log: " + said, error);
        };
    }

    private StreamException unreadable(String said, String coordinate, ServerException error) {
        if (said.contains("same server_uuid") || said.contains("same server_id")) {
            return new StreamException(
                    ErrorKind.SOURCE_UNAVAILABLE,
                    "another reader asks " + where + " for its log under the number " + serverId
                            + ": if it is no other worker of this stream, set source.settings.serverId",
                    error);
        }
        if (said.contains("max_allowed_packet")) {
            return new StreamException(
                    ErrorKind.PREREQUISITE,
                    "an event is longer than " + where + " may send: SET GLOBAL max_allowed_packet = 1073741824 ("
                            + said + ")",
                    error);
        }
        return new StreamException(
                ErrorKind.POSITION_LOST,
                where + " cannot send its log from " + coordinate
                        + " on: it has purged what comes next (keep logs longer: binlog_expire_logs_seconds), or its log"
                        + " was begun anew, or it is another server; it says: " + said,
                error);
    }
}
