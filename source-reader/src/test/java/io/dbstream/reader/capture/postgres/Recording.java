package io.dbstream.reader.capture.postgres;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.SourcePosition;
import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.ChangeListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a capture tells, up to the transaction that writes to the table {@code fin}. */
class Recording implements ChangeListener {
    static final String LAST_TABLE = "fin";

    private final Capture capture;
    private final List<ChangeEvent> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger idle = new AtomicInteger();
    private boolean last;

    Recording(Capture capture) {
        this.capture = capture;
    }

    /** Reads on a thread of its own. */
    CompletableFuture<Void> readFrom(String coordinate) {
        return CompletableFuture.runAsync(
                () -> capture.read(coordinate, this), task -> new Thread(task, "reading").start());
    }

    @Override
    public void change(DataEvent event) {
        if (event.table().id().name().equals(LAST_TABLE)) {
            last = true;
        } else {
            told.add(event);
        }
    }

    @Override
    public void schemaChange(SchemaChange event) {
        told.add(event);
    }

    @Override
    public void commit(String coordinate, Instant committedAt) {
        told.add(new Commit(new SourcePosition(coordinate, 0), committedAt));
        if (last) {
            capture.stop();
        }
    }

    @Override
    public void idle() {
        idle.incrementAndGet();
    }

    int idleCalls() {
        return idle.get();
    }

    List<ChangeEvent> told() {
        return told;
    }

    /** All but the commits. */
    List<ChangeEvent> changes() {
        List<ChangeEvent> changes = new ArrayList<>();
        for (ChangeEvent event : told) {
            if (!(event instanceof Commit)) {
                changes.add(event);
            }
        }
        return changes;
    }

    List<String> coordinates() {
        return told.stream()
                .filter(Commit.class::isInstance)
                .map(event -> ((Commit) event).position().coordinate())
                .toList();
    }
}
