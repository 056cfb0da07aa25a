package io.dbstream.writer.apply.mysql;

import java.nio.BufferOverflowException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * Brings shapes from extended well-known binary (EWKB) into the form in which MySQL and MariaDB keep them: the number of the reference
 * system in four bytes, then well-known binary, the lowest byte of each number first. The order of coordinates stays, whatever the
 * reference system says of it.
 */
final class Shapes {
    private static final int POINT = 1;
    private static final int LINE_STRING = 2;
    private static final int POLYGON = 3;
    private static final int COLLECTION = 7;
    private static final int HAS_SRID = 0x20000000;
    private static final int TYPE = 0x1fffffff;
    private static final int COORDINATES = 2 * Double.BYTES;

    private final ByteBuffer in;
    private final ByteBuffer out;

    private Shapes(byte[] shape) {
        in = ByteBuffer.wrap(shape);
        out = ByteBuffer.allocate(shape.length + Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The form that is kept; null for a shape of more than two dimensions, or of a kind that the servers lack. */
    static byte @Nullable [] internal(byte[] ewkb) {
        Shapes shapes = new Shapes(ewkb);
        shapes.out.putInt(0);
        try {
            if (!shapes.shape()) {
                return null;
            }
        } catch (BufferUnderflowException | BufferOverflowException e) {
            return null;
        }
        byte[] internal = new byte[shapes.out.position()];
        System.arraycopy(shapes.out.array(), 0, internal, 0, internal.length);
        return internal;
    }

    private boolean shape() {
        in.order(in.get() == 0 ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        int code = in.getInt();
        int type = code & TYPE;
        if ((code & ~TYPE & ~HAS_SRID) != 0 || type < POINT || type > COLLECTION) {
            return false;
        }
        if ((code & HAS_SRID) != 0) {
            out.putInt(0, in.getInt());
        }
        out.put((byte) 1);
        out.putInt(type);
        switch (type) {
            case POINT -> points(1);
            case LINE_STRING -> points(count());
            case POLYGON -> {
                for (int rings = count(); rings > 0; rings--) {
                    points(count());
                }
            }
            default -> {
                for (int parts = count(); parts > 0; parts--) {
                    if (!shape()) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private int count() {
        int count = in.getInt();
        out.putInt(count);
        return count;
    }

    private void points(int number) {
        for (long bytes = (long) number * COORDINATES; bytes > 0; bytes -= Double.BYTES) {
            out.putLong(in.getLong());
        }
    }
}
