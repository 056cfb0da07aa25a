package io.dbstream.stream;

/** What the user wants of a stream. */
public enum Wanted {
    RUN,
    PAUSE,
    /** For good; how it went can still be asked. */
    STOP,
    /** Stopped, and nobody is to hear of it again: its record goes once its workers have taken away what was made for it. */
    FORGET
}
