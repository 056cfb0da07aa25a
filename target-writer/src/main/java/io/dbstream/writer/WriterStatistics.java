package io.dbstream.writer;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.EventCounts;
import io.dbstream.stream.DeadLetters;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What one writer has done for one stream. Written by its loop, read by whoever measures. */
public final class WriterStatistics {
    private final EventCounts events = new EventCounts();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private volatile Duration lag = Duration.ZERO;
    private volatile long queuedBytes;
    private final LongAdder changesKept = new LongAdder();
    private volatile DeadLetters letters = DeadLetters.NONE;

    void queued(long bytes) {
        queuedBytes = bytes;
    }

    void applied(List<ChangeEvent> changes) {
        changes.forEach(events::count);
    }

    /**
     * @param sourceTransactions how many of the source's transactions this commit of the target holds
     * @param took to apply and commit them
     * @param committedAt the source's clock at the last of them
     */
    void committed(int sourceTransactions, Duration took, Instant committedAt, Instant now) {
        transactions.add(sourceTransactions);
        commits.increment();
        commitNanos.add(took.toNanos());
        Duration behind = Duration.between(committedAt, now);
        lag = behind.isNegative() ? Duration.ZERO : behind;
    }

    /**
     * What the target keeps aside.
     *
     * @param kept how many more changes it was given to keep
     */
    void letters(DeadLetters held, int kept) {
        letters = held;
        changesKept.add(kept);
    }

    /** Nothing is left to fetch. */
    void caughtUp() {
        lag = Duration.ZERO;
    }

    /** Data events applied. */
    public EventCounts events() {
        return events;
    }

    /** Transactions of the source that the target has committed. */
    public long transactions() {
        return transactions.sum();
    }

    /** Commits of the target. */
    public long commits() {
        return commits.sum();
    }

    /** Seconds that applying and committing took, in total. */
    public double commitSeconds() {
        return commitNanos.sum() / (double) TimeUnit.SECONDS.toNanos(1);
    }

    /** How old the last transaction was when the target committed it; zero once nothing is left to fetch. */
    public Duration lag() {
        return lag;
    }

    /** Bytes fetched and not yet taken. */
    public long queuedBytes() {
        return queuedBytes;
    }

    /** Dead letters that the target holds, without what came of requests. */
    public DeadLetters letters() {
        return letters;
    }

    /** Changes that were put into dead letters. */
    public long changesKept() {
        return changesKept.sum();
    }
}
