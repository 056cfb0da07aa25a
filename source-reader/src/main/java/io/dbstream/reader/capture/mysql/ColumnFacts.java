package io.dbstream.reader.capture.mysql;

import java.util.List;

/**
 * What the type code of a column in the log does not say.
 *
 * @param unsigned whether a number has no sign
 * @param characterSet of text, binary for bytes and for all that is not text
 * @param labels of an enum or set
 */
record ColumnFacts(String name, boolean unsigned, CharacterSet characterSet, List<String> labels) {
    ColumnFacts {
        labels = List.copyOf(labels);
    }
}
