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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log from a position: event by event it keeps track of files, transactions and tables, and tells the listener changes and
 * commits.
 */
final class LogReader {
    private static final Logger log = LoggerFactory.getLogger(LogReader.class);

    private static final int CHECKSUM = 4;
    private static final int STANDALONE = 1;
    private static final int MOST_MAPPED_TABLES = 10_000;
    private static final long WRAP = 1L << 32;

    private final LogPosition position;
    private final TableCatalog catalog;
    private final ChangeListener listener;
    private final Consumer<DataEvent> changes;
    private final EventHeader header = new EventHeader();
    private final CRC32 crc = new CRC32();
    private final Map<Long, MappedTable> tables = new HashMap<>();

    private boolean checksums;
    private String file = "";
    private long offset;
    private boolean inTransaction;
    private long told;
    private long committedMicros;

    /** A table of the current numbering; {@code captured} is null when the stream does not select it. */
    private record MappedTable(
            byte[] event, TableId id, @Nullable CapturedTable captured) {}

    /**
     * @param position where the log begins; moves with the commits
     * @param checksums whether the first event ends with a checksum
     */
    LogReader(LogPosition position, TableCatalog catalog, ChangeListener listener, boolean checksums) {
        this.position = position;
        this.catalog = catalog;
        this.listener = listener;
        this.checksums = checksums;
        this.changes = change -> {
            told++;
            listener.change(change);
        };
    }

    /** Reads until the server ends the log. */
    void read(BinlogConnection connection) throws IOException {
        EventBytes event = new EventBytes(new byte[0]);
        while (connection.next(event)) {
            try {
                event(event);
            } catch (IndexOutOfBoundsException | IllegalStateException | ArithmeticException e) {
                throw new StreamException(
                        ErrorKind.INTERNAL,
                        "the event of type " + header.type() + " before " + file + ":" + header.next()
                                + " cannot be read: " + e.getMessage(),
                        e);
            }
        }
    }

    /** Where reading has got to, for messages. */
    String place() {
        return file + ":" + offset;
    }

