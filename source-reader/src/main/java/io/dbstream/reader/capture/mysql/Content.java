package io.dbstream.reader.capture.mysql;

import java.io.EOFException;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Finds the bytes of the next value of a column of variable length. What it returns is valid until it is asked again. */
interface Content {
    EventBytes of(EventBytes in);

    /** Bytes behind their length, itself in so many bytes. */
    static Content prefixed(int width) {
        EventBytes content = new EventBytes(new byte[0]);
        return in -> {
            int length = (int) in.littleEndian(width);
            int from = in.take(length);
            return content.over(in.array(), from, from + length);
        };
    }

    /** Bytes of a fixed length, of which the log leaves out zeros at the end. */
    static Content padded(int width, int size) {
        Content shortened = prefixed(width);
        byte[] whole = new byte[size];
        EventBytes content = new EventBytes(whole);
        return in -> {
            EventBytes found = shortened.of(in);
            int length = found.remaining();
            System.arraycopy(found.array(), found.position(), whole, 0, length);
            Arrays.fill(whole, length, size, (byte) 0);
            return content.over(whole, 0, size);
        };
    }

    /**
     * The bytes of a column that MariaDB compresses. The first says how: 0 for not at all, else 8 in its upper half for zlib, and in
     * the lower whether zlib's own head is left out and in how many bytes the length before compression follows ({@code
     * sql/field_comp.cc} of the server). An empty value has none.
     */
    static Content compressed(int width) {
        Content stored = prefixed(width);
        return in -> {
            EventBytes found = stored.of(in);
            int head = found.hasRemaining() ? found.uint8() : 0;
            return switch (head >> 4) {
                case 0 -> found;
                case 8 -> inflated(found, head);
                default -> throw new IllegalStateException("a value is compressed in the unknown way " + head);
            };
        };
    }

    private static EventBytes inflated(EventBytes found, int head) {
        byte[] whole = new byte[(int) found.bigEndian(head & 7)];
        try {
            inflate(found, (head & 8) != 0, whole);
        } catch (DataFormatException | EOFException e) {
            throw new IllegalStateException("a compressed value is damaged", e);
        }
        return new EventBytes(whole);
    }

    /** Unpacks what remains with zlib until {@code whole} is full. */
    static void inflate(EventBytes packed, boolean headless, byte[] whole) throws DataFormatException, EOFException {
        Inflater inflater = new Inflater(headless);
        try {
            inflater.setInput(packed.array(), packed.position(), packed.remaining());
            int at = 0;
            while (at < whole.length) {
                int count = inflater.inflate(whole, at, whole.length - at);
                if (count == 0) {
                    throw new EOFException("what is compressed is cut off");
                }
                at += count;
            }
        } finally {
            inflater.end();
        }
    }
}
