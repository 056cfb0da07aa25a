package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.DataType.FloatingPoint;
import java.util.HexFormat;

/**
 * What is done to single values of one target column, above all the refusal of those that PostgreSQL would change silently or whose
 * refusal by PostgreSQL would not name the column. Messages never hold the value.
 */
final class ValueSteps {
    private final TableName table;
    private final TargetColumn column;

    ValueSteps(TableName table, TargetColumn column) {
        this.table = table;
        this.column = column;
    }

    /** Text without the character of code zero, which PostgreSQL's types cannot hold. */
    Conversion.Step text() {
        return value -> withoutNul((String) value);
    }

    /** A byte for a server older than version 16, which would cut off the octal digits that newer ones print for some. */
    Conversion.Step plainCharacter() {
        return value -> {
            if (((String) value).length() > 1) {
                throw refusal("a byte above 127");
            }
            return value;
        };
    }

    /** The same without spaces at the end, with which PostgreSQL fills up a {@code char}: to none of the databases they mean anything. */
    Conversion.Step unpadded() {
        return value -> withoutNul(withoutPadding((String) value));
    }

    /**
     * Text for a column of limited length. PostgreSQL refuses what is too long, unless only spaces would be lost; and {@code char}
     * forgets about spaces at the end.
     *
     * @param longest the most characters that the source's column allows
     */
    Conversion.Step characters(int longest) {
        Conversion.Step fitting = fitting(longest);
        if (!column.type().name().equals("bpchar")) {
            return fitting;
        }
        return value -> {
            if (((String) value).endsWith(" ")) {
                throw refusal("a text with a space at its end");
            }
            return fitting.apply(value);
        };
    }

    /** The same from a {@code char}. */
    Conversion.Step paddedCharacters(int longest) {
        Conversion.Step fitting = fitting(longest);
        return value -> fitting.apply(withoutPadding((String) value));
    }

    private Conversion.Step fitting(int longest) {
        int limit = column.type().characters();
        if (limit < 0 || longest <= limit) {
            return text();
        }
        return value -> {
            String text = withoutNul((String) value);
            if (text.codePointCount(0, text.length()) > limit) {
                throw refusal("a text of more than " + limit + " characters");
            }
            return text;
        };
    }

    /** A day that exists: MySQL also knows days, months and years of zero. */
    Conversion.Step date() {
        return value -> {
            String text = (String) value;
            if (text.startsWith("0000-") || text.startsWith("-00", 4) || text.startsWith("-00", 7)) {
                throw refusal("a date whose year, month or day is zero");
            }
            return text;
        };
    }

    /** A time between midnight and midnight: MySQL's may be negative or last for weeks. */
    Conversion.Step timeOfDay() {
        return value -> {
            String text = (String) value;
            if (text.charAt(0) == '-' || text.charAt(2) != ':' || text.compareTo("24") >= 0) {
                throw refusal("a time that is negative or longer than a day");
            }
            return text;
        };
    }

    /** A whole number; an unsigned one above the largest {@code bigint} comes as text. */
    Conversion.Step signed() {
        return value -> {
            if (value instanceof Long) {
                return value;
            }
            throw refusal("a number above 9223372036854775807");
        };
    }

    /** Truth from 0 and 1. */
    Conversion.Step truth() {
        return value -> {
            if (value.equals(0L)) {
                return false;
            }
            if (value.equals(1L)) {
                return true;
            }
            throw refusal("a number other than 0 and 1");
        };
    }

    /** The shortest digits that mean exactly this number. */
    static Conversion.Step digits(FloatingPoint type) {
        return type.bits() == 32
                ? value -> Float.toString(((Double) value).floatValue())
                : value -> Double.toString((Double) value);
    }

    /** Bytes as PostGIS reads them: the hexadecimal digits alone. */
    static Conversion.Step hexadecimal() {
        return value -> HexFormat.of().formatHex((byte[]) value);
    }

    private static String withoutPadding(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private String withoutNul(String text) {
        if (text.indexOf('\0') >= 0) {
            throw refusal("a text with a character of code zero");
        }
        return text;
    }

    private StreamException refusal(String what) {
        return new StreamException(
                ErrorKind.UNREPRESENTABLE,
                "Column \"" + column.name() + "\" of target table " + table + " has the type "
                        + column.type().display() + ", which cannot hold " + what + " that came from the source");
    }
}
