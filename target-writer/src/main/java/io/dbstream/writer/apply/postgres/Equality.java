package io.dbstream.writer.apply.postgres;

/** What is known when a type's own {@code =} calls two values equal. */
enum Equality {
    /** They are the same, whoever looks at them. */
    SAME,
    /** They may be two, such as 1.0 and 1.00, 0 and -0, a day and 24 hours; what is not equal is not the same. */
    LOOSE,
    /** Nothing: the type has no equality, or one of its own, such as that of areas. */
    UNKNOWN
}
