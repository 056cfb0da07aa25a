package io.dbstream.writer.apply.mysql;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Finds out whether MySQL's JSON type, whose numbers are 64-bit integers and doubles, keeps the numbers of a document. */
final class JsonNumbers {
    private static final BigInteger SMALLEST = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger LARGEST = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    /** What has fewer digits fits. */
    private static final int SAFE_DIGITS = 18;
    /** From so many zeros behind the point on, and so many digits before it, MySQL prints doubles with an exponent. */
    private static final int MOST_PLAIN_DIGITS = 15;

    private JsonNumbers() {}

    /**
     * Whether all numbers keep what they mean.
     *
     * @param digitForDigit whether they shall also be printed as they are: then the document is one that MySQL printed
     */
    static boolean survive(String document, boolean digitForDigit) {
        int at = 0;
        while (at < document.length()) {
            char c = document.charAt(at);
            if (c == '"') {
                at = behindString(document, at + 1);
            } else if (begins(c)) {
                int end = behindNumber(document, at + 1);
                if (!survives(document, at, end, digitForDigit)) {
                    return false;
                }
                at = end;
            } else {
                at++;
            }
        }
        return true;
    }

    /** The index behind the string whose first character, or end, is at {@code from}. */
    static int behindString(String document, int from) {
        int at = from;
        while (at < document.length() && document.charAt(at) != '"') {
            at += document.charAt(at) == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    /** The index behind the number that goes on at {@code from}. */
    static int behindNumber(String document, int from) {
        int at = from;
        while (at < document.length() && isPartOfNumber(document.charAt(at))) {
            at++;
        }
        return at;
    }

    /** Whether a number begins so. */
    static boolean begins(char c) {
        return c == '-' || isDigit(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isPartOfNumber(char c) {
        return isDigit(c) || c == '.' || c == 'e' || c == 'E' || c == '+' || c == '-';
    }

    /** Whether one number does. */
    static boolean survives(String document, int from, int end, boolean digitForDigit) {
        boolean whole = true;
        boolean plain = true;
        for (int at = from; at < end; at++) {
            char c = document.charAt(at);
            whole &= c == '-' || isDigit(c);
            plain &= c != 'e' && c != 'E';
        }
        if (whole && end - from <= SAFE_DIGITS) {
            return true;
        }
        BigDecimal number;
        try {
            number = new BigDecimal(document.substring(from, end));
        } catch (NumberFormatException e) {
            // Not JSON at all, which the server says better.
            return true;
        }
        if (whole && isWithin64Bits(number.toBigInteger())) {
            return true;
        }
        double binary = number.doubleValue();
        boolean same = Double.isFinite(binary) && new BigDecimal(Double.toString(binary)).compareTo(number) == 0;
        return same && (!digitForDigit || !plain || (!whole && isShortest(number)));
    }

    private static boolean isWithin64Bits(BigInteger number) {
        return number.compareTo(SMALLEST) >= 0 && number.compareTo(LARGEST) <= 0;
    }

    /** Whether MySQL prints the double so: no zero at the end but the one right behind the point, and not with too many zeros. */
    private static boolean isShortest(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        int digitsBeforePoint = stripped.precision() - stripped.scale();
        boolean plainlyPrinted = number.signum() == 0
                || (digitsBeforePoint <= MOST_PLAIN_DIGITS && digitsBeforePoint > -MOST_PLAIN_DIGITS);
        return plainlyPrinted && number.scale() == Math.max(1, stripped.scale());
    }
}
