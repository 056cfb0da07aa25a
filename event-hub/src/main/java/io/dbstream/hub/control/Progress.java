package io.dbstream.hub.control;

import io.dbstream.error.StreamException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How one side of one stream goes. Written by the stream's own thread, read by the supervisor and by whoever measures.
 */
public final class Progress {
    private final Clock clock;
    private volatile boolean ready;
    private volatile boolean finished;
    private volatile long counter;
    private volatile @Nullable Instant started;
    private volatile Supplier<@Nullable StreamException> hindrance = () -> null;

    /**
     * @param counter data events so far
     * @param started when the first event came; null before
     */
    public Progress(Clock clock, long counter, @Nullable Instant started) {
        this.clock = clock;
        this.counter = counter;
        this.started = started;
    }

    /** Everything is in place; the next event will be taken. */
    public void ready() {
        ready = true;
    }

    /** Not in place any more: the work begins again. */
    public void notReady() {
        ready = false;
        hindrance = () -> null;
    }

    /**
     * Says what the work is held up by while it goes on.
     *
     * @param hindrance asked now and then on another thread, until the work begins again; null while nothing is in the way
     */
    public void heldUpBy(Supplier<@Nullable StreamException> hindrance) {
        this.hindrance = hindrance;
    }

    /** What the work waits for, without having failed; null when it does not. */
    @Nullable
    StreamException hindrance() {
        return hindrance.get();
    }

    /** Sets how many data events there are by now; the first one starts the clock. */
    public void count(long events) {
        if (events > 0 && started == null) {
            started = clock.instant();
        }
        counter = events;
    }

    /** There is nothing new to do any more; the work only sees to it that what it did is not lost on its way. */
    public void finish() {
        finished = true;
    }

    /** Whether everything that was asked for is done, by this work or by one before. */
    public boolean isFinished() {
        return finished;
    }

    public boolean isReady() {
        return ready;
    }

    public long counter() {
        return counter;
    }

    public @Nullable Instant started() {
        return started;
    }

    /** Since the first event; zero before. */
    public Duration elapsed() {
        Instant start = started;
        return start == null ? Duration.ZERO : Duration.between(start, clock.instant());
    }
}
