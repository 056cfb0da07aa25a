package io.dbstream.change.codec;

import static tools.jackson.core.JsonToken.END_ARRAY;
import static tools.jackson.core.JsonToken.START_ARRAY;
import static tools.jackson.core.JsonToken.VALUE_NULL;

import io.dbstream.change.Bundle;
import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads bundles. A table that looks as it did in the bundle before comes out as the same {@link TableSchema} object, so whoever
 * plans by table may compare by identity.
 *
 * <p>Not for use by several threads.
 */
public final class BundleDecoder {
    private final Map<TableId, TableSchema> known = new HashMap<>();
    private final List<TableSchema> tables = new ArrayList<>();

    /**
     * Reads one message.
     *
     * @throws StreamException of kind INTERNAL when it is not a bundle of a version that this one knows
     */
    public Bundle decode(byte[] message) {
        tables.clear();
        try (JsonParser parser = Wire.CBOR.createParser(ObjectReadContext.empty(), message)) {
            return bundle(new Tokens(parser, message));
        } catch (JacksonException e) {
            throw new StreamException(
                    ErrorKind.INTERNAL, "A hub message of " + message.length + " bytes is not a bundle", e);
        }
    }

    private Bundle bundle(Tokens tokens) {
        tokens.startArray();
        int version = tokens.integer();
        if (version != Wire.VERSION) {
            throw tokens.malformed("it has version " + version + " of the wire format");
        }
        long firstEvent = tokens.number();
        List<ChangeEvent> events = new ArrayList<>();
        tokens.startArray();
        while (tokens.next() == START_ARRAY) {
            ChangeEvent event = event(tokens);
            if (event != null) {
                events.add(event);
            }
        }
        tokens.startArray();
        SourcePosition resume = new SourcePosition(tokens.string(), tokens.number());
        tokens.endArray();
        boolean unfinished = tokens.bool();
        tokens.endArray();
        return new Bundle(firstEvent, events, resume, unfinished);
    }

    /** The event, or null for a table's schema, which is kept for the events to come. */
    private @Nullable ChangeEvent event(Tokens tokens) {
        int kind = tokens.integer();
        if (kind == Wire.TABLE) {
            table(tokens);
            return null;
        }
        ChangeEvent event = switch (kind) {
            case Wire.INSERT -> {
                TableSchema table = reference(tokens);
                yield new Insert(table, row(tokens, table));
            }
            case Wire.UPDATE -> {
                TableSchema table = reference(tokens);
                Row before = tokens.next() == VALUE_NULL ? null : values(tokens, table, null);
                tokens.startArray();
                yield new Update(table, before, values(tokens, table, before));
            }
            case Wire.DELETE -> {
                TableSchema table = reference(tokens);
                yield new Delete(table, row(tokens, table));
            }
            case Wire.TRUNCATE -> new Truncate(reference(tokens));
            case Wire.SCHEMA_CHANGE -> new SchemaChange(reference(tokens));
            case Wire.COMMIT ->
                new Commit(
                        new SourcePosition(tokens.string(), tokens.number()),
                        Instant.EPOCH.plus(tokens.number(), ChronoUnit.MICROS));
            case Wire.DISCARD -> new Discard();
            default -> throw tokens.malformed("events of kind " + kind + " are not known to this version");
        };
        tokens.endArray();
        return event;
    }

    private void table(Tokens tokens) {
        int reference = tokens.integer();
        if (reference != tables.size()) {
            throw tokens.malformed("table " + reference + " stands out of order");
        }
        TableSchema table = SchemaCodec.read(tokens);
        TableSchema before = known.get(table.id());
        if (table.equals(before)) {
            table = before;
        } else {
            known.put(table.id(), table);
        }
        tables.add(table);
    }

    private TableSchema reference(Tokens tokens) {
        int reference = tokens.integer();
        if (reference < 0 || reference >= tables.size()) {
            throw tokens.malformed("table " + reference + " is not described");
        }
        return tables.get(reference);
    }

    private static Row row(Tokens tokens, TableSchema table) {
        tokens.startArray();
        return values(tokens, table, null);
    }

    /**
     * The values of a row whose array has begun.
     *
     * @param before the row before an update, which has the values that are undefined here
     */
    private static Row values(Tokens tokens, TableSchema table, @Nullable Row before) {
        @Nullable Object[] values = new @Nullable Object[table.columns().size()];
        int column = 0;
        for (JsonToken token = tokens.next(); token != END_ARRAY; token = tokens.next()) {
            if (column == values.length) {
                throw tokens.malformed("a row of " + table.id() + " has too many values");
            }
            Object value = value(tokens, token);
            values[column] = value == Row.ABSENT && before != null ? before.get(column) : value;
            column++;
        }
        if (column != values.length) {
            throw tokens.malformed("a row of " + table.id() + " has too few values");
        }
        return Row.of(values);
    }

    private static @Nullable Object value(Tokens tokens, @Nullable JsonToken token) {
        JsonParser parser = tokens.parser();
        if (token == null) {
            throw tokens.malformed("it ends inside a row");
        }
        return switch (token) {
            case VALUE_STRING -> tokens.text();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            // An undefined; the parser has no value for it. Bytes come the same way, with one.
            case VALUE_EMBEDDED_OBJECT -> tokens.isUndefined() ? Row.ABSENT : tokens.bytes();
            default -> throw tokens.malformed("a row holds a " + token);
        };
    }
}
