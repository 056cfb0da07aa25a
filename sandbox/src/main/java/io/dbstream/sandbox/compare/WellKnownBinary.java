package io.dbstream.sandbox.compare;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/** Takes geometries apart into the number of their reference system and plain well-known binary. */
final class WellKnownBinary {
    private static final int SRID_FLAG = 0x20000000;
    private static final int ORDER_AND_TYPE = 5;

    private WellKnownBinary() {}

    /** Whether the bytes begin as well-known binary does; MySQL's own form begins with four bytes of the reference system. */
    static boolean isExtended(byte[] bytes) {
        if (bytes.length < ORDER_AND_TYPE) {
            return false;
        }
        int type = type(bytes) & ~SRID_FLAG;
        return bytes[0] == 1 && type >= 1 && type <= 7 && !looksLikeMySql(bytes);
    }

    static String ofExtended(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        boolean hasSrid = (type(bytes) & SRID_FLAG) != 0;
        int srid = hasSrid ? buffer.getInt(ORDER_AND_TYPE) : 0;
        int body = hasSrid ? ORDER_AND_TYPE + Integer.BYTES : ORDER_AND_TYPE;
        buffer.putInt(1, type(bytes) & ~SRID_FLAG);
        var hex = HexFormat.of();
        return srid + ":" + hex.formatHex(bytes, 0, ORDER_AND_TYPE) + hex.formatHex(bytes, body, bytes.length);
    }

    static String ofMySql(byte[] bytes) {
        int srid = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
        return srid + ":" + HexFormat.of().formatHex(bytes, Integer.BYTES, bytes.length);
    }

    /** A reference system of number 1 would begin like the mark for the order of bytes: then the order's mark follows it. */
    private static boolean looksLikeMySql(byte[] bytes) {
        return bytes.length > 8 && bytes[1] == 0 && bytes[2] == 0 && bytes[3] == 0 && bytes[4] == 1;
    }

    private static int type(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(1);
    }
}
