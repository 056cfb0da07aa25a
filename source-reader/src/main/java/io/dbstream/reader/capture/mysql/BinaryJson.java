package io.dbstream.reader.capture.mysql;

import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Prints MySQL's binary JSON documents as the server prints them: every number keeps its digits. The form is described in {@code
 * sql-common/json_binary.h} of the server.
 */
final class BinaryJson {
    private static final int SMALL_OBJECT = 0x00;
    private static final int LARGE_OBJECT = 0x01;
    private static final int SMALL_ARRAY = 0x02;
    private static final int LARGE_ARRAY = 0x03;
    private static final int LITERAL = 0x04;
    private static final int INT16 = 0x05;
    private static final int UINT16 = 0x06;
    private static final int INT32 = 0x07;
    private static final int UINT32 = 0x08;
    private static final int INT64 = 0x09;
    private static final int UINT64 = 0x0a;
    private static final int DOUBLE = 0x0b;
    private static final int STRING = 0x0c;
    private static final int OPAQUE = 0x0f;

    /** Numbers below this have so few bits that less than two digits may tell them apart. */
    private static final double FEW_BITS = 1e-320;

    /** The server breaks the lines of what it encodes. */
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\n'});

    /** Beyond so many digits on either side of the point the server changes to an exponent ({@code my_gcvt}). */
    private static final int MOST_PLAIN_DIGITS = 15;

    private final EventBytes bytes = new EventBytes(new byte[0]);
    private final Temporals temporals = new Temporals();
    private final StringBuilder text = new StringBuilder();
    private byte[] document = new byte[0];
    private int end;

    /** The text of the document in the next {@code length} bytes. */
    String read(EventBytes in, int length) {
        int from = in.take(length);
        if (length == 0) {
            return "null";
        }
        document = in.array();
        end = from + length;
        text.setLength(0);
        value(document[from], from + 1);
        return text.toString();
    }

    private void value(int type, int at) {
        EventBytes in = bytes.over(document, at, end);
        switch (type) {
            case SMALL_OBJECT -> object(at, 2);
            case LARGE_OBJECT -> object(at, 4);
            case SMALL_ARRAY -> array(at, 2);
            case LARGE_ARRAY -> array(at, 4);
            case LITERAL -> literal(in.uint8());
            case INT16 -> text.append((short) in.uint16());
            case UINT16 -> text.append(in.uint16());
            case INT32 -> text.append(in.int32());
            case UINT32 -> text.append(in.uint32());
            case INT64 -> text.append(in.int64());
            case UINT64 -> text.append(Long.toUnsignedString(in.int64()));
            case DOUBLE -> number(Double.longBitsToDouble(in.int64()));
            case STRING -> quote(in.text(length(in), StandardCharsets.UTF_8));
            case OPAQUE -> opaque(in);
            default -> throw new IllegalStateException("a JSON document holds a value of the unknown type " + type);
        }
    }

