package io.dbstream.reader.capture.mysql;

/** The arithmetic of the 4-byte sequences of GB18030: digits of 126, 10, 126 and 10. */
final class Gb18030 {
    /** So many sequences, from 81 30 81 30 on, may stand for characters of the basic plane. */
    static final int BASIC_PLANE = 39_420;

    private static final int FIRST_SUPPLEMENTARY = 189_000;

    private Gb18030() {}

    /** The number of a sequence, counted from 81 30 81 30; negative when the bytes are none. */
    static int index(byte[] bytes, int at) {
        int first = (bytes[at] & 0xff) - 0x81;
        int second = bytes[at + 1] - '0';
        int third = (bytes[at + 2] & 0xff) - 0x81;
        int fourth = bytes[at + 3] - '0';
        if (first < 0 || third < 0 || fourth < 0 || fourth > 9) {
            return -1;
        }
        return ((first * 10 + second) * 126 + third) * 10 + fourth;
    }

    /** The bytes of a sequence. */
    static byte[] sequence(int index) {
        return new byte[] {
            (byte) (0x81 + index / 12_600),
            (byte) ('0' + index / 1_260 % 10),
            (byte) (0x81 + index / 10 % 126),
            (byte) ('0' + index % 10)
        };
    }

    /** The code point above the basic plane, 0 for none. */
    static int supplementary(int index) {
        int point = index - FIRST_SUPPLEMENTARY + Character.MIN_SUPPLEMENTARY_CODE_POINT;
        return index >= FIRST_SUPPLEMENTARY && Character.isValidCodePoint(point) ? point : 0;
    }
}
