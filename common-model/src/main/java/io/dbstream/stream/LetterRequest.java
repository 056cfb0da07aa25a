package io.dbstream.stream;

import org.jspecify.annotations.Nullable;

/**
 * What the user wants to become of dead letters.
 *
 * @param number tells it from the stream's other requests; later ones have higher numbers
 * @param letter the number of the one letter that is meant; null for all that there are
 */
public record LetterRequest(
        long number, Action action, @Nullable Long letter) {
    /** What can be done with a letter. */
    public enum Action {
        /** Apply its changes once more, and keep it when the target refuses them still. */
        RETRY,
        /** Throw it away. */
        SKIP
    }
}
