package io.dbstream.writer.apply.mysql;

/**
 * The way of a source column's values into a target column. A value travels as a {@code Long}, a {@code String} or a
 * {@code byte[]}; or, seldom, as a {@link Composed}.
 *
 * @param bytes whether it travels as {@code byte[]}
 * @param written what statements write, with a question mark for the value
 * @param compared what is equal to the column where it holds the value, with a question mark for the value
 * @param step what happens to a value on this side
 */
record Conversion(boolean bytes, String written, String compared, Step step) {
    private static final String VALUE = "?";

    /** Turns a value into what travels. */
    @FunctionalInterface
    interface Step {
        /** Leaves values as they are. */
        Step NONE = value -> value;

        /**
         * The value that travels; never called with NULL.
         *
         * @throws io.dbstream.error.StreamException of kind UNREPRESENTABLE when the target's column cannot hold the value
         */
        Object apply(Object value);

        /** Whether a value may become a {@link Composed}. */
        default boolean composes() {
            return false;
        }
    }

    /** Numbers and text that the server takes as they are. */
    static Conversion plain(Step step) {
        return new Conversion(false, VALUE, VALUE, step);
    }

    /** Numbers and text that are compared as something else than text, in which digits would get lost. */
    static Conversion compared(String expression, Step step) {
        return new Conversion(false, VALUE, expression, step);
    }

    /** Text of which the server makes something else. */
    static Conversion made(String expression, Step step) {
        return new Conversion(false, expression, expression, step);
    }

    static Conversion ofBytes(Step step) {
        return new Conversion(true, VALUE, VALUE, step);
    }

    /** Whether a bulk load may put a field into the column without more ado. */
    boolean loadsAsItIs() {
        return !bytes && written.equals(VALUE);
    }

    /** What a bulk load puts into the column; bytes come in hexadecimal digits. */
    String loaded(String variable) {
        return written.replace(VALUE, bytes ? "UNHEX(" + variable + ")" : variable);
    }
}
