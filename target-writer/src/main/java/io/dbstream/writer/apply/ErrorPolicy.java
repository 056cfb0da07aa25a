package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/** What becomes of a stream when its target refuses a row for the row's own sake. */
public enum ErrorPolicy {
    /** It stops, as with any error that trying again does not mend. */
    STOP("stop"),
    /** The row's change is kept aside, and so are those behind it that touch the same row; everything else goes on. */
    DEAD_LETTER("dead-letter");

    private final String word;

    ErrorPolicy(String word) {
        this.word = word;
    }

    /**
     * The policy that a stream's configuration names.
     *
     * @throws StreamException of kind CONFIGURATION when it names none
     */
    static ErrorPolicy of(String setting, String word) {
        for (ErrorPolicy policy : values()) {
            if (policy.word.equals(word)) {
                return policy;
            }
        }
        throw new StreamException(ErrorKind.CONFIGURATION, setting + " is " + STOP.word + " or " + DEAD_LETTER.word);
    }
}
