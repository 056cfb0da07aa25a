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
 * Finds where a stream goes on: behind the hub's last message; when the hub holds none, behind what the target has committed; and when the
 * target never committed anything, at the end of the source's log.
 *
 * <p>A hub that lost only its last messages needs no case of its own: the reader publishes them again, and the writer knows by the numbers of
 * the events what it already has.
 */
final class StartingPoints {
    private static final Duration PATIENCE = Duration.ofMillis(50);

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
            Bundle bundle = new BundleDecoder().decode(last.get().bundle());
            Tail tail = bundle.unfinished() ? Tail.UNFINISHED : Tail.WHOLE;
            return Optional.of(
                    new StartingPoint(state.epoch(), bundle.resume(), last.get().sequence(), tail));
        }
        return committed(task)
                .map(checkpoint -> checkpoint.equals(Checkpoint.NONE)
                        ? new SourcePosition(capture.end(), 0)
                        : checkpoint.position())
                .map(position -> new StartingPoint(state.epoch(), position, state.lastSequence(), Tail.EMPTY));
    }

    private Optional<Checkpoint> committed(StreamTask task) {
        String id = task.stream().id();
        Optional<Entry<Checkpoint>> entry = hub.checkpoints().get(id);
        while (entry.isEmpty() && !task.stopping()) {
            LockSupport.parkNanos(PATIENCE.toNanos());
            entry = hub.checkpoints().get(id);
        }
        return entry.map(Entry::value);
    }
}
