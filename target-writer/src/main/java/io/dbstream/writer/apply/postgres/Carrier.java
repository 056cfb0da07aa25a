package io.dbstream.writer.apply.postgres;

import org.jspecify.annotations.Nullable;

/** How values of a column travel to the target as an array: in the Java type in which a row holds them, so that nothing is copied. */
enum Carrier {
    LONG("int8") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Long[length];
        }
    },
    DOUBLE("float8") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Double[length];
        }
    },
    BOOLEAN("bool") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new Boolean[length];
        }
    },
    TEXT("text") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new String[length];
        }
    },
    BYTES("bytea") {
        @Override
        @Nullable
        Object[] array(int length) {
            return new byte[length][];
        }
    };

    private final String type;

    Carrier(String type) {
        this.type = type;
    }

    /** An array for so many values. */
    abstract @Nullable Object[] array(int length);

    /** The name of PostgreSQL's type for one element. */
    String type() {
        return type;
    }
}
