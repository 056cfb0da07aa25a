package io.dbstream.stream;

/** How one side of a stream is. */
public enum Phase {
    /** Not yet ready: connecting, checking prerequisites, looking for the place to go on from. */
    STARTING,
    /** Ready for the first event. */
    READY,
    /** Working since the first event. */
    RUNNING,
    /** Waiting for the user to resume it. */
    PAUSED,
    /** A limit was reached. */
    FINISHED,
    /** The user stopped it, for good. */
    STOPPED,
    /** An error that trying again does not mend. */
    FAILED;

    /** Whether the side will never work again. */
    public boolean isFinal() {
        return this == FINISHED || this == STOPPED;
    }
}
