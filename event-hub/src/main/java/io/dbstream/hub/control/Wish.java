package io.dbstream.hub.control;

import io.dbstream.stream.StreamRecord;

/** What a worker is to do with a stream. */
sealed interface Wish {
    /** Work on it. */
    record Run(StreamRecord stream) implements Wish {}

    /** Leave off until the user resumes it. */
    record Pause() implements Wish {}

    /** Leave off for good, and take away what was made for the stream. */
    record Stop(StreamRecord stream) implements Wish {}

    /** The stream was deleted: leave off, and forget its status. */
    record Forget() implements Wish {}

    /** The service ends: leave off, so that another worker takes over. */
    record Leave() implements Wish {}

    /** Another worker is to have the stream: leave off, so that it takes over. */
    record HandOver() implements Wish {}

    /** The lease is lost: leave off, and say nothing. */
    record Yield() implements Wish {}

    /** What the user wants of a stream. */
    static Wish of(StreamRecord stream) {
        return switch (stream.wanted()) {
            case RUN -> new Run(stream);
            case PAUSE -> new Pause();
            case STOP, FORGET -> new Stop(stream);
        };
    }
}
