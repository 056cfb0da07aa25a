package io.dbstream.reader.capture.mysql;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * Follows the log from a position: event by event it keeps track of files, transactions and tables, and tells the listener changes and
 * commits.
 */
final class LogReader {
    private static final int CHECKSUM = 4;
    private static final int STANDALONE = 1;
    private static final long WRAP = 1L << 32;

    private final LogPosition position;
    private final String server;
    private final TableCatalog catalog;
    private final Definitions definitions;
    private final ChangeListener listener;
    private final Consumer<DataEvent> changes;
    private final EventHeader header = new EventHeader();
    private final CRC32 crc = new CRC32();
    private final RowEvents rowEvents;

    private boolean checksums;
    private String file = "";
    private long begun;
    private long offset;
    private boolean inTransaction;
    private long told;
    private long committedMicros;

    /**
     * @param position where the log begins; moves with the commits
     * @param server that sends the log
     */
    LogReader(
            LogPosition position,
            TableCatalog catalog,
            Definitions definitions,
            ChangeListener listener,
            Server server) {
        this.position = position;
        this.server = server.identity();
        this.catalog = catalog;
        this.definitions = definitions;
        this.listener = listener;
        this.checksums = server.hasChecksums();
        this.changes = change -> {
            told++;
            listener.change(change);
        };
        this.rowEvents = new RowEvents(catalog, changes, schema -> listener.schemaChange(new SchemaChange(schema)));
    }

    /** Reads until the server ends the log. */
    void read(BinlogConnection connection) throws IOException {
        EventBytes event = new EventBytes(new byte[0]);
        while (connection.next(event)) {
            try {
                event(event);
            } catch (StreamException e) {
                throw e;
            } catch (RuntimeException e) {
                throw new StreamException(
                        ErrorKind.INTERNAL,
                        "the event of type " + header.type() + " before " + file + ":" + header.next()
                                + " cannot be read: " + e.getMessage(),
                        e);
            }
        }
    }

    /** Where reading has got to. */
    LogPlace place() {
        return new LogPlace(server, file, begun, offset);
    }

    private void event(EventBytes in) throws IOException {
        int from = in.position();
        header.read(in);
        if (header.type() == EventType.FORMAT_DESCRIPTION) {
            // Its own checksum and the kind of the others are its last five bytes.
            checksums = in.array()[in.end() - CHECKSUM - 1] == 1;
            beginFile();
            return;
        }
        if (checksums) {
            verify(in, from);
            in.over(in.array(), in.position(), in.end() - CHECKSUM);
        }
        follow();
        dispatch(in);
    }

    private void beginFile() {
        boolean first = begun == 0;
        begun = header.timestamp();
        if (!first && position.nextFile(place())) {
            listener.commit(position.text(), Instant.ofEpochSecond(begun));
        }
    }

    /** Keeps track of the place in the file; the header tells 32 bits of it, while a transaction may make a file longer. */
    private void follow() {
        boolean inFile =
                header.next() != 0 && header.type() != EventType.ROTATE && header.type() != EventType.HEARTBEAT;
        if (inFile) {
            long high = offset & -WRAP;
            boolean wrapped = (offset - high) - header.next() > WRAP / 2;
            offset = high + header.next() + (wrapped ? WRAP : 0);
        }
    }

    private void verify(EventBytes in, int from) throws IOException {
        int length = in.end() - CHECKSUM - from;
        crc.reset();
        crc.update(in.array(), from, length);
        long expected = new EventBytes(in.array(), in.end() - CHECKSUM, in.end()).uint32();
        if (crc.getValue() != expected) {
            throw new IOException("the event before " + file + ":" + header.next() + " arrived damaged");
        }
    }

    private void dispatch(EventBytes in) throws IOException {
        switch (header.type()) {
            case EventType.HEARTBEAT, EventType.HEARTBEAT_2 -> listener.idle();
            case EventType.ROTATE -> rotate(in);
            case EventType.GTID, EventType.ANONYMOUS_GTID -> gtid(in);
            case EventType.MARIADB_GTID -> mariaDbGtid(in);
            case EventType.QUERY -> query(in, 0, false);
            case EventType.MARIADB_QUERY_COMPRESSED -> query(in, 0, true);
            case EventType.EXECUTE_LOAD_QUERY -> query(in, 13, false);
            case EventType.XID -> commit();
            case EventType.XA_PREPARE -> xaPrepare(in);
            case EventType.TABLE_MAP -> rowEvents.table(in);
            case EventType.WRITE_ROWS_1 -> rowEvents.rows(in, Operation.INSERT, false, false);
            case EventType.UPDATE_ROWS_1 -> rowEvents.rows(in, Operation.UPDATE, false, false);
            case EventType.DELETE_ROWS_1 -> rowEvents.rows(in, Operation.DELETE, false, false);
            case EventType.WRITE_ROWS -> rowEvents.rows(in, Operation.INSERT, true, false);
            case EventType.UPDATE_ROWS -> rowEvents.rows(in, Operation.UPDATE, true, false);
            case EventType.DELETE_ROWS -> rowEvents.rows(in, Operation.DELETE, true, false);
            case EventType.MARIADB_WRITE_ROWS_COMPRESSED -> rowEvents.rows(in, Operation.INSERT, false, true);
            case EventType.MARIADB_UPDATE_ROWS_COMPRESSED -> rowEvents.rows(in, Operation.UPDATE, false, true);
            case EventType.MARIADB_DELETE_ROWS_COMPRESSED -> rowEvents.rows(in, Operation.DELETE, false, true);
            case EventType.PARTIAL_UPDATE_ROWS -> rowEvents.partialUpdate(in);
            case EventType.TRANSACTION_PAYLOAD -> CompressedEvents.payload(in, this::payloadEvent);
            case EventType.INCIDENT ->
                throw new StreamException(
                        ErrorKind.POSITION_LOST,
                        "the source could not log all changes before " + place() + " (an incident event)");
            case EventType.TAGGED_GTID ->
                throw new StreamException(ErrorKind.PREREQUISITE, "tagged GTIDs are not supported by this version yet");
            default -> passOver();
        }
    }

