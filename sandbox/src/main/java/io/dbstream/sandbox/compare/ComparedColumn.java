package io.dbstream.sandbox.compare;

/**
 * A column as its own side reads it.
 *
 * @param definition its type, and whether it may be NULL, in its database's words
 * @param expression the SQL that says a value exactly: the bytes of its text or its own bytes in hexadecimal digits, or {@code #} with
 *     length and SHA-256 of what is long
 * @param isBytes whether the digits are those of bytes rather than of a text
 * @param form what two databases write differently of such values
 * @param isComputed whether the table computes it, so that a log may lack it
 */
record ComparedColumn(
        String name, String definition, String expression, boolean isBytes, Form form, boolean isComputed) {}
