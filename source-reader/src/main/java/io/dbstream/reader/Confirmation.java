package io.dbstream.reader;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.hub.Directory;
import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.stream.Checkpoint;
import java.time.Duration;
import java.time.Instant;

/**
 * Confirms to the source, about once a second and between transactions, what the target has committed, so that the source may forget it.
 */
final class Confirmation implements ChangeListener {
    private static final long INTERVAL_NANOS = Duration.ofSeconds(1).toNanos();

    private final Directory<Checkpoint> checkpoints;
    private final String streamId;
    private final Capture capture;
    private final ChangeListener next;
    private long last = System.nanoTime();

    Confirmation(Directory<Checkpoint> checkpoints, String streamId, Capture capture, ChangeListener next) {
        this.checkpoints = checkpoints;
        this.streamId = streamId;
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
        checkpoints.get(streamId).ifPresent(entry -> {
            String coordinate = entry.value().position().coordinate();
            if (!coordinate.isEmpty()) {
                capture.confirm(coordinate);
            }
        });
    }
}
