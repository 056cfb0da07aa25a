package io.dbstream.reader.capture.mysql;

/** Makes EWKB of geometries in the server's internal form, which is the number of the reference system and then WKB. */
final class Geometries {
    private static final int SRID_FLAG = 0x20000000;
    private static final int SRID_LENGTH = 4;
    private static final int TYPE_END = 5;

    private Geometries() {}

    /** The geometry as WKB; with the number of its reference system in it as PostGIS writes it, unless that is 0. */
    static byte[] ewkb(EventBytes in) {
        int srid = in.int32();
        if (srid == 0) {
            return in.copy(in.remaining());
        }
        byte[] ewkb = new byte[in.remaining() + SRID_LENGTH];
        boolean lowestFirst = in.array()[in.position()] == 1;
        int from = in.take(TYPE_END);
        System.arraycopy(in.array(), from, ewkb, 0, TYPE_END);
        // The highest byte of the type holds the flag.
        ewkb[lowestFirst ? TYPE_END - 1 : 1] |= (byte) (SRID_FLAG >>> 24);
        for (int i = 0; i < SRID_LENGTH; i++) {
            ewkb[TYPE_END + i] = (byte) (srid >>> (8 * (lowestFirst ? i : SRID_LENGTH - 1 - i)));
        }
        int rest = in.remaining();
        System.arraycopy(in.array(), in.take(rest), ewkb, TYPE_END + SRID_LENGTH, rest);
        return ewkb;
    }
}