    private void event(EventBytes in) throws IOException {
        int from = in.position();
        header.read(in);
        if (header.type() == EventType.FORMAT_DESCRIPTION) {
            // Its own checksum and the kind of the others are its last five bytes.
            checksums = in.array()[in.end() - CHECKSUM - 1] == 1;
            return;
        }
        if (checksums) {
            verify(in, from);
            in.over(in.array(), in.position(), in.end() - CHECKSUM);
        }
        follow();
        dispatch(in);
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
            case EventType.TABLE_MAP -> tableMap(in);
            case EventType.WRITE_ROWS_1, EventType.WRITE_ROWS -> rows(in, Operation.INSERT, false);
            case EventType.UPDATE_ROWS_1, EventType.UPDATE_ROWS -> rows(in, Operation.UPDATE, false);
            case EventType.DELETE_ROWS_1, EventType.DELETE_ROWS -> rows(in, Operation.DELETE, false);
            case EventType.MARIADB_WRITE_ROWS_COMPRESSED_1, EventType.MARIADB_WRITE_ROWS_COMPRESSED ->
                rows(in, Operation.INSERT, true);
            case EventType.MARIADB_UPDATE_ROWS_COMPRESSED_1, EventType.MARIADB_UPDATE_ROWS_COMPRESSED ->
                rows(in, Operation.UPDATE, true);
            case EventType.MARIADB_DELETE_ROWS_COMPRESSED_1, EventType.MARIADB_DELETE_ROWS_COMPRESSED ->
                rows(in, Operation.DELETE, true);
            case EventType.PARTIAL_UPDATE_ROWS -> partialUpdate(in);
            case EventType.TRANSACTION_PAYLOAD -> CompressedEvents.payload(in, this::payloadEvent);
            case EventType.INCIDENT ->
                throw new StreamException(
                        ErrorKind.POSITION_LOST,
                        "the source could not log all changes before " + place() + " (an incident event)");
            case EventType.TAGGED_GTID ->
                throw new StreamException(ErrorKind.PREREQUISITE, "tagged GTIDs are not supported by this version yet");
            default -> {
                // Marks for replicas and comments, which change nothing.
            }
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
        inTransaction = false;
        committedMicros = 0;
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
        inTransaction = (in.uint8() & STANDALONE) == 0;
        committedMicros = 0;
        position.beginsInDomain(domain, header.server(), sequence);
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
            case LoggedStatement.PartitionChanged partition -> {
                log.warn("A partition was emptied or taken away at {}: its rows stay at the target", place());
                definition();
            }
            case LoggedStatement.Definition definition -> definition();
        }
    }

    /** Some table may look different from here on; which one shows when it is next written to. */
    private void definition() {
        catalog.forgetDeclared();
        tables.clear();
        endOfStatement();
    }

    private void endOfStatement() {
        if (!inTransaction) {
            commit();
        }
    }

    private void truncate(TableId table) {
        if (catalog.operations(table).contains(Operation.DELETE)) {
            changes.accept(new Truncate(catalog.schemaOf(table)));
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
        position.commit(file, offset);
        inTransaction = false;
        told = 0;
        if (tables.size() > MOST_MAPPED_TABLES) {
            tables.clear();
        }
        Instant at = committedMicros == 0
                ? Instant.ofEpochSecond(header.timestamp())
                : Instant.ofEpochSecond(committedMicros / 1_000_000, committedMicros % 1_000_000 * 1_000);
        listener.commit(position.text(), at);
    }

    private void tableMap(EventBytes in) {
        long number = in.littleEndian(6);
        MappedTable known = tables.get(number);
        if (known == null || !isSame(known.event(), in)) {
            tables.put(number, map(in));
        }
    }

    private static boolean isSame(byte[] known, EventBytes in) {
        return Arrays.equals(known, 0, known.length, in.array(), in.position(), in.end());
    }

    private MappedTable map(EventBytes in) {
        byte[] event = Arrays.copyOfRange(in.array(), in.position(), in.end());
        TableId id = TableMap.name(in);
        CapturedTable captured = catalog.operations(id).isEmpty()
                ? null
                : catalog.captured(TableMap.read(id, in), schema -> listener.schemaChange(new SchemaChange(schema)));
        return new MappedTable(event, id, captured);
    }

    private void rows(EventBytes in, Operation operation, boolean compressed) throws IOException {
        MappedTable table = mapped(in);
        CapturedTable captured = table == null ? null : table.captured();
        if (captured == null || !captured.operations().contains(operation)) {
            return;
        }
        in.skip(2);
        if (header.type() >= EventType.WRITE_ROWS && header.type() <= EventType.DELETE_ROWS) {
            in.skip(in.uint16() - 2);
        }
        EventBytes body = compressed ? unpacked(in, operation) : in;
        RowsDecoder.decode(body, captured, operation, changes);
    }

    private @Nullable MappedTable mapped(EventBytes in) {
        long number = in.littleEndian(6);
        MappedTable table = tables.get(number);
        if (table == null && number != 0xffffff) {
            throw new IllegalStateException("rows of a table that was not named before");
        }
        return table;
    }

    /** Number of columns and bitmaps stand before what is compressed. */
    private static EventBytes unpacked(EventBytes in, Operation operation) throws IOException {
        int from = in.position();
        int columns = in.packedInt();
        in.skip((columns + 7) / 8 * (operation == Operation.UPDATE ? 2 : 1));
        byte[] head = Arrays.copyOfRange(in.array(), from, in.position());
        byte[] rows = CompressedEvents.mariaDb(in).array();
        byte[] whole = Arrays.copyOf(head, head.length + rows.length);
        System.arraycopy(rows, 0, whole, head.length, rows.length);
        return new EventBytes(whole);
    }

    private void partialUpdate(EventBytes in) {
        MappedTable table = mapped(in);
        if (table != null && table.captured() != null) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the log holds parts of JSON documents of " + table.id()
                            + " instead of whole ones: run SET GLOBAL binlog_row_value_options = ''");
        }
    }
}
