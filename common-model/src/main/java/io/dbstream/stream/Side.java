package io.dbstream.stream;

/** The two halves of a stream. */
public enum Side {
    SOURCE,
    TARGET
}
