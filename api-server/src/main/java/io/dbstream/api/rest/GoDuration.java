package io.dbstream.api.rest;

import java.time.Duration;

/** Durations as Go prints them: {@code 0s}, {@code 250ms}, {@code 1.5s}, {@code 7m33.561343815s}, {@code 1h0m0s}. */
final class GoDuration {
    private GoDuration() {}

    static String format(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        if (duration.isNegative()) {
            return "-" + format(duration.negated());
        }
        long nanos = duration.toNanosPart();
        if (duration.toSeconds() == 0) {
            return fraction(nanos);
        }
        long hours = duration.toHours();
        int minutes = duration.toMinutesPart();
        String seconds = decimal(duration.toSecondsPart(), nanos, 9) + "s";
        if (hours > 0) {
            return hours + "h" + minutes + "m" + seconds;
        }
        return minutes > 0 ? minutes + "m" + seconds : seconds;
    }

    private static String fraction(long nanos) {
        if (nanos < 1_000) {
            return nanos + "ns";
        }
        if (nanos < 1_000_000) {
            return decimal(nanos / 1_000, nanos % 1_000, 3) + "µs";
        }
        return decimal(nanos / 1_000_000, nanos % 1_000_000, 6) + "ms";
    }

    /** A number with so many digits behind the point, less the zeros at its end. */
    private static String decimal(long whole, long fraction, int digits) {
        if (fraction == 0) {
            return Long.toString(whole);
        }
        String padded = "0".repeat(digits - Long.toString(fraction).length()) + fraction;
        return whole + "." + padded.replaceAll("0+$", "");
    }
}
