package io.dbstream.writer.apply;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows as text, with tabs between columns, as databases load them in bulk: PostgreSQL with {@code COPY}, MySQL with {@code LOAD DATA}.
 * Written straight into bytes that are used over and over.
 */
public final class TabbedText {
    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    private static final int LONGEST_NUMBER = 20;
    private static final int LONGEST_CHARACTER = 3;

    /** What follows a backslash for these characters; 0 for those that stand for themselves. */
    private final byte[] escapes = new byte[128];

    private final byte[] beforeBytes;
    private byte[] bytes;
    private int size;

    /**
     * @param escapes pairs of characters: one that is written with a backslash, and what then stands for it
     * @param beforeBytes what stands before the hexadecimal digits of bytes
     */
    public TabbedText(int capacity, String escapes, String beforeBytes) {
        this.bytes = new byte[capacity];
        this.beforeBytes = beforeBytes.getBytes(StandardCharsets.US_ASCII);
        for (int pair = 0; pair < escapes.length(); pair += 2) {
            this.escapes[escapes.charAt(pair)] = (byte) escapes.charAt(pair + 1);
        }
    }

    /** The text, from the beginning to {@link #size}; valid until the next call that adds to it. */
    public byte[] bytes() {
        return bytes;
    }

    public int size() {
        return size;
    }

    public void clear() {
        size = 0;
    }

    public void endColumn() {
        reserve(1);
        bytes[size++] = '\t';
    }

    /** Ends the row in place of its last column's end. */
    public void endRow() {
        bytes[size - 1] = '\n';
    }

    public void appendNull() {
        reserve(2);
        bytes[size++] = '\\';
        bytes[size++] = 'N';
    }

    public void append(Object value) {
        switch (value) {
            case Long number -> append(number.longValue());
            case String text -> append(text);
            case Double number -> append(number.toString());
            case byte[] binary -> append(binary);
            case Boolean truth -> {
                reserve(1);
                bytes[size++] = truth ? (byte) 't' : (byte) 'f';
            }
            default -> throw new IllegalArgumentException("no column holds a " + value.getClass());
        }
    }

    void append(long number) {
        reserve(LONGEST_NUMBER);
        if (number < 0) {
            bytes[size++] = '-';
        }
        // Counting below zero, where the smallest number has room too.
        long rest = number < 0 ? number : -number;
        int digits = 1;
        for (long power = -10; rest <= power && digits < 19; power *= 10) {
            digits++;
        }
        for (int position = size + digits - 1; position >= size; position--) {
            bytes[position] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        size += digits;
    }

    void append(String text) {
        int length = text.length();
        reserve((long) length * LONGEST_CHARACTER);
        byte[] target = bytes;
        int position = size;
        for (int i = 0; i < length; i++) {
            char character = text.charAt(i);
            if (character < 0x80) {
                byte escape = escapes[character];
                if (escape != 0) {
                    target[position++] = '\\';
                    target[position++] = escape;
                } else {
                    target[position++] = (byte) character;
                }
            } else if (character < 0x800) {
                target[position++] = (byte) (0xC0 | character >> 6);
                target[position++] = continuation(character);
            } else if (Character.isHighSurrogate(character)
                    && i + 1 < length
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                int point = Character.toCodePoint(character, text.charAt(++i));
                target[position++] = (byte) (0xF0 | point >> 18);
                target[position++] = continuation(point >> 12);
                target[position++] = continuation(point >> 6);
                target[position++] = continuation(point);
            } else {
                // Half a surrogate pair becomes bytes that databases refuse: better than a question mark.
                target[position++] = (byte) (0xE0 | character >> 12);
                target[position++] = continuation(character >> 6);
                target[position++] = continuation(character);
            }
        }
        size = position;
    }

    /** A byte of UTF-8 behind the first: the lowest six of the bits. */
    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }

    /** Bytes in hexadecimal digits. */
    void append(byte[] binary) {
        reserve(beforeBytes.length + 2L * binary.length);
        System.arraycopy(beforeBytes, 0, bytes, size, beforeBytes.length);
        size += beforeBytes.length;
        for (byte octet : binary) {
            bytes[size++] = HEX[octet >> 4 & 0xF];
            bytes[size++] = HEX[octet & 0xF];
        }
    }

    private void reserve(long more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.toIntExact(Math.max(bytes.length * 2L, size + more)));
        }
    }
}
