package io.dbstream.reader;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubStream;
import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.stream.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Looks, about once a second and between transactions, at what the others do with the stream: confirms to the source what the target has
 * committed, so that the source may forget it, and notices a hub stream that is gone or has lost its last messages, which a reader with
 * nothing to publish would not.
 */
final class Confirmation implements ChangeListener {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final EventHub hub;
    private final String streamId;
    private final StartingPoint start;
    private final Capture capture;
    private final ChangeListener next;
    private long last = System.nanoTime();

    /**
     * @param start where the reader began
     * @param next told everything first
     */
    Confirmation(EventHub hub, String streamId, StartingPoint start, Capture capture, ChangeListener next) {
        this.hub = hub;
        this.streamId = streamId;
        this.start = start;
        this.capture = capture;
        this.next = next;
    }

    @Override
    public void change(DataEvent event) {
        next.change(event);
    }

    @Override
    public void schemaChange(SchemaChange event) {
        next.schemaChange(event);
    }

    @Override
    public void commit(String coordinate, Instant committedAt) {
        next.commit(coordinate, committedAt);
        confirm();
    }

    @Override
    public void idle() {
        next.idle();
        confirm();
    }

    private void confirm() {
        long now = System.nanoTime();
        if (now - last < INTERVAL_NANOS) {
            return;
        }
        last = now;
        Optional<Checkpoint> committed = hub.checkpoints().get(streamId).map(Directory.Entry::value);
        requireHubStream(committed.orElse(Checkpoint.NONE));
        committed.ifPresent(checkpoint -> {
            String coordinate = checkpoint.position().coordinate();
            if (!coordinate.isEmpty()) {
                capture.confirm(coordinate);
            }
        });
    }

    private void requireHubStream(Checkpoint committed) {
        Optional<HubStream.State> state = hub.stream(streamId).state();
        if (state.isEmpty() || !state.get().epoch().equals(start.epoch())) {
            throw new StreamException(ErrorKind.HUB_UNAVAILABLE, "The hub stream is gone, or was made anew");
        }
        boolean lacksMessages = committed.epoch().equals(start.epoch())
                && committed.sequence() > state.get().lastSequence();
        // Where this reader began, it knew of that, and has said so.
        if (lacksMessages && !committed.position().equals(start.position())) {
            throw new StreamException(ErrorKind.HUB_UNAVAILABLE, "The hub stream has lost its last messages");
        }
    }
}
