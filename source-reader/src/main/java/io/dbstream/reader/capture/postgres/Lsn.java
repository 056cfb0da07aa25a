package io.dbstream.reader.capture.postgres;

import java.util.Locale;

/** Places in the write-ahead log: a number of 64 bits, which PostgreSQL writes as two hexadecimal halves ({@code 16/B374D848}). */
final class Lsn {
    private static final int HALF = 32;
    private static final int HEXADECIMAL = 16;

    private Lsn() {}

    static String text(long lsn) {
        return Long.toHexString(lsn >>> HALF).toUpperCase(Locale.ROOT)
                + "/"
                + Long.toHexString(lsn & 0xffffffffL).toUpperCase(Locale.ROOT);
    }

    /** @throws NumberFormatException for what is none */
    static long parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw new NumberFormatException("no place in the log");
        }
        long high = Integer.toUnsignedLong(Integer.parseUnsignedInt(text.substring(0, slash), HEXADECIMAL));
        long low = Integer.toUnsignedLong(Integer.parseUnsignedInt(text.substring(slash + 1), HEXADECIMAL));
        return high << HALF | low;
    }
}
