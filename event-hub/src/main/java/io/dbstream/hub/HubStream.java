package io.dbstream.hub;

import io.dbstream.memory.MemoryBudget.Share;
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
     * @param maxBytes how many they may take
     */
    record State(String epoch, long firstSequence, long lastSequence, long messages, long bytes, long maxBytes) {}

    /** One bundle as the hub holds it. */
    record Message(long sequence, byte[] bundle) {}

    /**
     * Makes the hub stream unless it exists; one that exists keeps its size.
     *
     * @throws io.dbstream.error.StreamException CONFIGURATION when NATS has not so much storage
     */
    State open(long maxBytes);

    /** Empty when there is no such hub stream. */
    Optional<State> state();

    /** The last bundle; empty when nothing was ever published, or no such hub stream exists. */
    Optional<Message> last();

    /**
     * Publishes behind a given message, and nothing else.
     *
     * @param lastSequence the sequence of the last message; when the hub does not hold it any more, {@link State#lastSequence}, 0 when
     *     nothing was ever published
     * @param memory holds what is in flight
     * @param idle run, on a thread of the hub, whenever the last publish in flight was acknowledged, and once when the publisher has
     *     failed, so that an owner that waits comes to learn it from its next call
     */
    BundlePublisher publisher(long lastSequence, Share memory, Runnable idle);

    /**
     * Reads on from a sequence, in order. Where the hub no longer holds what comes next, because it was forgotten, the subscription goes
     * on with the first message there is; where the hub has lost messages at its end, it goes on with those published instead, so
     * that sequences step back. The numbers of the events within tell the reader what it missed, and what it has seen.
     *
     * @param memory holds what has come and was not yet returned
     * @throws io.dbstream.error.StreamException HUB_UNAVAILABLE, also when there is no such hub stream
     */
    BundleSubscription subscribe(long fromSequence, Share memory);

    /** Forgets the messages up to this one, and with it; the last message of all is always kept. */
    void forget(long sequence);

    /** Forgets everything; no error when there is nothing. */
    void delete();
}
