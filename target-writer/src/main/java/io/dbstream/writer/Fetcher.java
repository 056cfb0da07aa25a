package io.dbstream.writer;

import io.dbstream.change.Bundle;
import io.dbstream.change.codec.BundleDecoder;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.BundleSubscription;
import io.dbstream.hub.HubStream;
import io.dbstream.memory.MemoryBudget.Share;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Fetches and decodes ahead of applying, on a thread of its own, for as long as its share of memory lasts. What was fetched counts until
 * the writer says that it no longer has it. {@link #next}, {@link #poll} and {@link #keep} are for the writer's thread.
 */
final class Fetcher implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(200);

    private final BundleSubscription subscription;
    private final Share memory;
    private final WriterStatistics statistics;
    private final BlockingQueue<Delivery> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    /** Fetched and not given back. */
    private final AtomicLong held = new AtomicLong();
    /** Of that, what the writer has taken. */
    private long taken;

    private volatile @Nullable StreamException failure;
    private volatile boolean closed;

    /** Starts fetching. */
    Fetcher(String streamId, BundleSubscription subscription, Share memory, WriterStatistics statistics) {
        this.subscription = subscription;
        this.memory = memory;
        this.statistics = statistics;
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

    /** Of what was taken, so many bytes are still held; the others are free again. */
    void keep(long bytes) {
        if (bytes < taken) {
            memory.give(taken - bytes);
            statistics.queued(held.addAndGet(bytes - taken));
            taken = bytes;
        }
    }

    /** Whether nothing is here because there is no memory for it. */
    boolean isHeldUp() {
        return queue.isEmpty() && memory.isWaiting();
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
        memory.give(held.get());
        statistics.queued(0);
    }

    private void fetch() {
        BundleDecoder decoder = new BundleDecoder();
        try {
            while (!closed) {
                HubStream.Message message = subscription.next(PATIENCE);
                if (message != null) {
                    queue.add(decoded(message, decoder));
                }
            }
        } catch (InterruptedException e) {
            // Only close() interrupts this thread.
            Thread.currentThread().interrupt();
        } catch (StreamException e) {
            failure = e;
        } catch (RuntimeException | Error e) {
            // An error, too: the writer would wait for this thread for ever.
            failure = new StreamException(
                    ErrorKind.INTERNAL,
                    "Fetching from the hub failed: " + e.getClass().getName(),
                    e);
        }
    }

    private Delivery decoded(HubStream.Message message, BundleDecoder decoder) throws InterruptedException {
        byte[] bytes = message.bundle();
        boolean isLarge = bytes.length >= HeapSize.LARGE;
        long size = isLarge ? HeapSize.ofLarge(bytes.length) : 0;
        take(size);
        Bundle bundle = decoder.decode(bytes);
        if (!isLarge) {
            size = HeapSize.of(bundle, bytes.length);
            take(size);
        }
        return new Delivery(message.sequence(), bundle, size);
    }

    private void take(long bytes) throws InterruptedException {
        while (!memory.take(bytes, PATIENCE)) {
            Thread.onSpinWait();
        }
        statistics.queued(held.addAndGet(bytes));
    }

    private @Nullable Delivery taken(@Nullable Delivery delivery) {
        if (delivery != null) {
            taken += delivery.size();
            return delivery;
        }
        StreamException ended = failure;
        if (ended != null && queue.isEmpty()) {
            throw ended;
        }
        return null;
    }
}
