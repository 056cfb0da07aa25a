package io.dbstream.change.codec;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.schema.TableSchema;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.IdentityHashMap;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.dataformat.cbor.CBORGenerator;

/**
 * Writes one bundle, event by event, straight into its message. Tables are recognised by identity: a capture that gives the same
 * {@link TableSchema} object with each row of a table has its schema written once.
 *
 * <p>Not for use by several threads.
 */
public final class BundleEncoder {
    /** The generator would take twice as much memory for a long text, and cut it in pieces, which the decoder would have to put together. */
    private static final int LONG_TEXT = 64 << 10;

    private final MessageBuffer message;
    private final CBORGenerator cbor;
    private final IdentityHashMap<TableSchema, Integer> tables = new IdentityHashMap<>();
    private @Nullable TableSchema lastTable;
    private int lastReference;
    private SourcePosition resume;
    private long dataEvents;
    private boolean unfinished;

    /**
     * Begins a bundle.
     *
     * @param firstEvent the number of the first data event to come
     * @param resume where a reader goes on that finds no commit in this bundle
     * @param sizeHint the expected size in bytes
     */
    public BundleEncoder(long firstEvent, SourcePosition resume, int sizeHint) {
        this.resume = resume;
        this.message = new MessageBuffer(sizeHint);
        this.cbor = (CBORGenerator) Wire.CBOR.createGenerator(ObjectWriteContext.empty(), message);
        cbor.writeStartArray(null, 5);
        cbor.writeNumber(Wire.VERSION);
        cbor.writeNumber(firstEvent);
        cbor.writeStartArray();
    }

    public void add(ChangeEvent event) {
        switch (event) {
            case Insert insert -> {
                start(Wire.INSERT, 3, insert.table());
                row(insert.after());
            }
            case Update update -> {
                start(Wire.UPDATE, 4, update.table());
                Row before = update.before();
                if (before == null) {
                    cbor.writeNull();
                    row(update.after());
                } else {
                    row(before);
                    row(before, update.after());
                }
            }
            case Delete delete -> {
                start(Wire.DELETE, 3, delete.table());
                row(delete.before());
            }
            case Truncate truncate -> start(Wire.TRUNCATE, 2, truncate.table());
            case SchemaChange change -> start(Wire.SCHEMA_CHANGE, 2, change.table());
            case Commit commit -> {
                cbor.writeStartArray(null, 4);
                cbor.writeNumber(Wire.COMMIT);
                cbor.writeString(commit.position().coordinate());
                cbor.writeNumber(commit.position().events());
                cbor.writeNumber(microsOf(commit.committedAt()));
                resume = commit.position();
            }
            case Discard discard -> {
                cbor.writeStartArray(null, 1);
                cbor.writeNumber(Wire.DISCARD);
            }
        }
        cbor.writeEndArray();
        if (event instanceof DataEvent) {
            dataEvents++;
        }
        unfinished = !(event instanceof Commit || event instanceof Discard);
    }

    /** Bytes written so far, within the few that end the bundle. */
    public int size() {
        return message.size() + cbor.streamWriteOutputBuffered();
    }

    /** How many data events it holds. */
    public long dataEvents() {
        return dataEvents;
    }

    /** Where a reader goes on when this is the last bundle of the hub. */
    public SourcePosition resume() {
        return resume;
    }

    /** Ends the bundle; the encoder is of no use afterwards. */
    public byte[] finish() {
        cbor.writeEndArray();
        cbor.writeStartArray(null, 2);
        cbor.writeString(resume.coordinate());
        cbor.writeNumber(resume.events());
        cbor.writeEndArray();
        cbor.writeBoolean(unfinished);
        cbor.writeEndArray();
        cbor.close();
        return message.toByteArray();
    }

    private void start(int kind, int size, TableSchema table) {
        int reference = table == lastTable ? lastReference : reference(table);
        cbor.writeStartArray(null, size);
        cbor.writeNumber(kind);
        cbor.writeNumber(reference);
    }

    private int reference(TableSchema table) {
        Integer known = tables.get(table);
        int reference = known == null ? tables.size() : known;
        if (known == null) {
            tables.put(table, reference);
            SchemaCodec.write(cbor, reference, table);
        }
        lastTable = table;
        lastReference = reference;
        return reference;
    }

    private void row(Row row) {
        int size = row.size();
        if (row.isComplete()) {
            cbor.writeStartArray(null, size);
        } else {
            // Of no stated length: the generator does not count the raw bytes of an undefined.
            cbor.writeStartArray();
        }
        for (int column = 0; column < size; column++) {
            value(row.get(column));
        }
        cbor.writeEndArray();
    }

    /** A row behind an update: a value that stands in the row before is not written again. */
    private void row(Row before, Row after) {
        cbor.writeStartArray();
        for (int column = 0; column < after.size(); column++) {
            Object value = after.get(column);
            if (Objects.deepEquals(before.get(column), value)) {
                cbor.writeRaw(Wire.UNDEFINED);
            } else {
                value(value);
            }
        }
        cbor.writeEndArray();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> cbor.writeNull();
            case String text -> {
                if (text.length() < LONG_TEXT) {
                    cbor.writeString(text);
                } else {
                    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                    cbor.writeUTF8String(bytes, 0, bytes.length);
                }
            }
            case Long number -> cbor.writeNumber(number.longValue());
            case Double number -> cbor.writeNumber(number.doubleValue());
            case Boolean truth -> cbor.writeBoolean(truth);
            case byte[] bytes -> cbor.writeBinary(bytes);
            default -> {
                if (value != Row.ABSENT) {
                    throw new IllegalArgumentException("a row cannot hold a " + value.getClass());
                }
                cbor.writeRaw(Wire.UNDEFINED);
            }
        }
    }

    private static long microsOf(Instant instant) {
        return TimeUnit.SECONDS.toMicros(instant.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(instant.getNano());
    }
}
