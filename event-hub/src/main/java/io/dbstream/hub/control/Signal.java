package io.dbstream.hub.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; a signal given while nobody waits is not lost, several count as one. */
final class Signal {
    private final Semaphore given = new Semaphore(0);

    void give() {
        given.release();
    }

    /** Waits for a signal, at most so long. */
    void await(Duration patience) {
        try {
            if (given.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                given.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
