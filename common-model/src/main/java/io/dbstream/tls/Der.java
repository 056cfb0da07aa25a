package io.dbstream.tls;

import java.util.Arrays;

/** As much of DER as it takes to put the older forms of private keys into the one that Java reads, PKCS#8 (RFC 5958). */
final class Der {
    static final byte SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;
    /** The curve inside an elliptic key of SEC 1 (RFC 5915). */
    private static final int CURVE = 0xa0;

    private static final byte[] VERSION = {0x02, 0x01, 0x00};
    private static final byte[] RSA = {
        0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00
    };
    private static final byte[] ELLIPTIC = {0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01};

    private final byte[] bytes;
    private int at;

    private Der(byte[] bytes) {
        this.bytes = bytes;
    }

    static byte[] pkcs8OfRsa(byte[] pkcs1) {
        return element(SEQUENCE, join(VERSION, RSA, element(OCTETS, pkcs1)));
    }

    /**
     * The same for SEC 1.
     *
     * @throws IllegalArgumentException for what is no such key, or one that does not name its curve
     */
    static byte[] pkcs8OfEc(byte[] sec1) {
        byte[] algorithm = element(SEQUENCE, join(ELLIPTIC, curve(sec1)));
        return element(SEQUENCE, join(VERSION, algorithm, element(OCTETS, sec1)));
    }

    private static byte[] curve(byte[] sec1) {
        Der der = new Der(sec1);
        der.enter();
        while (der.at < sec1.length) {
            int tag = sec1[der.at] & 0xff;
            byte[] content = der.enter();
            if (tag == CURVE) {
                return content;
            }
            if (tag != SEQUENCE) {
                der.at += content.length;
            }
        }
        throw new IllegalArgumentException("the key names no curve");
    }

    /** Goes over an element's tag and length, and returns its content. */
    private byte[] enter() {
        try {
            int length = bytes[at + 1] & 0xff;
            at += 2;
            if (length > 0x80) {
                int digits = length - 0x80;
                length = 0;
                for (int i = 0; i < digits; i++) {
                    length = length << 8 | (bytes[at++] & 0xff);
                }
            }
            if (length < 0 || length > bytes.length - at) {
                throw new IllegalArgumentException("an element is longer than the key");
            }
            return Arrays.copyOfRange(bytes, at, at + length);
        } catch (ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("the key ends inside an element", e);
        }
    }

    private static byte[] element(int tag, byte[] content) {
        int length = content.length;
        // As short as it can be: some readers insist.
        byte[] header;
        if (length < 0x80) {
            header = new byte[] {(byte) tag, (byte) length};
        } else if (length < 0x100) {
            header = new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        } else {
            header = new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
        }
        return join(header, content);
    }

    private static byte[] join(byte[]... parts) {
        byte[] whole = {};
        for (byte[] part : parts) {
            int end = whole.length;
            whole = Arrays.copyOf(whole, end + part.length);
            System.arraycopy(part, 0, whole, end, part.length);
        }
        return whole;
    }
}
