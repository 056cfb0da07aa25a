package io.dbstream.reader.capture.mysql;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * A cursor over the bytes of one binary log event. The bytes belong to whoever filled them and are valid until the next event:
 * what is read is copied. A read behind the end is an {@link IndexOutOfBoundsException}, which the reader of the log takes for a
 * damaged event.
 */
final class EventBytes {
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes;
    private int position;
    private int end;

    EventBytes(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.position = from;
        this.end = to;
    }

    EventBytes(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    /** Goes to another stretch of bytes. */
    EventBytes over(byte[] otherBytes, int from, int to) {
        this.bytes = otherBytes;
        this.position = from;
        this.end = to;
        return this;
    }

    byte[] array() {
        return bytes;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    int remaining() {
        return end - position;
    }

    boolean hasRemaining() {
        return position < end;
    }

    /** Moves on by so many bytes, and returns where they start in {@link #array}. */
    int take(int length) {
        int from = position;
        if (length < 0 || length > end - from) {
            throw new IndexOutOfBoundsException(length + " bytes wanted, " + (end - from) + " left");
        }
        position = from + length;
        return from;
    }

    void skip(int length) {
        take(length);
    }

    int uint8() {
        return bytes[take(1)] & 0xff;
    }

    int uint16() {
        int from = take(2);
        return (bytes[from] & 0xff) | (bytes[from + 1] & 0xff) << 8;
    }

    int uint24() {
        int from = take(3);
        return (bytes[from] & 0xff) | (bytes[from + 1] & 0xff) << 8 | (bytes[from + 2] & 0xff) << 16;
    }

    int int32() {
        return (int) INT.get(bytes, take(4));
    }

    long uint32() {
        return int32() & 0xffffffffL;
    }

    long int64() {
        return (long) LONG.get(bytes, take(8));
    }

    int bigEndianInt32() {
        return (int) BIG_INT.get(bytes, take(4));
    }

    /** An unsigned number of 1 to 8 bytes, lowest first. */
    long littleEndian(int length) {
        int from = take(length);
        long value = 0;
        for (int i = length - 1; i >= 0; i--) {
            value = value << 8 | (bytes[from + i] & 0xff);
        }
        return value;
    }

    /** An unsigned number of 0 to 8 bytes, highest first. */
    long bigEndian(int length) {
        int from = take(length);
        long value = 0;
        for (int i = 0; i < length; i++) {
            value = value << 8 | (bytes[from + i] & 0xff);
        }
        return value;
    }

    /** A number in the protocol's packed form. */
    long packed() {
        int first = uint8();
        return switch (first) {
            case 252 -> uint16();
            case 253 -> uint24();
            case 254 -> int64();
            default -> first;
        };
    }

    int packedInt() {
        return Math.toIntExact(packed());
    }

    byte[] copy(int length) {
        int from = take(length);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    String text(int length, Charset charset) {
        return new String(bytes, take(length), length, charset);
    }
}
