package io.dbstream.reader.capture.mysql;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.reader.capture.Capture;
import io.dbstream.reader.capture.ChangeListener;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps what a capture tells, up to the transaction that writes to the table {@code fin}. */
final class Recording implements ChangeListener {
    static final String LAST_TABLE = "fin";

    private final Capture capture;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private final AtomicInteger idle = new AtomicInteger();
    private boolean last;

    /** A change, or a commit where {@code event} is null. */
    record Told(ChangeEvent event, String coordinate, Instant committedAt) {}

    private Recording(Capture capture) {
        this.capture = capture;
    }

    static Recording of(Capture capture, String coordinate) {
        Recording recording = new Recording(capture);
        capture.read(coordinate, recording);
        return recording;
    }

    /** One that has yet to be given to {@link Capture#read}. */
    static Recording listening(Capture capture) {
        return new Recording(capture);
    }

    /** Reads on a thread of its own. */
    CompletableFuture<Void> readFrom(String coordinate) {
        return CompletableFuture.runAsync(
                () -> capture.read(coordinate, this), task -> new Thread(task, "reading").start());
    }

    @Override
    public void change(DataEvent event) {
        if (event.table().id().name().equalsIgnoreCase(LAST_TABLE)) {
            last = true;
        } else {
            told.add(new Told(event, "", Instant.EPOCH));
        }
    }

    @Override
    public void schemaChange(SchemaChange event) {
        told.add(new Told(event, "", Instant.EPOCH));
    }

    @Override
    public void commit(String coordinate, Instant committedAt) {
        told.add(new Told(
                new ChangeEvent.Commit(new io.dbstream.change.SourcePosition(coordinate, 0), committedAt),
                coordinate,
                committedAt));
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

    List<Told> told() {
        return told;
    }

    /** All but the commits. */
    List<ChangeEvent> changes() {
        List<ChangeEvent> changes = new ArrayList<>();
        for (Told one : told) {
            if (!(one.event() instanceof ChangeEvent.Commit)) {
                changes.add(one.event());
            }
        }
        return changes;
    }

    /** The values of one column of the inserts into a table. */
    List<Object> inserted(String table, int column) {
        List<Object> values = new ArrayList<>();
        for (ChangeEvent change : changes()) {
            if (change instanceof Insert insert && insert.table().id().name().equals(table)) {
                values.add(insert.after().get(column));
            }
        }
        return values;
    }

    List<String> coordinates() {
        return told.stream()
                .map(Told::coordinate)
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
