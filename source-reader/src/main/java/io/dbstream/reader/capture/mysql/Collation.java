package io.dbstream.reader.capture.mysql;

/**
 * One of the server's collations: an order of the texts of one character set.
 *
 * @param name as the server's SQL spells it
 */
record Collation(String name, CharacterSet set) {
    /** That of bytes, and of all that is not text. */
    static final Collation BINARY = new Collation("binary", CharacterSet.BINARY);
}
