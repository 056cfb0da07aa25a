package io.dbstream.writer;

import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubStream;
import io.dbstream.stream.Checkpoint;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells reader and hub, about once a second and on a thread of its own, what the target has committed: the source and the hub may forget
 * that. Nothing waits for it, and nothing is lost when it fails: it tries again.
 *
 * <p>A transaction may be larger than the hub. The reader would wait for room, and the target for the transaction's end. So the hub, but
 * never the source, forgets also what the target has applied and not committed, when it is half full. If that is rolled back, the hub
 * lacks it and is dropped, and the reader begins anew from the target's checkpoint.
 */
final class Acknowledger implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Acknowledger.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final EventHub hub;
    private final String streamId;
    private final String epoch;
    private final Thread thread;
    private volatile Checkpoint committed;
    private volatile long applied;
    private volatile boolean stale;

    /** Starts with what is committed already: its predecessor may not have lived to have the hub forget it. */
    Acknowledger(EventHub hub, String streamId, String epoch, Checkpoint committed) {
        this.hub = hub;
        this.streamId = streamId;
        this.epoch = epoch;
        this.committed = committed;
        this.thread =
                Thread.ofVirtual().name("writer-" + streamId + "-acknowledge").start(this::run);
    }

    void committed(Checkpoint checkpoint) {
        committed = checkpoint;
    }

    /** The target has applied, in a transaction that it has not committed, everything up to this hub message. */
    void applied(long sequence) {
        applied = sequence;
    }

    /** Whether the hub stream is not the one that the writer reads any more. */
    boolean isStale() {
        return stale;
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        Checkpoint told = Checkpoint.NONE;
        try {
            while (true) {
                Thread.sleep(INTERVAL);
                told = acknowledge(told);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether the hub lacks messages whose changes the target has: others will come under their numbers, which must be read too. */
    private static boolean hasLost(HubStream.State state, Checkpoint current) {
        return current.epoch().equals(state.epoch()) && state.lastSequence() < current.sequence();
    }

    private boolean isKnown(Checkpoint current) {
        return hub.checkpoints().get(streamId).map(Directory.Entry::value).equals(Optional.of(current));
    }

    private Checkpoint acknowledge(Checkpoint told) {
        Checkpoint current = committed;
        try {
            HubStream messages = hub.stream(streamId);
            Optional<HubStream.State> state = messages.state();
            stale = state.isEmpty() || !state.get().epoch().equals(epoch) || hasLost(state.get(), current);
            if (stale) {
                return told;
            }
            if (current != told) {
                hub.checkpoints().put(streamId, current);
                messages.forget(current.sequence());
            } else if (!current.equals(Checkpoint.NONE) && !isKnown(current)) {
                // The hub's storage is an older copy, or a new one.
                hub.checkpoints().put(streamId, current);
            }
            long parts = applied;
            if (!stale
                    && parts > current.sequence()
                    && state.get().bytes() > state.get().maxBytes() / 2) {
                messages.forget(parts);
            }
            return current;
        } catch (StreamException e) {
            log.debug("Acknowledging failed, and will be tried again: {}", e.getMessage());
            return told;
        }
    }
}
