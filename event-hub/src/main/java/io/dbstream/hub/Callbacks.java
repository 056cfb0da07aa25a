package io.dbstream.hub;

import io.dbstream.error.StreamException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The threads of the hub that are not jnats' own: a clock that looks after publishers, and those that callbacks run on. */
final class Callbacks implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Callbacks.class);

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("hub-clock").factory());
    // No more threads than publishers. Not virtual ones: a callback may wait for a monitor of its owner, and would hold
    // a carrier
    // thread meanwhile (before Java 24).
    private final ExecutorService callbacks = Executors.newCachedThreadPool(
            Thread.ofPlatform().daemon().name("hub-callback-", 0).factory());

    /** Runs short work again and again until cancelled. */
    Future<?> every(Duration interval, Runnable work) {
        return clock.scheduleWithFixedDelay(work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs what may take its time. */
    void run(Runnable callback) {
        try {
            callbacks.execute(() -> runQuietly(callback));
        } catch (RejectedExecutionException e) {
            log.debug("The hub is closed", e);
        }
    }

    private static void runQuietly(Runnable callback) {
        try {
            callback.run();
        } catch (StreamException e) {
            // A publisher that has failed tells its owner the same at the next call.
            log.debug("A callback found its publisher failed", e);
        } catch (RuntimeException e) {
            log.error("A callback failed", e);
        }
    }

    @Override
    public void close() {
        clock.shutdownNow();
        callbacks.shutdown();
    }
}
