package io.dbstream.reader.capture.mysql;

import java.nio.charset.StandardCharsets;

/**
 * Prints dates and times from their packed forms, as the server does: also the impossible ones (zero dates, days of zero), which no
 * class of {@code java.time} could hold. See {@code sql-common/my_time.cc} of the server.
 */
final class Temporals {
    private static final int[] POWERS_OF_TEN = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final int SECONDS_PER_DAY = 86_400;

    private final byte[] text = new byte[40];
    private int length;

    /** A date: day in 5 bits, month in 4, year above. */
    String date(EventBytes in) {
        int packed = in.uint24();
        length = 0;
        day(packed >> 9, packed >> 5 & 15, packed & 31);
        return printed();
    }

    /** A time or duration of either sign. */
    String time(EventBytes in, int fraction) {
        int fractionBytes = fractionBytes(fraction);
        int fractionBits = fractionBytes * 8;
        long packed = in.bigEndian(3 + fractionBytes) - (0x800000L << fractionBits);
        length = 0;
        if (packed < 0) {
            text[length++] = '-';
            packed = -packed;
        }
        int whole = (int) (packed >> fractionBits);
        hour(whole >> 12, whole >> 6 & 63, whole & 63);
        fraction((int) (packed & (1L << fractionBits) - 1), fraction);
        return printed();
    }

    /** A day and a time of no zone. */
    String dateTime(EventBytes in, int fraction) {
        long packed = in.bigEndian(5) - 0x8000000000L;
        int month = (int) (packed >> 22);
        int whole = (int) packed;
        length = 0;
        day(month / 13, month % 13, whole >> 17 & 31);
        text[length++] = ' ';
        hour(whole >> 12 & 31, whole >> 6 & 63, whole & 63);
        fraction((int) in.bigEndian(fractionBytes(fraction)), fraction);
        return printed();
    }

    /** An instant, printed in UTC; MySQL's zero instant is printed without a zone, as it is none. */
    String timestamp(EventBytes in, int fraction) {
        long seconds = in.bigEndianInt32() & 0xffffffffL;
        int parts = (int) in.bigEndian(fractionBytes(fraction));
        length = 0;
        if (seconds == 0 && parts == 0) {
            day(0, 0, 0);
            text[length++] = ' ';
            hour(0, 0, 0);
            fraction(0, fraction);
            return printed();
        }
        dayOfEpoch((int) (seconds / SECONDS_PER_DAY));
        text[length++] = ' ';
        int second = (int) (seconds % SECONDS_PER_DAY);
        hour(second / 3600, second / 60 % 60, second % 60);
        fraction(parts, fraction);
        text[length++] = '+';
        twoDigits(0);
        return printed();
    }

    /** A date, time or both in the 64-bit form that JSON documents hold, always with six digits behind the second. */
    String packedDateTime(long packed) {
        long whole = packed >> 24;
        length = 0;
        packedDay(whole);
        text[length++] = ' ';
        hour((int) (whole >> 12 & 31), (int) (whole >> 6 & 63), (int) (whole & 63));
        fraction((int) (packed & 0xffffff), 6);
        return printed();
    }

    String packedDate(long packed) {
        length = 0;
        packedDay(packed >> 24);
        return printed();
    }

    String packedTime(long packed) {
        length = 0;
        long positive = packed;
        if (packed < 0) {
            text[length++] = '-';
            positive = -packed;
        }
        int whole = (int) (positive >> 24);
        hour(whole >> 12 & 1023, whole >> 6 & 63, whole & 63);
        fraction((int) (positive & 0xffffff), 6);
        return printed();
    }

    private void packedDay(long whole) {
        int month = (int) (whole >> 22);
        day(month / 13, month % 13, (int) (whole >> 17 & 31));
    }

    private static int fractionBytes(int fraction) {
        return (fraction + 1) / 2;
    }

    /** Days since 1970-01-01 to a date, after Howard Hinnant's {@code civil_from_days}. */
    private void dayOfEpoch(int days) {
        int shifted = days + 719_468;
        int era = shifted / 146_097;
        int dayOfEra = shifted % 146_097;
        int yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int monthFromMarch = (5 * dayOfYear + 2) / 153;
        int month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
        int year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
        day(year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1);
    }

    private void day(int year, int month, int day) {
        twoDigits(year / 100);
        twoDigits(year % 100);
        text[length++] = '-';
        twoDigits(month);
        text[length++] = '-';
        twoDigits(day);
    }

    private void hour(int hour, int minute, int second) {
        if (hour >= 100) {
            text[length++] = (byte) ('0' + hour / 100);
        }
        twoDigits(hour % 100);
        text[length++] = ':';
        twoDigits(minute);
        text[length++] = ':';
        twoDigits(second);
    }

    /** The log keeps an even number of digits; the last one of an odd number is always zero. */
    private void fraction(int parts, int digits) {
        if (digits == 0) {
            return;
        }
        text[length++] = '.';
        int value = parts;
        if (digits % 2 == 1) {
            value /= 10;
        }
        for (int power = digits - 1; power >= 0; power--) {
            text[length++] = (byte) ('0' + value / POWERS_OF_TEN[power] % 10);
        }
    }

    private void twoDigits(int number) {
        text[length++] = (byte) ('0' + number / 10);
        text[length++] = (byte) ('0' + number % 10);
    }

    private String printed() {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
