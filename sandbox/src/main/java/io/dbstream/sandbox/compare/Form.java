package io.dbstream.sandbox.compare;

import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a value is written so that databases of different families write it alike. */
enum Form {
    /** As it is, to the last byte. */
    EXACT {
        @Override
        String of(String text) {
            return text;
        }
    },

    /** Whole and decimal numbers without zeros at the end, truth as 1 and 0. */
    NUMBER {
        @Override
        String of(String text) {
            return switch (text) {
                case "t" -> "1";
                case "f" -> "0";
                // Not every number is one: NaN and the infinities stay as they are.
                default ->
                    DECIMAL.matcher(text).matches()
                            ? new BigDecimal(text).stripTrailingZeros().toPlainString()
                            : text;
            };
        }
    },

    /** Binary floating point, as the bits that the digits mean. */
    REAL {
        @Override
        String of(String text) {
            return FINITE.matcher(text).matches() ? Double.toHexString(Double.parseDouble(text)) : text;
        }
    },

    /** A text of a fixed length, without the spaces that fill it. */
    PADDED {
        @Override
        String of(String text) {
            return text.replaceFirst(" +$", "");
        }
    },

    /** Times with six digits behind the second, instants in UTC. */
    TIME {
        @Override
        String of(String text) {
            Matcher time = CLOCK.matcher(text);
            if (!time.matches()) {
                return text;
            }
            String fraction = time.group(2) == null ? "" : time.group(2);
            return time.group(1) + "." + fraction + "0".repeat(6 - fraction.length());
        }
    },

    /** Well-known binary behind the number of its reference system, from MySQL's own form or from the extended one. */
    GEOMETRY {
        @Override
        String of(String text) {
            byte[] bytes = HexFormat.of().parseHex(text);
            return WellKnownBinary.isExtended(bytes)
                    ? WellKnownBinary.ofExtended(bytes)
                    : WellKnownBinary.ofMySql(bytes);
        }
    };

    private static final Pattern DECIMAL = Pattern.compile("[+-]?\\d+(\\.\\d*)?");
    private static final Pattern FINITE = Pattern.compile("[+-]?\\d+(\\.\\d*)?([eE][+-]?\\d+)?");
    private static final Pattern CLOCK = Pattern.compile("(.*\\d\\d:\\d\\d:\\d\\d)(?:\\.(\\d{1,6}))?(?:\\+00)?");

    abstract String of(String text);
}
