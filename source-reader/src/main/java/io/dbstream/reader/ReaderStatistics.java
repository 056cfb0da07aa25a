package io.dbstream.reader;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.EventCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** What one reader has done for one stream. Written by its bundler, read by whoever measures. */
public final class ReaderStatistics {
    private final EventCounts events = new EventCounts();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile Duration lag = Duration.ZERO;
    private volatile int inFlight;
    private volatile Supplier<Duration> heldUp = () -> Duration.ZERO;

    void captured(DataEvent event) {
        events.count(event);
    }

    void capturedTransaction() {
        transactions.increment();
    }

    void published(long size, int nowInFlight) {
        bytes.add(size);
        inFlight = nowInFlight;
    }

    void committed(Instant committedAt, Instant now) {
        Duration behind = Duration.between(committedAt, now);
        lag = behind.isNegative() ? Duration.ZERO : behind;
    }

    /** Where to ask for how long the hub has been full. */
    void watch(Supplier<Duration> fullHub) {
        heldUp = fullHub;
    }

    /** Nothing is left to read or to send. */
    void caughtUp() {
        lag = Duration.ZERO;
        inFlight = 0;
    }

    /** Data events captured. */
    public EventCounts events() {
        return events;
    }

    public long transactions() {
        return transactions.sum();
    }

    /** Bytes of the bundles published. */
    public long bytes() {
        return bytes.sum();
    }

    /** How long ago the last commit was made when it was read; zero once nothing is left to read. */
    public Duration lag() {
        return lag;
    }

    /** For how long the hub has been full, and the reader waiting for it; zero while it is not. */
    public Duration heldUp() {
        return heldUp.get();
    }

    /** Publishes that the hub has not acknowledged. */
    public int inFlight() {
        return inFlight;
    }
}
