package io.dbstream.reader.capture.mysql;

import java.util.UUID;

/** Prints the values of MariaDB's own types as the server does. The log shows them as plain bytes. */
final class MariaDbTypes {
    private static final int WORDS = 8;
    private static final int WORDS_BEFORE_IPV4 = 6;

    private MariaDbTypes() {}

    static String uuid(EventBytes in) {
        return new UUID(in.bigEndian(8), in.bigEndian(8)).toString();
    }

    static String inet4(EventBytes in) {
        return in.uint8() + "." + in.uint8() + "." + in.uint8() + "." + in.uint8();
    }

    /**
     * An IPv6 address: the longest row of zero words is left out, also one of a single word, and what holds an IPv4 address shows it
     * ({@code Inet6::to_string} of the server).
     */
    static String inet6(EventBytes in) {
        int start = in.position();
        int[] words = new int[WORDS];
        for (int i = 0; i < WORDS; i++) {
            words[i] = (int) in.bigEndian(2);
        }
        int gap = 0;
        int length = 0;
        for (int i = 0, run = 0; i < WORDS; i++) {
            run = words[i] == 0 ? run + 1 : 0;
            if (run > length) {
                gap = i + 1 - run;
                length = run;
            }
        }
        StringBuilder text = new StringBuilder();
        boolean holdsIpv4 = gap == 0
                && (length == WORDS_BEFORE_IPV4 || (length == WORDS_BEFORE_IPV4 - 1 && words[length] == 0xffff));
        int end = holdsIpv4 ? WORDS_BEFORE_IPV4 : WORDS;
        for (int i = 0; i < end; i++) {
            if (length > 0 && i == gap) {
                text.append(i == 0 ? "::" : ":");
                i += length - 1;
            } else {
                text.append(Integer.toHexString(words[i])).append(i + 1 < WORDS ? ":" : "");
            }
        }
        return holdsIpv4
                ? text + inet4(new EventBytes(in.array(), start + 2 * WORDS_BEFORE_IPV4, in.position()))
                : text.toString();
    }
}
