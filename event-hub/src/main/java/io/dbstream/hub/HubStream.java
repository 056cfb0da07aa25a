package io.dbstream.hub;

import java.util.Optional;

/** The bundles of one stream, in the order in which they were published, numbered from 1 without gaps. */
public interface HubStream {
    /**
     * What the hub holds.
     *
     * @param epoch names this hub stream: one that was deleted and made anew has another
     * @param lastSequence 0 when nothing was ever published
     * @param messages how many are held
     * @param bytes how many bytes they take
     */
    record State(String epoch, long firstSequence, long lastSequence, long messages, long bytes) {}

    /** One bundle as the hub holds it. */
    record Message(long sequence, byte[] bundle) {}

    /** Makes the hub stream unless it exists; one that exists keeps its size. */
    State open(long maxBytes);

    /** Empty when there is no such hub stream. */
    Optional<State> state();

    /** The last bundle; empty when nothing was ever published, or no such hub stream exists. */
    Optional<Message> last();

    /**
     * Publishes behind a given message, and nothing else.
     *
     * @param lastSequence the sequence of the last message, 0 when there is none
     * @param idle run, on a thread of the hub, whenever the last publish in flight was acknowledged
     */
    BundlePublisher publisher(long lastSequence, Runnable idle);

    /** Reads on from a sequence, in order and without gaps. */
    BundleSubscription subscribe(long fromSequence);

    /** Forgets the messages up to this one, and with it; the last message of all is always kept. */
    void forget(long sequence);

    /** Forgets everything; no error when there is nothing. */
    void delete();
}
