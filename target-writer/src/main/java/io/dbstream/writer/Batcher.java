package io.dbstream.writer;

import io.dbstream.change.Bundle;
import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.SourcePosition;
import io.dbstream.stream.Checkpoint;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Turns deliveries into batches that begin and end at the borders of the source's transactions. Leaves out what the target already has, and
 * finds what is missing, by the numbers of the events. A transaction that is too large to gather comes out in parts.
 */
final class Batcher {
    private final String epoch;
    private final long maxSize;

    private final Queue<Batch> ready = new ArrayDeque<>();
    private List<ChangeEvent> settled = new ArrayList<>();
    private List<ChangeEvent> open = new ArrayList<>();
    private @Nullable Checkpoint checkpoint;
    private Instant committedAt = Instant.EPOCH;
    private int transactions;
    private long settledSize;
    private long openSize;
    /** Whether parts of the open transaction are out. */
    private boolean inParts;
    /** How many events of the stream lie before the last commit, and before the next event. */
    private long settledEvents;

    private long nextEvent;
    private boolean inTransaction;
    /** Of the last delivery. */
    private long sequence;
    /** Whether the open transaction is to come out in parts, however small. */
    private boolean roomWanted;

    /**
     * @param epoch of the hub stream that the deliveries come from
     * @param committed what the target has
     * @param maxSize of a batch, in bytes on the heap and within a bundle; a larger transaction comes out in parts
     */
    Batcher(String epoch, Checkpoint committed, long maxSize) {
        this.epoch = epoch;
        this.maxSize = maxSize;
        this.settledEvents = committed.position().events();
        this.nextEvent = settledEvents;
    }

    /** Whether this bundle comes behind what was never delivered: its events cannot be next. */
    boolean isBehindGap(Bundle bundle) {
        return bundle.firstEvent() > nextEvent;
    }

    void add(Delivery delivery) {
        List<ChangeEvent> events = delivery.bundle().events();
        long number = delivery.bundle().firstEvent();
        long committed = number;
        int last = events.size() - 1;
        for (int i = 0; i <= last; i++) {
            switch (events.get(i)) {
                case DataEvent change -> {
                    if (number++ == nextEvent) {
                        open.add(change);
                        nextEvent++;
                        inTransaction = true;
                    }
                }
                case SchemaChange change -> open.add(change);
                case Commit commit -> {
                    settle(commit, i == last ? delivery.sequence() : delivery.sequence() - 1);
                    committed = commit.position().events();
                }
                case Discard discard -> {
                    discard();
                    number = committed;
                }
            }
        }
        sequence = delivery.sequence();
        if (!open.isEmpty()) {
            openSize += delivery.size();
        } else if (checkpoint != null) {
            settledSize += delivery.size();
        }
    }

    /** What was added and has not come out, in bytes. */
    long size() {
        return settledSize + openSize;
    }

    /** Whether what is here of an unfinished transaction can come out now; then it does, with the next call of {@link #next}. */
    boolean makesRoom() {
        roomWanted = !open.isEmpty();
        return roomWanted;
    }

    /** Whether there is enough for one batch. */
    boolean isFull() {
        return size() >= maxSize || !ready.isEmpty();
    }

    /** What the target does next; null while nothing is to be done. */
    @Nullable
    Batch next() {
        Batch first = ready.poll();
        if (first != null) {
            return first;
        }
        Checkpoint last = checkpoint;
        if (last != null) {
            Batch whole = new Batch.Whole(settled, last, transactions, committedAt);
            settled = new ArrayList<>();
            settledSize = 0;
            checkpoint = null;
            transactions = 0;
            inParts = false;
            return whole;
        }
        if ((openSize >= maxSize || roomWanted) && !open.isEmpty()) {
            Batch part = new Batch.Part(open, sequence);
            roomWanted = false;
            open = new ArrayList<>();
            openSize = 0;
            inParts = true;
            return part;
        }
        return null;
    }

    private void settle(Commit commit, long sequence) {
        SourcePosition position = commit.position();
        if (position.events() < nextEvent) {
            // A commit that the target has, or one inside of what it has.
            return;
        }
        settled.addAll(open);
        settledSize += openSize;
        open = new ArrayList<>();
        openSize = 0;
        checkpoint = new Checkpoint(epoch, sequence, position);
        committedAt = commit.committedAt();
        settledEvents = nextEvent;
        if (inTransaction) {
            transactions++;
        }
        inTransaction = false;
    }

    private void discard() {
        if (inParts && checkpoint == null) {
            ready.add(new Batch.Discarded());
            inParts = false;
        }
        open = new ArrayList<>();
        openSize = 0;
        nextEvent = settledEvents;
        inTransaction = false;
    }
}
