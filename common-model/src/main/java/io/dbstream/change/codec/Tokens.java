package io.dbstream.change.codec;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The tokens of one bundle, read in order; anything unexpected is a bundle that this version cannot read. */
final class Tokens {
    private final JsonParser parser;

    Tokens(JsonParser parser) {
        this.parser = parser;
    }

    JsonParser parser() {
        return parser;
    }

    @Nullable
    JsonToken next() {
        return parser.nextToken();
    }

    void startArray() {
        expect(JsonToken.START_ARRAY);
    }

    void endArray() {
        expect(JsonToken.END_ARRAY);
    }

    String string() {
        expect(JsonToken.VALUE_STRING);
        return parser.getString();
    }

    int integer() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return parser.getIntValue();
    }

    long number() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return parser.getLongValue();
    }

    boolean bool() {
        JsonToken found = parser.nextToken();
        if (found != JsonToken.VALUE_TRUE && found != JsonToken.VALUE_FALSE) {
            throw malformed("expected a boolean, found " + found);
        }
        return found == JsonToken.VALUE_TRUE;
    }

    StreamException malformed(String what) {
        return new StreamException(
                ErrorKind.INTERNAL,
                "A hub message cannot be read: " + what + ". Was it written by a newer version, or by something else?");
    }

    private void expect(JsonToken wanted) {
        JsonToken found = parser.nextToken();
        if (found != wanted) {
            throw malformed("expected " + wanted + ", found " + found);
        }
    }
}
