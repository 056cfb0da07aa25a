package io.dbstream.reader.capture.mysql;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A character set by tables of what each sequence of bytes stands for, as the server itself converts them: Java's character sets of
 * the same name differ in some characters. 0 marks a sequence that stands for nothing (0 itself is a zero byte everywhere).
 */
final class TableDecoder implements TextDecoder {
    private static final int NOTHING = 0;

    private final char[] single = new char[256];
    private final char[] @Nullable [] doubles = new char[256][];
    private final char[] @Nullable [] triples = new char[256][];
    private final char[] quads;

    /** Whether 4-byte sequences of GB18030 belong to the character set. */
    TableDecoder(boolean gb18030) {
        quads = gb18030 ? new char[Gb18030.BASIC_PLANE] : new char[0];
    }

    /** Says what a sequence of one to four bytes stands for. */
    void put(byte[] sequence, char character) {
        int first = sequence[0] & 0xff;
        switch (sequence.length) {
            case 1 -> single[first] = character;
            case 2 -> row(doubles, first)[sequence[1] & 0xff] = character;
            case 3 -> row(triples, sequence[1] & 0xff)[sequence[2] & 0xff] = character;
            default -> quads[Gb18030.index(sequence, 0)] = character;
        }
    }

    private static char[] row(char[] @Nullable [] table, int index) {
        char[] row = table[index];
        if (row == null) {
            row = new char[256];
            table[index] = row;
        }
        return row;
    }

    @Override
    public @Nullable String decode(byte[] bytes, int from, int length) {
        char[] text = new char[length];
        int count = 0;
        int end = from + length;
        for (int at = from; at < end; ) {
            int first = bytes[at] & 0xff;
            char character = single[first];
            if (character != NOTHING || first == 0) {
                text[count++] = character;
                at++;
                continue;
            }
            int size = sizeAt(bytes, at, end);
            int point = size == 0 ? NOTHING : pointAt(bytes, at, size);
            if (point == NOTHING) {
                return null;
            }
            count += Character.toChars(point, text, count);
            at += size;
        }
        return new String(Arrays.copyOf(text, count));
    }

    private int sizeAt(byte[] bytes, int at, int end) {
        int left = end - at;
        if (left >= 4 && quads.length > 0 && bytes[at + 1] >= '0' && bytes[at + 1] <= '9') {
            return 4;
        }
        if (left >= 2 && doubles[bytes[at] & 0xff] != null) {
            return 2;
        }
        return left >= 3 && (bytes[at] & 0xff) == 0x8f ? 3 : 0;
    }

    private int pointAt(byte[] bytes, int at, int size) {
        if (size == 4) {
            int index = Gb18030.index(bytes, at);
            if (index < 0) {
                return NOTHING;
            }
            return index < quads.length ? quads[index] : Gb18030.supplementary(index);
        }
        int second = bytes[at + 1] & 0xff;
        char[] row = size == 2 ? doubles[bytes[at] & 0xff] : triples[second];
        return row == null ? NOTHING : row[size == 2 ? second : bytes[at + 2] & 0xff];
    }
}
