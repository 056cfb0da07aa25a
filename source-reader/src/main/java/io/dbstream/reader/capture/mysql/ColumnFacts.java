package io.dbstream.reader.capture.mysql;

import java.util.List;

/**
 * What the type code of a column in the log does not say.
 *
 * @param unsigned whether a number has no sign
 * @param collation of text, binary for bytes and for all that is not text
 * @param labels of an enum or set
 * @param geometry which kind of geometry the column takes, {@code geometry} for any
 */
record ColumnFacts(String name, boolean unsigned, Collation collation, List<String> labels, String geometry) {
    /** The kind that takes every geometry. */
    static final String ANY_GEOMETRY = "geometry";

    ColumnFacts {
        labels = List.copyOf(labels);
    }

    CharacterSet characterSet() {
        return collation.set();
    }
}
