package io.dbstream.writer;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What one writer has done for one stream. Written by its loop, read by whoever measures. */
public final class WriterStatistics {
    private final LongAdder inserts = new LongAdder();
    private final LongAdder updates = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder truncates = new LongAdder();
    private final LongAdder transactions = new LongAdder();
    private final LongAdder commits = new LongAdder();
    private final LongAdder commitNanos = new LongAdder();
    private volatile Duration lag = Duration.ZERO;
    private volatile long queuedBytes;

    void queued(long bytes) {
        queuedBytes = bytes;
    }

    void applied(List<ChangeEvent> changes) {
        for (ChangeEvent change : changes) {
            switch (change) {
                case Insert insert -> inserts.increment();
                case Update update -> updates.increment();
                case Delete delete -> deletes.increment();
                case Truncate truncate -> truncates.increment();
                case SchemaChange schemaChange -> {}
                case Commit commit -> {}
                case Discard discard -> {}
            }
        }
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

    /** Nothing is left to fetch. */
    void caughtUp() {
        lag = Duration.ZERO;
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
}
