package io.dbstream.writer;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.HubStream;
import io.dbstream.stream.Checkpoint;
import java.time.Duration;

/**
 * The deliveries that a target needs next. Begins behind the checkpoint's message; when the numbers of the events there show that the hub
 * is not what it was, at the hub's first message; and when that is too late as well, it drops the hub stream, so that the reader begins
 * anew from the target's checkpoint.
 */
final class Feed implements AutoCloseable {
    private final Fetching fetching;
    private long firstSequence;
    private Fetcher fetcher;
    private boolean begun;

    Feed(Fetching fetching, HubStream.State state, Checkpoint committed) {
        this.fetching = fetching;
        boolean known = committed.epoch().equals(state.epoch()) && committed.sequence() <= state.lastSequence();
        this.firstSequence = known ? committed.sequence() + 1 : 1;
        this.fetcher = fetching.from(firstSequence);
    }

    /** The hub message it began with. */
    long firstSequence() {
        return firstSequence;
    }

    /**
     * Adds what has arrived, up to the size of a batch. What the batcher no longer holds is memory for more; when there is none, because
     * it holds a transaction that is not whole yet and others need the rest, the batcher must make room.
     *
     * @param patience how long to wait when nothing is here
     * @return false when nothing came
     */
    boolean gather(Batcher batcher, Duration patience) {
        fetcher.keep(batcher.size());
        Delivery delivery = fetcher.poll();
        if (delivery == null) {
            if (fetcher.isHeldUp() && batcher.makesRoom()) {
                return true;
            }
            delivery = fetcher.next(patience);
        }
        if (delivery == null) {
            if (!fetcher.isHeldUp()) {
                fetching.statistics().caughtUp();
            }
            return false;
        }
        while (delivery != null) {
            if (batcher.isBehindGap(delivery.bundle())) {
                beginEarlier();
                return true;
            }
            begun = true;
            batcher.add(delivery);
            delivery = batcher.isFull() ? null : fetcher.poll();
        }
        return true;
    }

    @Override
    public void close() {
        fetcher.close();
    }

    private void beginEarlier() {
        if (begun) {
            throw new StreamException(ErrorKind.HUB_UNAVAILABLE, "The hub has lost messages that were not yet applied");
        }
        if (firstSequence == 1) {
            fetching.messages().delete();
            throw new StreamException(
                    ErrorKind.HUB_UNAVAILABLE,
                    "The hub no longer holds what the target needs; reading again from the source");
        }
        fetcher.close();
        firstSequence = 1;
        fetcher = fetching.from(firstSequence);
    }
}
