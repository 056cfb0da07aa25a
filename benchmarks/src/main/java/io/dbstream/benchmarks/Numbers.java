package io.dbstream.benchmarks;

import java.util.Locale;

/** How numbers stand in results. */
final class Numbers {
    private Numbers() {}

    /** Such as {@code 123,457}. */
    static String whole(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    static String whole(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    static String mebibytes(long bytes) {
        return whole(bytes >> 20);
    }

    /** With two decimals below ten, one below a hundred, else none. */
    static String brief(double number) {
        double size = Math.abs(number);
        String form = size < 10 ? "%.2f" : size < 100 ? "%.1f" : "%,.0f";
        return String.format(Locale.ROOT, form, number);
    }
}