    private void passOver() {
        if (!EventType.isHarmless(header.type()) && !header.isIgnorable()) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the log holds an event of the type " + header.type() + " before " + place()
                            + ", which this version does not know");
        }
    }

    private void payloadEvent(EventBytes in) throws IOException {
        header.read(in);
        dispatch(in);
    }

    private void rotate(EventBytes in) {
        offset = in.int64();
        file = in.text(in.remaining(), StandardCharsets.UTF_8);
    }

    private void gtid(EventBytes in) {
        in.skip(1);
        long high = Long.reverseBytes(in.int64());
        long low = Long.reverseBytes(in.int64());
        long number = in.int64();
        if (header.type() == EventType.GTID) {
            position.begins(high, low, number);
        }
        begin(false);
        boolean hasClock = in.remaining() >= 1 + 16 + 7 && in.uint8() == 2;
        if (hasClock) {
            in.skip(16);
            // The highest bit says that another timestamp follows, of the server that committed first.
            committedMicros = in.littleEndian(7) & (1L << 55) - 1;
        }
    }

    private void mariaDbGtid(EventBytes in) {
        long sequence = in.int64();
        long domain = in.uint32();
        begin((in.uint8() & STANDALONE) == 0);
        position.beginsInDomain(domain, header.server(), sequence);
    }

    /** A group of events begins; what was told before it has to be committed. */
    private void begin(boolean transaction) {
        if (told > 0) {
            throw new IllegalStateException("the transaction before it has no end");
        }
        inTransaction = transaction;
        committedMicros = 0;
    }

    private void query(EventBytes in, int extra, boolean compressed) throws IOException {
        in.skip(8);
        int databaseLength = in.uint8();
        in.skip(2);
        int variables = in.uint16();
        in.skip(extra + variables);
        String database = in.text(databaseLength, StandardCharsets.UTF_8);
        in.skip(1);
        EventBytes statement = compressed ? CompressedEvents.mariaDb(in) : in;
        String sql = statement.text(statement.remaining(), StandardCharsets.UTF_8);
        switch (LoggedStatement.of(sql, database)) {
            case LoggedStatement.Begin begin -> inTransaction = true;
            case LoggedStatement.Commit commit -> commit();
            case LoggedStatement.Rollback rollback -> rollback(sql);
            case LoggedStatement.Mark mark -> {}
            case LoggedStatement.TruncateTable truncate -> {
                truncate(truncate.table());
                endOfStatement();
            }
            case LoggedStatement.RowsChanged rows -> {
                refuseStatement(sql, database);
                endOfStatement();
            }
            case LoggedStatement.Defining defining -> {
                definitions.follow(defining, sql, database, place().toString());
                rowEvents.forgetTables();
                endOfStatement();
            }
        }
    }

    private void endOfStatement() {
        if (!inTransaction) {
            commit();
        }
    }

    private void truncate(TableId table) {
        if (catalog.operations(table).contains(Operation.DELETE)) {
            changes.accept(new Truncate(catalog.schemaOf(catalog.spelled(table))));
        }
    }

    /** A statement that concerns no selected table is none of our business, as far as its text shows. */
    private void refuseStatement(String sql, String database) {
        if (catalog.mayConcern(sql, database)) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "a session wrote to the database " + database + " with binlog_format other than ROW: before "
                            + place() + " the log holds a statement instead of the rows that it changed. Run SET GLOBAL"
                            + " binlog_format = 'ROW' and let every client connect anew");
        }
    }

    private void rollback(String sql) {
        if (told > 0) {
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "the log takes back changes of selected tables at " + place()
                            + ", because the transaction also wrote to tables that know no transactions");
        }
        if (LoggedStatement.words(sql).size() == 1) {
            commit();
        }
    }

    private void xaPrepare(EventBytes in) {
        boolean onePhase = in.uint8() != 0;
        if (!onePhase && told > 0) {
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "an XA transaction changes selected tables before " + place()
                            + ": XA transactions are not supported by this version yet");
        }
        commit();
    }

    private void commit() {
        position.commit(place());
        inTransaction = false;
        told = 0;
        Instant at = committedMicros == 0
                ? Instant.ofEpochSecond(header.timestamp())
                : Instant.ofEpochSecond(committedMicros / 1_000_000, committedMicros % 1_000_000 * 1_000);
        listener.commit(position.text(), at);
    }
}
