package io.dbstream.change.codec;

import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory that grow by what is needed rather than to twice their size: what makes them grow is mostly one long value, the last one. */
final class MessageBuffer extends OutputStream {
    /** For the ends of arrays behind a long value. */
    private static final int SLACK = 1024;

    private byte[] bytes;
    private int size;

    MessageBuffer(int capacity) {
        this.bytes = new byte[capacity];
    }

    int size() {
        return size;
    }

    @Override
    public void write(int value) {
        reserve(1);
        bytes[size++] = (byte) value;
    }

    @Override
    public void write(byte[] source, int from, int length) {
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    private void reserve(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more + SLACK, size + size / 4));
        }
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }
}
