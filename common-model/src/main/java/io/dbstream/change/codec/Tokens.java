package io.dbstream.change.codec;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** The tokens of one bundle, read in order; anything unexpected is a bundle that this version cannot read. */
final class Tokens {
    /** Only a message as large as this holds values for which it is worth while not to go through the parser's own buffers. */
    private static final int LARGE_MESSAGE = 256 << 10;

    private static final int BYTES = 2;
    private static final int TEXT = 3;

    private final JsonParser parser;
    private final byte[] message;
    /** Where the content of the current token stands in the message. */
    private int contentFrom;

    private int contentLength;

    Tokens(JsonParser parser, byte[] message) {
        this.parser = parser;
        this.message = message;
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

    /** The current token's text. */
    String text() {
        return findsContent(TEXT)
                ? new String(message, contentFrom, contentLength, StandardCharsets.UTF_8)
                : parser.getString();
    }

    /** Whether the current token, one that the parser knows no value for, is an undefined. */
    boolean isUndefined() {
        return !findsContent(BYTES) && parser.getEmbeddedObject() == null;
    }

    /** The current token's bytes. */
    byte[] bytes() {
        return findsContent(BYTES)
                ? Arrays.copyOfRange(message, contentFrom, contentFrom + contentLength)
                : parser.getBinaryValue();
    }

    /** Finds the content of a token in a large message; false when it stands there in pieces, or is not looked for. */
    private boolean findsContent(int majorType) {
        if (message.length < LARGE_MESSAGE) {
            return false;
        }
        int head = (int) parser.currentTokenLocation().getByteOffset();
        int info = message[head] & 0x1f;
        if ((message[head] & 0xff) >> 5 != majorType || info > 26) {
            return false;
        }
        int lengthBytes = info < 24 ? 0 : 1 << (info - 24);
        long length = lengthBytes == 0 ? info : 0;
        for (int i = 1; i <= lengthBytes; i++) {
            length = (length << 8) | (message[head + i] & 0xff);
        }
        contentFrom = head + 1 + lengthBytes;
        contentLength = (int) length;
        return length <= message.length - contentFrom;
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
