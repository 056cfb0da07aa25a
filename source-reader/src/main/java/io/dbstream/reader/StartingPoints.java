package io.dbstream.reader;

import io.dbstream.change.Bundle;
import io.dbstream.change.SourcePosition;
import io.dbstream.change.codec.BundleDecoder;
import io.dbstream.hub.Directory.Entry;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubStream;
import io.dbstream.hub.control.StreamTask;
import io.dbstream.reader.StartingPoint.Tail;
import io.dbstream.reader.capture.Capture;
import io.dbstream.stream.Checkpoint;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds where a stream goes on: behind the hub's last message, unless the hub has lost what came after it; then, or when the hub holds
 * none, behind what the target has committed; and when the target never committed anything, at the end of the source's log.
 */
final class StartingPoints {
    private static final Duration PATIENCE = Duration.ofMillis(50);
    /** A writer that runs says again what the target has, when the hub says otherwise, about once a second. */
    private static final Duration WRITERS_WORD = Duration.ofSeconds(5);

    private final EventHub hub;
    private final long maxBytes;

    /**
     * @param maxBytes how much the hub may hold of one stream
     */
    StartingPoints(EventHub hub, long maxBytes) {
        this.hub = hub;
        this.maxBytes = maxBytes;
    }

    /** Waits, if it must, for the writer to say what the target has; empty when it is told to stop before. */
    Optional<StartingPoint> find(StreamTask task, Capture capture) {
        HubStream messages = hub.stream(task.stream().id());
        HubStream.State state = messages.open(maxBytes);
        Optional<HubStream.Message> last = messages.last();
        if (last.isPresent()) {
            return Optional.of(behind(last.get(), told(task).orElse(Checkpoint.NONE), state));
        }
        return committed(task)
                .map(checkpoint -> checkpoint.equals(Checkpoint.NONE)
                        ? new SourcePosition(capture.end(), 0)
                        : checkpoint.position())
                .map(position -> new StartingPoint(state.epoch(), position, state.lastSequence(), Tail.EMPTY));
    }

    private static StartingPoint behind(HubStream.Message last, Checkpoint told, HubStream.State state) {
        Bundle bundle = new BundleDecoder().decode(last.bundle());
        boolean lostItsEnd = isBeyond(told, bundle.resume(), state);
        SourcePosition position = lostItsEnd ? told.position() : bundle.resume();
        Tail whole = lostItsEnd ? Tail.EMPTY : Tail.WHOLE;
        return new StartingPoint(
                state.epoch(), position, last.sequence(), bundle.unfinished() ? Tail.UNFINISHED : whole);
    }

    /** Whether the target has what is not in the hub: the source may have forgotten it since. */
    private static boolean isBeyond(Checkpoint told, SourcePosition end, HubStream.State state) {
        long events = told.position().events();
        boolean isElsewhere = !told.epoch().equals(state.epoch()) || told.sequence() > state.lastSequence();
        boolean isSaid = !told.position().coordinate().isEmpty();
        return events > end.events() || (events == end.events() && isElsewhere && isSaid);
    }

    /**
     * Whether a starting point that the source refuses was the wrong one: what comes from a hub whose storage is an older copy, until the
     * writer has said again what the target has.
     */
    boolean isOutdated(StreamTask task, StartingPoint refused) {
        HubStream messages = hub.stream(task.stream().id());
        long deadline = System.nanoTime() + WRITERS_WORD.toNanos();
        while (!task.stopping() && System.nanoTime() < deadline) {
            Optional<HubStream.State> state = messages.state();
            Optional<HubStream.Message> last = messages.last();
            Checkpoint told = told(task).orElse(Checkpoint.NONE);
            if (state.isEmpty()
                    || last.isEmpty()
                    || !behind(last.get(), told, state.get()).position().equals(refused.position())) {
                return true;
            }
            LockSupport.parkNanos(PATIENCE.toNanos());
        }
        return false;
    }

    private Optional<Checkpoint> told(StreamTask task) {
        return hub.checkpoints().get(task.stream().id()).map(Entry::value);
    }

    private Optional<Checkpoint> committed(StreamTask task) {
        Optional<Checkpoint> told = told(task);
        while (told.isEmpty() && !task.stopping()) {
            LockSupport.parkNanos(PATIENCE.toNanos());
            told = told(task);
        }
        return told;
    }
}