    private void object(int start, int width) {
        int count = number(start, width);
        int keys = start + 2 * width;
        int values = keys + count * (width + 2);
        text.append('{');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(", ");
            }
            int entry = keys + i * (width + 2);
            int keyLength = number(entry + width, 2);
            quote(bytes.over(document, start + number(entry, width), end).text(keyLength, StandardCharsets.UTF_8));
            text.append(": ");
            entry(start, values + i * (width + 1), width);
        }
        text.append('}');
    }

    private void array(int start, int width) {
        int count = number(start, width);
        int values = start + 2 * width;
        text.append('[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                text.append(", ");
            }
            entry(start, values + i * (width + 1), width);
        }
        text.append(']');
    }

    /** A value of an object or array: what fits stands in its entry, the rest at the offset in the entry. */
    private void entry(int start, int entry, int width) {
        int type = document[entry];
        boolean inlined =
                type == LITERAL || type == INT16 || type == UINT16 || (width == 4 && (type == INT32 || type == UINT32));
        value(type, inlined ? entry + 1 : start + number(entry + 1, width));
    }

    private int number(int at, int width) {
        return (int) bytes.over(document, at, end).littleEndian(width);
    }

    /** A length in groups of seven bits, lowest first. */
    private static int length(EventBytes in) {
        int length = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int part = in.uint8();
            length |= (part & 0x7f) << shift;
            if (part < 0x80) {
                return length;
            }
        }
        throw new IllegalStateException("a JSON document holds a length of more than five bytes");
    }

    private void literal(int code) {
        text.append(
                switch (code) {
                    case 0 -> "null";
                    case 1 -> "true";
                    case 2 -> "false";
                    default -> throw new IllegalStateException("a JSON document holds the unknown literal " + code);
                });
    }

    private void opaque(EventBytes in) {
        int type = in.uint8();
        int length = length(in);
        switch (type) {
            case WireType.NEWDECIMAL -> {
                int precision = in.uint8();
                text.append(PackedDecimal.read(in, precision, in.uint8()));
            }
            case WireType.DATE -> quote(temporals.packedDate(in.int64()));
            case WireType.TIME, WireType.TIME2 -> quote(temporals.packedTime(in.int64()));
            case WireType.DATETIME, WireType.DATETIME2, WireType.TIMESTAMP, WireType.TIMESTAMP2 ->
                quote(temporals.packedDateTime(in.int64()));
            default -> quote("base64:type" + type + ":" + BASE64.encodeToString(in.copy(length)));
        }
    }

    private void number(double value) {
        String shortest = shortest(Math.abs(value));
        int exponentMark = shortest.indexOf('E');
        int exponent = exponentMark < 0 ? 0 : Integer.parseInt(shortest.substring(exponentMark + 1));
        String plain = exponentMark < 0 ? shortest : shortest.substring(0, exponentMark);
        int point = plain.indexOf('.');
        String digits = plain.substring(0, point) + plain.substring(point + 1);
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        int last = digits.length();
        while (last > zeros + 1 && digits.charAt(last - 1) == '0') {
            last--;
        }
        if (Double.doubleToRawLongBits(value) < 0) {
            text.append('-');
        }
        // The value is 0.<digits> times ten to the power of wholeDigits.
        decimal(digits.substring(zeros, last), value == 0 ? 1 : point + exponent - zeros);
    }

    /** Java prints at least two digits, also of the smallest numbers, where one may say the same. */
    private static String shortest(double positive) {
        String shortest = Double.toString(positive);
        if (positive == 0 || positive > FEW_BITS) {
            return shortest;
        }
        BigDecimal digit = new BigDecimal(shortest).round(new MathContext(1));
        return digit.doubleValue() == positive ? digit.unscaledValue() + ".0E" + -digit.scale() : shortest;
    }

    private void decimal(String digits, int wholeDigits) {
        if (wholeDigits > MOST_PLAIN_DIGITS || wholeDigits <= -MOST_PLAIN_DIGITS) {
            text.append(digits.charAt(0));
            if (digits.length() > 1) {
                text.append('.').append(digits, 1, digits.length());
            }
            text.append('e').append(wholeDigits - 1);
        } else if (wholeDigits <= 0) {
            text.append("0.").repeat("0", -wholeDigits).append(digits);
        } else if (wholeDigits >= digits.length()) {
            text.append(digits).repeat("0", wholeDigits - digits.length()).append(".0");
        } else {
            text.append(digits, 0, wholeDigits).append('.').append(digits, wholeDigits, digits.length());
        }
    }

    private void quote(String string) {
        text.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            switch (c) {
                case '"' -> text.append("\\\"");
                case '\\' -> text.append("\\\\");
                case '\b' -> text.append("\\b");
                case '\f' -> text.append("\\f");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                case '\t' -> text.append("\\t");
                default -> {
                    if (c < 0x20) {
                        text.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
                    } else {
                        text.append(c);
                    }
                }
            }
        }
        text.append('"');
    }
}
