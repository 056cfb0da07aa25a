package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.DataType.FloatingPoint;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * What is done to single values of one target column, above all the refusal of those that the server would change silently: it rounds,
 * cuts off spaces, takes digits for the number of a label, and forgets about spaces at the end of a {@code char}. What it refuses by
 * itself (numbers out of range, dates that do not exist, texts that are too long) is left to it. Messages never hold the value.
 */
final class ValueSteps {
    private static final int YEAR_DIGITS = 4;

    private final TableName table;
    private final TargetColumn column;

    ValueSteps(TableName table, TargetColumn column) {
        this.table = table;
        this.column = column;
    }

    /**
     * Text for a column of limited length. The server refuses what is too long, unless only spaces would be lost.
     *
     * @param longest the most characters that the source's column allows
     * @param meansSpaces whether spaces at the end mean something at the source
     */
    Conversion.Step characters(int longest, boolean meansSpaces) {
        MySqlType type = column.type();
        if (type.name().equals("char")) {
            return meansSpaces ? this::withoutSpacesAtItsEnd : ValueSteps::withoutPadding;
        }
        if (longest <= type.characters()
                && (long) longest * CharacterSets.longest(type.characterSet()) <= type.bytes()) {
            return Conversion.Step.NONE;
        }
        return type.characters() < Integer.MAX_VALUE ? this::notTooManyCharacters : this::notTooManyBytes;
    }

    private String withoutSpacesAtItsEnd(Object value) {
        String text = (String) value;
        if (text.endsWith(" ")) {
            throw refusal("a text with a space at its end");
        }
        return text;
    }

    /** Spaces that the source puts behind a text of fixed length, and that the target puts there by itself. */
    private static String withoutPadding(Object value) {
        String text = (String) value;
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private String notTooManyCharacters(Object value) {
        String text = (String) value;
        int limit = column.type().characters();
        if (text.length() > limit && text.codePointCount(0, text.length()) > limit) {
            throw refusal("a text of more than " + limit + " characters");
        }
        return text;
    }

    private String notTooManyBytes(Object value) {
        String text = (String) value;
        long limit = column.type().bytes();
        if (text.endsWith(" ") && (long) text.length() * 4 > limit && bytesOf(text) > limit) {
            throw refusal("a text of more than " + limit + " bytes");
        }
        return text;
    }

    /** Exact for utf8mb4, utf8mb3 and sets of one byte; for others at least as many as there are. */
    private long bytesOf(String text) {
        int longest = CharacterSets.longest(column.type().characterSet());
        return column.type().characterSet().startsWith("utf8")
                ? text.getBytes(StandardCharsets.UTF_8).length
                : (long) text.codePointCount(0, text.length()) * longest;
    }

    /** Bytes for a column that would be filled up with zeros. */
    Conversion.Step fixedBytes() {
        int length = column.type().length();
        return value -> {
            if (((byte[]) value).length != length) {
                throw refusal("bytes of a number other than " + length);
            }
            return value;
        };
    }

    /** One of the column's labels, by its exact letters: the server would also take the number of one. */
    Conversion.Step label() {
        Set<String> labels = Set.copyOf(column.type().labels());
        return value -> {
            if (!isLabel((String) value, labels)) {
                throw refusal(
                        ((String) value).isEmpty() ? "an empty text, which is no label of it," : "a label it lacks");
            }
            return value;
        };
    }

    /** Some of the column's labels, joined by commas. */
    Conversion.Step labels() {
        Set<String> labels = Set.copyOf(column.type().labels());
        return value -> {
            String text = (String) value;
            if (!text.isEmpty()) {
                for (String label : text.split(",", -1)) {
                    if (!isLabel(label, labels)) {
                        throw refusal("a label it lacks");
                    }
                }
            }
            return text;
        };
    }

    /** The catalog shows a question mark for a character above U+FFFF; which one it is, the server itself will know. */
    private static boolean isLabel(String text, Set<String> labels) {
        return labels.contains(text)
                || labels.contains(text.codePoints()
                        .map(point -> Character.isSupplementaryCodePoint(point) ? '?' : point)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    /** A day that the server can hold, perhaps with a time behind: of a year of four digits. */
    Conversion.Step day() {
        return value -> {
            String text = (String) value;
            if (text.endsWith(" BC")) {
                throw refusal("a day before our era");
            }
            if (text.endsWith("infinity")) {
                throw refusal("a day without end");
            }
            if (text.charAt(YEAR_DIGITS) != '-') {
                throw refusal("a year of more than " + YEAR_DIGITS + " digits");
            }
            return text;
        };
    }

    /** An instant as the clock shows it in UTC. */
    Conversion.Step instant() {
        Conversion.Step day = day();
        return value -> {
            String text = (String) day.apply(value);
            return text.endsWith("+00") ? text.substring(0, text.length() - 3) : text;
        };
    }

    /** A number with a limit to its digits behind the point, where the server would round. */
    Conversion.Step digitsBehindThePoint() {
        int scale = column.type().scale();
        return value -> {
            String text = (String) number(value);
            int point = text.indexOf('.');
            if (point >= 0 && text.length() - point - 1 > scale) {
                int last = text.length();
                while (text.charAt(last - 1) == '0') {
                    last--;
                }
                if (last - point - 1 > scale) {
                    throw refusal("a number with more than " + scale + " digits behind the point");
                }
                return text.substring(0, last == point + 1 ? point : last);
            }
            return text;
        };
    }

    /** A decimal number: PostgreSQL has some that are none. */
    Object number(Object value) {
        String text = (String) value;
        char last = text.charAt(text.length() - 1);
        if (last < '0' || last > '9') {
            throw refusal("a number that is infinite or none");
        }
        return text;
    }

    /** A binary number by the shortest digits that mean exactly it: a number in the statement would lose the sign of zero. */
    Object floatingPoint(Object value) {
        double number = (Double) value;
        if (!Double.isFinite(number)) {
            throw refusal("a number that is infinite or none");
        }
        return Double.toString(number);
    }

    /** A year with all digits: of fewer the server would make another year. */
    static Conversion.Step year() {
        return value -> {
            String text = value.toString();
            return "0".repeat(Math.max(0, YEAR_DIGITS - text.length())) + text;
        };
    }

    /** The number that the digits 0 and 1 mean. */
    static Conversion.Step bits() {
        return value -> Long.toUnsignedString(Long.parseUnsignedLong((String) value, 2));
    }

    /** The shortest digits that mean exactly this number, as text. */
    static Conversion.Step digits(FloatingPoint type) {
        return type.bits() == 32
                ? value -> Float.toString(((Double) value).floatValue())
                : value -> Double.toString((Double) value);
    }

    /** A document of which the server keeps what its numbers mean. */
    Conversion.Step document() {
        return value -> {
            if (!JsonNumbers.survive((String) value, false)) {
                throw refusal("a document with a number of more digits than its numbers have");
            }
            return value;
        };
    }

    /** A shape in the form in which the server keeps it. */
    Conversion.Step shape() {
        return value -> {
            byte[] shape = Shapes.internal((byte[]) value);
            if (shape == null) {
                throw refusal("a shape of more than two dimensions");
            }
            return shape;
        };
    }

    StreamException refusal(String what) {
        return new StreamException(
                ErrorKind.UNREPRESENTABLE,
                "Column \"" + column.name() + "\" of target table " + table + " has the type " + column.type()
                        + ", which cannot hold " + what + " that came from the source");
    }
}
