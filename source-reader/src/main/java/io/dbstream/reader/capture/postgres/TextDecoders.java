package io.dbstream.reader.capture.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The decoders: one for each way in which a {@link io.dbstream.schema.DataType} holds values. */
final class TextDecoders {
    private static final char REPLACEMENT = '\uFFFD';

    private TextDecoders() {}

    static Object bool(byte[] bytes, int offset, int length) {
        return bytes[offset] == 't';
    }

    /** A whole number of up to 64 bits; boxed only, since it is read for nearly every row. */
    static Object wholeNumber(byte[] bytes, int offset, int length) {
        boolean negative = bytes[offset] == '-';
        int end = offset + length;
        // Counting below zero, where the smallest number has room too.
        long number = 0;
        for (int i = negative ? offset + 1 : offset; i < end; i++) {
            number = number * 10 - (bytes[i] - '0');
        }
        return negative ? number : -number;
    }

    /** Rounded once, to 32 bits: these are then exact as 64 bits, which other digits of the same number are not. */
    static Object real(byte[] bytes, int offset, int length) {
        return (double) Float.parseFloat(ascii(bytes, offset, length));
    }

    static Object doublePrecision(byte[] bytes, int offset, int length) {
        return Double.parseDouble(ascii(bytes, offset, length));
    }

    static Object text(byte[] bytes, int offset, int length) {
        String text = new String(bytes, offset, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            checkEncoding(bytes, offset, length);
        }
        return text;
    }

    /** Binary data: hexadecimal digits behind a backslash and an x. */
    static Object bytea(byte[] bytes, int offset, int length) {
        if (length < 2 || bytes[offset] != '\\' || bytes[offset + 1] != 'x') {
            throw new StreamException(ErrorKind.INTERNAL, "The source does not print bytea in hexadecimal digits");
        }
        return octets(bytes, offset + 2, length - 2);
    }

    /** A shape of PostGIS: the hexadecimal digits of its extended well-known binary. */
    static Object shape(byte[] bytes, int offset, int length) {
        return octets(bytes, offset, length);
    }

    private static byte[] octets(byte[] digits, int offset, int length) {
        byte[] octets = new byte[length / 2];
        for (int i = 0, from = offset; i < octets.length; i++, from += 2) {
            octets[i] = (byte) (digit(digits[from]) << 4 | digit(digits[from + 1]));
        }
        return octets;
    }

    /** Of a digit's code the lowest four bits are its value; of a letter's, in either case, nine less than it. */
    private static int digit(byte character) {
        return (character & 0xF) + (character >> 6) * 9;
    }

    private static String ascii(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    /** A database whose encoding is SQL_ASCII sends what it was given; the text may also hold the replacement itself. */
    private static void checkEncoding(byte[] bytes, int offset, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
        } catch (CharacterCodingException e) {
            // Without the cause, whose message is of no use to anyone.
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "A text of the source is not UTF-8, as the encoding SQL_ASCII of its database allows");
        }
    }
}
