package io.dbstream.reader;

import io.dbstream.change.SourcePosition;

/**
 * Where a reader goes on.
 *
 * @param epoch of the hub stream
 * @param position in the source's log
 * @param lastSequence of the hub's last message, to publish behind; 0 when there never was one
 * @param tail how the hub ends
 */
record StartingPoint(String epoch, SourcePosition position, long lastSequence, Tail tail) {
    enum Tail {
        /** With a whole transaction: nothing is to be said before going on. */
        WHOLE,
        /** Inside a transaction, which the first event must discard. */
        UNFINISHED,
        /** With nothing: the first event must say where the stream goes on. */
        EMPTY
    }
}
