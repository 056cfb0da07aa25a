package io.dbstream.reader;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What one reader has done for one stream. Written by its bundler, read by whoever measures. */
public final class ReaderStatistics {
    private final LongAdder inserts = new LongAdder();
    private final LongAdder updates = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder truncates = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile @Nullable Instant lastCommit;
    private volatile Duration lag = Duration.ZERO;
    private volatile int inFlight;

    void published(Tally tally, long size, int nowInFlight) {
        inserts.add(tally.inserts);
        updates.add(tally.updates);
        deletes.add(tally.deletes);
        truncates.add(tally.truncates);
        transactions.add(tally.transactions);
        bytes.add(size);
        inFlight = nowInFlight;
    }

    void committed(Instant committedAt, Instant now) {
        Duration behind = Duration.between(committedAt, now);
        lastCommit = committedAt;
        lag = behind.isNegative() ? Duration.ZERO : behind;
    }

    /** Nothing is left to read or to send. */
    void caughtUp() {
        lag = Duration.ZERO;
        inFlight = 0;
    }

    public long inserts() {
        return inserts.sum();
    }

    public long updates() {
        return updates.sum();
    }

    public long deletes() {
        return deletes.sum();
    }

    public long truncates() {
        return truncates.sum();
    }

    public long transactions() {
        return transactions.sum();
    }

    /** Bytes of the bundles published. */
    public long bytes() {
        return bytes.sum();
    }

    /** The source's clock at the last commit read; null before the first. */
    public @Nullable Instant lastCommit() {
        return lastCommit;
    }

    /** How long ago the last commit was made when it was read; zero once nothing is left to read. */
    public Duration lag() {
        return lag;
    }

    /** Publishes that the hub has not acknowledged. */
    public int inFlight() {
        return inFlight;
    }

    /** The counts of one bundle: plain numbers, because every event passes here. */
    static final class Tally {
        long inserts;
        long updates;
        long deletes;
        long truncates;
        long transactions;
    }
}
