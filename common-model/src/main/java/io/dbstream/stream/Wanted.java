package io.dbstream.stream;

/** What the user wants of a stream. */
public enum Wanted {
    RUN,
    PAUSE,
    STOP
}
