package io.dbstream.reader.capture.postgres;

import io.dbstream.reader.capture.ChangeListener;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * Tells the listener commits, and what it is to know while nothing happens to the selected tables: that time passes, and, now and then,
 * that the log has moved on. Without the latter a quiet stream would keep the server from forgetting its log. Now and then only: what is
 * told becomes a commit of the target, which may be a database of the same server, and so make log itself.
 */
final class Pace {
    private static final long IDLE_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long QUIET_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long QUIET_BYTES = 16 * 1024 * 1024;
    /** How many changes that nobody wants are passed over before the clock is looked at. */
    private static final int MANY = 256;

    private final ChangeListener listener;
    private final LongSupplier nanos;
    private final LogPosition start;

    /** Up to here everything that was committed is told, or concerned no selected table. */
    private long settled;

    private long settledClock;
    private long said;
    private long saidAt;
    private boolean told;
    private long toldAt;
    private int skipped;

    /**
     * Begins to count.
     *
     * @param start where reading begins
     * @param nanos a clock, as {@link System#nanoTime}
     */
    Pace(LogPosition start, ChangeListener listener, LongSupplier nanos) {
        this.listener = listener;
        this.nanos = nanos;
        this.start = start;
        this.settled = start.lsn();
        this.said = start.lsn();
        this.saidAt = nanos.getAsLong();
        this.toldAt = saidAt;
    }

    /** Up to where everything is told. */
    long settled() {
        return settled;
    }

    /** A change was told. */
    void told() {
        told = true;
    }

    /** A transaction with told changes was committed. */
    void commit(long lsn, long clock) {
        settled = lsn;
        settledClock = clock;
        say(nanos.getAsLong());
    }

    /** Up to here the log holds nothing that is still to be told; not to be called inside a transaction. */
    void passed(long lsn, long clock) {
        if (lsn > settled) {
            settled = lsn;
            settledClock = clock;
        }
        long now = nanos.getAsLong();
        if (settled != said && (now - saidAt >= QUIET_NANOS || settled - said >= QUIET_BYTES)) {
            say(now);
        }
        idle();
    }

    /** A change was passed over. */
    void skipped() {
        if (++skipped % MANY == 0) {
            idle();
        }
    }

    /** Says that time passes, about once a second while nothing is told. */
    void idle() {
        long now = nanos.getAsLong();
        if (told) {
            told = false;
            toldAt = now;
        } else if (now - toldAt >= IDLE_NANOS) {
            toldAt = now;
            listener.idle();
        }
    }

    private void say(long now) {
        said = settled;
        saidAt = now;
        told = true;
        Instant at = PgClock.instant(settledClock);
        listener.commit(start.at(settled).text(), at);
    }
}
