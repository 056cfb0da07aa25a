package io.dbstream.sandbox.tls;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/** Writes the elements of which certificates and keys are made, in DER (ITU-T X.690). */
final class Asn1 {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

    private Asn1() {}

    static byte[] sequence(byte[]... parts) {
        return element(0x30, parts);
    }

    static byte[] set(byte[]... parts) {
        return element(0x31, parts);
    }

    /** An element that a structure names by a number. */
    static byte[] tagged(int number, byte[]... parts) {
        return element(0xa0 | number, parts);
    }

    static byte[] integer(BigInteger value) {
        return element(0x02, value.toByteArray());
    }

    static byte[] truth() {
        return element(0x01, new byte[] {(byte) 0xff});
    }

    static byte[] octets(byte[] content) {
        return element(0x04, content);
    }

    static byte[] bits(byte[] content) {
        return element(0x03, new byte[] {0}, content);
    }

    static byte[] text(String text) {
        return element(0x0c, text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] time(Instant time) {
        String text = TIME.format(time);
        // Years up to 2049 are written in the short form (RFC 5280, 4.1.2.5).
        return text.compareTo("2050") < 0
                ? element(0x17, text.substring(2).getBytes(StandardCharsets.US_ASCII))
                : element(0x18, text.getBytes(StandardCharsets.US_ASCII));
    }

    /** An object identifier, such as {@code 2.5.4.3}. */
    static byte[] identifier(String dotted) {
        long[] numbers =
                Arrays.stream(dotted.split("\\.")).mapToLong(Long::parseLong).toArray();
        byte[] content = base128(numbers[0] * 40 + numbers[1]);
        for (int i = 2; i < numbers.length; i++) {
            content = join(content, base128(numbers[i]));
        }
        return element(0x06, content);
    }

    private static byte[] base128(long number) {
        byte[] last = {(byte) (number & 0x7f)};
        for (long rest = number >> 7; rest > 0; rest >>= 7) {
            last = join(new byte[] {(byte) (0x80 | (rest & 0x7f))}, last);
        }
        return last;
    }

    static byte[] element(int tag, byte[]... parts) {
        byte[] content = join(parts);
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
