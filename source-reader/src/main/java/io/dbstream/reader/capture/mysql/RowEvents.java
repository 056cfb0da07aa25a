package io.dbstream.reader.capture.mysql;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The events that carry rows, and those before them that say which table a number stands for. */
final class RowEvents {
    private static final int MOST_TABLES = 10_000;
    /** The number of no table: a rows event that only ends a statement. */
    private static final long NO_TABLE = 0xffffff;

    private final TableCatalog catalog;
    private final Consumer<DataEvent> changes;
    private final Consumer<TableSchema> schemaChanges;
    private final Map<Long, MappedTable> tables = new HashMap<>();

    /**
     * A table under its number.
     *
     * @param event the bytes that described it
     * @param captured null when the stream does not select it, or it is no table
     */
    private record MappedTable(
            byte[] event, TableId id, @Nullable CapturedTable captured) {}

    RowEvents(TableCatalog catalog, Consumer<DataEvent> changes, Consumer<TableSchema> schemaChanges) {
        this.catalog = catalog;
        this.changes = changes;
        this.schemaChanges = schemaChanges;
    }

    /** A table may look different from here on, and says so before its next rows. */
    void forgetTables() {
        catalog.forgetDeclared();
        tables.clear();
    }

    /** A TABLE_MAP event. */
    void table(EventBytes in) {
        long number = in.littleEndian(6);
        MappedTable known = tables.get(number);
        if (known == null || !isSame(known.event(), in)) {
            if (tables.size() > MOST_TABLES) {
                tables.clear();
            }
            tables.put(number, map(in));
        }
    }

    private static boolean isSame(byte[] known, EventBytes in) {
        return Arrays.equals(known, 0, known.length, in.array(), in.position(), in.end());
    }

    private MappedTable map(EventBytes in) {
        byte[] event = Arrays.copyOfRange(in.array(), in.position(), in.end());
        TableId id = catalog.spelled(TableMap.name(in));
        CapturedTable captured = !catalog.selects(id) ? null : catalog.captured(catalog.map(id, in), schemaChanges);
        return new MappedTable(event, id, captured);
    }

    /**
     * A rows event.
     *
     * @param extended whether the second version of its header is there
     * @param compressed whether its rows are compressed as MariaDB does
     */
    void rows(EventBytes in, Operation operation, boolean extended, boolean compressed) throws IOException {
        MappedTable table = mapped(in);
        CapturedTable captured = table == null ? null : table.captured();
        if (captured == null || !captured.operations().contains(operation)) {
            return;
        }
        in.skip(2);
        if (extended) {
            in.skip(in.uint16() - 2);
        }
        RowsDecoder.decode(compressed ? unpacked(in, operation) : in, captured, operation, changes);
    }

    /** A rows event that holds only what changed in JSON documents. */
    void partialUpdate(EventBytes in) {
        MappedTable table = mapped(in);
        if (table != null && table.captured() != null) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "the log holds parts of JSON documents of " + table.id()
                            + " instead of whole ones: run SET GLOBAL binlog_row_value_options = ''");
        }
    }

    private @Nullable MappedTable mapped(EventBytes in) {
        long number = in.littleEndian(6);
        MappedTable table = tables.get(number);
        if (table == null && number != NO_TABLE) {
            throw new IllegalStateException("rows of a table that was not named before");
        }
        return table;
    }

    /** The number of columns and the bitmaps stand before what is compressed. */
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
}
