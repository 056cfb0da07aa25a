package io.dbstream.writer;

import io.dbstream.change.codec.BundleDecoder;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.BundleSubscription;
import io.dbstream.hub.HubStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Fetches and decodes ahead of applying, on a thread of its own, over a queue bounded in bytes. {@link #next} and {@link #poll} are for
 * the writer's thread.
 */
final class Fetcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final BundleSubscription subscription;
    private final WriterStatistics statistics;
    private final int maxBytes;
    private final Semaphore freeBytes;
    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile @Nullable StreamException failure;
    private volatile boolean closed;

    /** Starts fetching. */
    Fetcher(String streamId, BundleSubscription subscription, WriterStatistics statistics, int maxBytes) {
        this.subscription = subscription;
        this.statistics = statistics;
        this.maxBytes = maxBytes;
        this.freeBytes = new Semaphore(maxBytes);
        this.thread = Thread.ofPlatform()
                .name("writer-" + streamId + "-fetch")
                .daemon()
                .start(this::fetch);
    }

    /** The next delivery; null when none came in time. Throws what ended the fetching, once everything fetched before was taken. */
    @Nullable
    Delivery next(Duration patience) {
        try {
            return taken(queue.poll(patience.toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    /** The next delivery; null when none is here. */
    @Nullable
    Delivery poll() {
        return taken(queue.poll());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        subscription.close();
        statistics.queued(0);
    }

    private void fetch() {
        BundleDecoder decoder = new BundleDecoder();
        try {
            while (!closed) {
                HubStream.Message message = subscription.next(PATIENCE);
                if (message != null) {
                    byte[] bytes = message.bundle();
                    put(new Delivery(message.sequence(), decoder.decode(bytes), bytes.length));
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread.
            Thread.currentThread().interrupt();
        } catch (StreamException e) {
            failure = e;
        } catch (RuntimeException e) {
            failure = new StreamException(
                    ErrorKind.INTERNAL,
                    "Fetching from the hub failed: " + e.getClass().getName(),
                    e);
        }
    }

    private void put(Delivery delivery) throws InterruptedException {
        freeBytes.acquire(weight(delivery));
        queue.add(delivery);
        statistics.queued(maxBytes - freeBytes.availablePermits());
    }

    private @Nullable Delivery taken(@Nullable Delivery delivery) {
        if (delivery != null) {
            freeBytes.release(weight(delivery));
            statistics.queued(maxBytes - freeBytes.availablePermits());
            return delivery;
        }
        StreamException ended = failure;
        if (ended != null && queue.isEmpty()) {
            throw ended;
        }
        return null;
    }

    /** One delivery fits in any queue, however large it is. */
    private int weight(Delivery delivery) {
        return Math.min(delivery.size(), maxBytes);
    }
}
