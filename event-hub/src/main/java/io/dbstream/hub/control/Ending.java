package io.dbstream.hub.control;

import io.dbstream.error.StreamException;

/** How the work on a stream ended. */
sealed interface Ending {
    /** It was told to leave off. */
    record Stopped() implements Ending {}

    /** There is nothing more to do. */
    record Finished() implements Ending {}

    /** Another worker has displaced it. */
    record Fenced() implements Ending {}

    /** Trying again would not help. */
    record Failed(StreamException cause) implements Ending {}
}
