package io.dbstream.writer.apply.postgres;

/**
 * The way of a source column's values into a target column.
 *
 * @param carrier how they travel
 * @param cast what makes the column's type of the carrier's, empty when PostgreSQL does so by itself
 * @param step what happens to a value on this side
 */
record Conversion(Carrier carrier, String cast, Step step) {
    /** The column's value of what the carrier brings, in SQL. */
    String expression(String carried) {
        if (cast.equals("regclass")) {
            // The cast of text does not know the sign for no table, a hyphen.
            return "regclassin(textout(" + carried + "))";
        }
        return cast.isEmpty() ? carried : carried + "::" + cast;
    }

    /** Turns a value into what its carrier holds. */
    @FunctionalInterface
    interface Step {
        /** Leaves values as they are. */
        Step NONE = value -> value;

        /**
         * The value for the carrier; never called with NULL.
         *
         * @throws io.dbstream.error.StreamException of kind UNREPRESENTABLE when the target's column cannot hold the value
         */
        Object apply(Object value);
    }
}
