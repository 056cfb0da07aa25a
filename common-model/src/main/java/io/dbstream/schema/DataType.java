package io.dbstream.schema;

import java.util.List;

/**
 * The type of a column, in terms that MySQL, MariaDB and PostgreSQL share. Each case says how {@link io.dbstream.change.Row}
 * holds its values: as a number, boolean or bytes where these are exact, otherwise as the SQL text that the database prints.
 */
public sealed interface DataType {

    /** Truth: {@code Boolean}. */
    record Bool() implements DataType {}

    /**
     * A whole number: {@code Long}; an unsigned value above {@link Long#MAX_VALUE} is its decimal text.
     *
     * @param bits 8, 16, 24, 32 or 64
     */
    record Int(int bits, boolean unsigned) implements DataType {}

    /** An exact decimal number: its text with exactly {@code scale} digits behind the point, such as {@code -12.50}. */
    record Decimal(int precision, int scale, boolean unsigned) implements DataType {}

    /** An exact number without bounds, also {@code NaN} and {@code Infinity}: its text, with the digits behind the point that it has. */
    record Numeric() implements DataType {}

    /**
     * A binary floating-point number: {@code Double}, which holds a 32-bit one exactly.
     *
     * @param bits 32 or 64
     */
    record FloatingPoint(int bits) implements DataType {}

    /** Text of a fixed length, padded with spaces by some databases: {@code String} as the database prints it. */
    record Char(int length) implements DataType {}

    /** Text of up to {@code length} characters: {@code String}. */
    record Varchar(int length) implements DataType {}

    /** Text of any length: {@code String}. */
    record Text() implements DataType {}

    /** Bytes of a fixed length: {@code byte[]} of exactly {@code length} bytes. */
    record Binary(int length) implements DataType {}

    /** Bytes of any length: {@code byte[]}. */
    record Bytes() implements DataType {}

    /** Bits: text of {@code length} digits 0 and 1, highest first. */
    record Bit(int length) implements DataType {}

    /**
     * A calendar day: {@code 2024-02-29}; MySQL also has {@code 0000-00-00} and days or months of zero, PostgreSQL also {@code
     * 0044-03-15 BC} and {@code infinity}, and so have their other types that hold days.
     */
    record Date() implements DataType {}

    /**
     * A time of day, in MySQL a duration up to {@code ±838:59:59}: {@code 12:30:00.000001}.
     *
     * @param fraction digits behind the second, 0 to 6; MySQL's values have exactly so many, PostgreSQL's leave out zeros at the end
     */
    record Time(int fraction) implements DataType {}

    /** A day and a time of no zone: {@code 2024-02-29 12:30:00.000001}, with {@code fraction} digits as {@link Time} has. */
    record DateTime(int fraction) implements DataType {}

    /** An instant, printed in UTC: {@code 2024-02-29 12:30:00.000001+00}, with {@code fraction} digits as {@link Time} has. */
    record Timestamp(int fraction) implements DataType {}

    /** A year: {@code Long}, 0 for MySQL's year zero. */
    record Year() implements DataType {}

    /** One of the labels: {@code String}; empty for MySQL's invalid label. */
    record Enumeration(List<String> labels) implements DataType {
        public Enumeration {
            labels = List.copyOf(labels);
        }
    }

    /** Any of the labels: {@code String}, the chosen ones in the type's order, joined by commas. */
    record LabelSet(List<String> labels) implements DataType {
        public LabelSet {
            labels = List.copyOf(labels);
        }
    }

    /** A JSON document: its text. */
    record Json() implements DataType {}

    /** A UUID: its text, lower case with hyphens. */
    record Uuid() implements DataType {}

    /** A shape: {@code byte[]}, well-known binary, extended (EWKB) by the number of its reference system where that is not 0. */
    record Geometry() implements DataType {}

    /** A type that only its own database knows, by the name that {@link Column#declared} says: its text as that database prints it. */
    record Other() implements DataType {}
}
