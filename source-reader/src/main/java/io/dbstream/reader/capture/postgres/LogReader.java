package io.dbstream.reader.capture.postgres;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.stream.Operation;
import org.jspecify.annotations.Nullable;

/**
 * Follows the messages of {@code pgoutput} (version 1 of its protocol, values as text): keeps track of transactions and tables, and tells
 * the listener changes and commits.
 */
final class LogReader {
    private final Relations relations;
    private final ChangeListener listener;
    private final Pace pace;
    private final MessageBytes in = new MessageBytes();

    private boolean inTransaction;
    private boolean told;

    LogReader(TableSelection selection, Descriptions descriptions, ChangeListener listener, Pace pace) {
        this.relations = new Relations(selection, descriptions, schema -> {
            told = true;
            listener.schemaChange(new SchemaChange(schema));
        });
        this.listener = listener;
        this.pace = pace;
    }

    /** Whether a transaction has begun and not ended. */
    boolean inTransaction() {
        return inTransaction;
    }

    /**
     * A message of the plugin.
     *
     * @param from where it begins among these bytes
     */
    void message(byte[] bytes, int from) {
        in.over(bytes, from);
        byte kind = in.int8();
        try {
            dispatch(kind);
        } catch (StreamException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StreamException(
                    ErrorKind.INTERNAL,
                    "a message of the kind " + (char) kind + " behind " + Lsn.text(pace.settled()) + " cannot be read: "
                            + e.getMessage(),
                    e);
        }
    }

    private void dispatch(byte kind) {
        switch (kind) {
            case 'I' -> insert();
            case 'U' -> update();
            case 'D' -> delete();
            case 'B' -> begin();
            case 'C' -> commit();
            case 'R' -> relations.describe(Relation.read(in));
            case 'T' -> truncate();
            // Where a change came from first, and the names of types, which the catalog tells as well.
            case 'O', 'Y' -> {}
            default -> throw new IllegalStateException("this version does not know the kind");
        }
    }

    private void begin() {
        if (inTransaction) {
            throw new IllegalStateException("the transaction before it has no end");
        }
        inTransaction = true;
        told = false;
    }

    private void commit() {
        if (!inTransaction) {
            throw new IllegalStateException("no transaction has begun");
        }
        in.skip(1 + Long.BYTES);
        long end = in.int64();
        long clock = in.int64();
        inTransaction = false;
        if (told) {
            pace.commit(end, clock);
        } else {
            pace.passed(end, clock);
        }
    }

    private void insert() {
        CapturedTable table = selected(Operation.INSERT);
        if (table == null) {
            return;
        }
        expect('N');
        int start = in.position();
        Row row = TupleDecoder.row(in, table, null);
        if (relations.outdated()) {
            in.position(start);
            table = relations.renewed(table);
            row = TupleDecoder.row(in, table, null);
        }
        tell(new Insert(table.schema(), row));
    }

    private void update() {
        CapturedTable table = selected(Operation.UPDATE);
        if (table == null) {
            return;
        }
        int start = in.position();
        Update update = readUpdate(table);
        if (relations.outdated()) {
            in.position(start);
            update = readUpdate(relations.renewed(table));
        }
        tell(update);
    }

    private Update readUpdate(CapturedTable table) {
        Row before = null;
        byte kind = in.int8();
        if (kind != 'N') {
            before = former(kind, table);
            kind = in.int8();
        }
        if (kind != 'N') {
            throw new IllegalStateException("a row of the kind " + (char) kind);
        }
        return new Update(table.schema(), before, TupleDecoder.row(in, table, before));
    }

    private void delete() {
        CapturedTable table = selected(Operation.DELETE);
        if (table == null) {
            return;
        }
        int start = in.position();
        Row row = former(in.int8(), table);
        if (relations.outdated()) {
            in.position(start);
            table = relations.renewed(table);
            row = former(in.int8(), table);
        }
        tell(new Delete(table.schema(), row));
    }

    private Row former(byte kind, CapturedTable table) {
        return switch (kind) {
            case 'K' -> TupleDecoder.key(in, table);
            case 'O' -> TupleDecoder.row(in, table, null);
            default -> throw new IllegalStateException("a row of the kind " + (char) kind);
        };
    }

    private void truncate() {
        int count = in.int32();
        in.skip(1);
        for (int i = 0; i < count; i++) {
            CapturedTable table = selected(Operation.DELETE);
            if (table != null) {
                tell(new Truncate(table.schema()));
            }
        }
    }

    /** The table whose number comes next; null when the stream does not select the operation on it. */
    private @Nullable CapturedTable selected(Operation operation) {
        CapturedTable table = relations.table(in.int32());
        if (table == null || !table.operations().contains(operation)) {
            pace.skipped();
            return null;
        }
        return table;
    }

    private void expect(char kind) {
        byte found = in.int8();
        if (found != kind) {
            throw new IllegalStateException("a row of the kind " + (char) found);
        }
    }

    private void tell(DataEvent change) {
        told = true;
        pace.told();
        listener.change(change);
    }
}
