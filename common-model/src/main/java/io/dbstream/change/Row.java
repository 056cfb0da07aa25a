package io.dbstream.change;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one row, aligned with the columns of its {@link io.dbstream.schema.TableSchema}. A slot holds a value, NULL, or is
 * absent: the log did not carry the column, which says nothing about its value. A value is a {@code Long}, {@code Double},
 * {@code Boolean}, {@code String} or {@code byte[]}, as {@link io.dbstream.schema.DataType} says for each type.
 *
 * <p>Rows keep the array they are given and nobody changes it afterwards.
 */
public final class Row {
    /** The mark of a column that the log did not carry. */
    public static final Object ABSENT = new Object() {
        @Override
        public String toString() {
            return "ABSENT";
        }
    };

    private final @Nullable Object[] values;

    private Row(@Nullable Object[] values) {
        this.values = values;
    }

    /** A row over these values; the array is not copied. */
    public static Row of(@Nullable Object... values) {
        return new Row(values);
    }

    public int size() {
        return values.length;
    }

    /** The value of a column, null for NULL, {@link #ABSENT} when the log did not carry it. */
    public @Nullable Object get(int column) {
        return values[column];
    }

    public boolean isAbsent(int column) {
        return values[column] == ABSENT;
    }

    /** Whether the log carried every column. */
    public boolean isComplete() {
        for (Object value : values) {
            if (value == ABSENT) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Row row && Arrays.deepEquals(values, row.values);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(values);
    }

    /** The number of columns only: row values appear in no log. */
    @Override
    public String toString() {
        return "Row of " + values.length + " columns";
    }
}
