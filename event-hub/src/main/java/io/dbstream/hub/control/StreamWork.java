package io.dbstream.hub.control;

import io.dbstream.stream.StreamRecord;

/** What one side does for one stream. */
public interface StreamWork {
    /** How work ended without an error. */
    enum Outcome {
        /** It was told to stop. */
        STOPPED,
        /** A limit was reached, and everything up to it is done. */
        FINISHED
    }

    /**
     * Works until told to stop, or until there is nothing more to do. Called on the stream's own thread, again after an error that
     * retrying may mend; it then goes on from what the hub or the target says, not from memory.
     *
     * @throws io.dbstream.error.StreamException the only exception it throws; its kind decides about a retry
     */
    Outcome run(StreamTask task);

    /**
     * The stream is over for good: takes away what was made for it outside of the hub. Called on a thread of its own when nobody works on
     * the stream any more; may be called again, and then changes nothing.
     *
     * @throws io.dbstream.error.StreamException when that cannot be done now; the message tells how to do it by hand
     */
    void release(StreamRecord stream);
}
