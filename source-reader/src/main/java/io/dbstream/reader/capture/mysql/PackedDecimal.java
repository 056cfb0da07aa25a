package io.dbstream.reader.capture.mysql;

import java.nio.charset.StandardCharsets;

/**
 * Prints decimals from the binary form in which MySQL keeps them: groups of nine digits in four bytes, the groups at both ends
 * shorter, the highest bit the sign, all bits turned when negative. See {@code strings/decimal.cc} of the server.
 */
final class PackedDecimal {
    private static final int DIGITS_PER_GROUP = 9;
    private static final int[] BYTES_OF_DIGITS = {0, 1, 1, 2, 2, 3, 3, 4, 4, 4};

    private final EventBytes in;
    private final boolean negative;
    private final byte[] text;
    private int length;
    private int mark = 0x80;

    private PackedDecimal(EventBytes in, int precision) {
        this.in = in;
        this.negative = in.array()[in.position()] >= 0;
        this.text = new byte[precision + 3];
    }

    /** The decimal as the server prints it, with exactly {@code scale} digits behind the point. */
    static String read(EventBytes in, int precision, int scale) {
        return new PackedDecimal(in, precision).print(precision - scale, scale);
    }

    private String print(int wholeDigits, int scale) {
        // The first byte stays free for the sign.
        length = 1;
        group(wholeDigits % DIGITS_PER_GROUP);
        for (int left = wholeDigits / DIGITS_PER_GROUP; left > 0; left--) {
            group(DIGITS_PER_GROUP);
        }
        if (length == 1) {
            text[length++] = '0';
        }
        int start = 1;
        while (start < length - 1 && text[start] == '0') {
            start++;
        }
        if (scale > 0) {
            text[length++] = '.';
            for (int left = scale; left > 0; left -= DIGITS_PER_GROUP) {
                group(Math.min(left, DIGITS_PER_GROUP));
            }
        }
        if (negative) {
            text[--start] = '-';
        }
        return new String(text, start, length - start, StandardCharsets.ISO_8859_1);
    }

    private void group(int digits) {
        if (digits == 0) {
            return;
        }
        int size = BYTES_OF_DIGITS[digits];
        int value = (int) in.bigEndian(size) ^ (mark << ((size - 1) * 8));
        mark = 0;
        if (negative) {
            value = ~value & (-1 >>> ((4 - size) * 8));
        }
        for (int i = digits - 1; i >= 0; i--) {
            text[length + i] = (byte) ('0' + value % 10);
            value /= 10;
        }
        length += digits;
    }
}
