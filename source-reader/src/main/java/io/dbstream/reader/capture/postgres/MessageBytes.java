package io.dbstream.reader.capture.postgres;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A cursor over a message of the stream; numbers have their highest byte first. Reads past its end throw. */
final class MessageBytes {
    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private byte[] bytes = {};
    private int at;

    /** Begins to read another message. */
    void over(byte[] message, int from) {
        bytes = message;
        at = from;
    }

    byte[] array() {
        return bytes;
    }

    int position() {
        return at;
    }

    void position(int to) {
        at = to;
    }

    void skip(int count) {
        at += count;
    }

    byte int8() {
        return bytes[at++];
    }

    int uint16() {
        int value = (short) SHORT.get(bytes, at) & 0xffff;
        at += Short.BYTES;
        return value;
    }

    int int32() {
        int value = (int) INT.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    long int64() {
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    /** A text that ends with a zero byte. */
    String text() {
        int end = at;
        while (bytes[end] != 0) {
            end++;
        }
        String text = new String(bytes, at, end - at, StandardCharsets.UTF_8);
        at = end + 1;
        return text;
    }
}
