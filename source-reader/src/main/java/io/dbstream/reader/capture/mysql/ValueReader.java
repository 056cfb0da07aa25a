package io.dbstream.reader.capture.mysql;

/** Reads the values of one column out of row images: one of the kinds of value that {@link io.dbstream.change.Row} knows. */
@FunctionalInterface
interface ValueReader {
    Object read(EventBytes in);
}
