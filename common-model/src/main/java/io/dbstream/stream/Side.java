package io.dbstream.stream;

import io.dbstream.error.ErrorKind;

/** The two halves of a stream. */
public enum Side {
    SOURCE("source", ErrorKind.SOURCE_UNAVAILABLE),
    TARGET("target", ErrorKind.TARGET_UNAVAILABLE);

    private final String word;
    private final ErrorKind unavailable;

    Side(String word, ErrorKind unavailable) {
        this.word = word;
        this.unavailable = unavailable;
    }

    /** As configurations and messages call it. */
    public String word() {
        return word;
    }

    /** The kind of error when this side's database cannot be reached. */
    public ErrorKind unavailable() {
        return unavailable;
    }
}
