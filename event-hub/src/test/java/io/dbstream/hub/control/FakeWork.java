package io.dbstream.hub.control;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.StreamRecord;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Work that does what a test tells it, on the stream's own thread, and else waits to be stopped. */
final class FakeWork implements StreamWork {
    private final BlockingQueue<Consumer<StreamTask>> orders = new LinkedBlockingQueue<>();
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger atWork = new AtomicInteger();
    volatile @Nullable String thread;
    final AtomicInteger releases = new AtomicInteger();
    volatile boolean deaf;
    volatile @Nullable RuntimeException inTheWayOfRelease;

    private static final class Done extends RuntimeException {}

    /** Done by whichever run of the work comes to it first. */
    void order(Consumer<StreamTask> order) {
        orders.add(order);
    }

    void beReady() {
        order(task -> task.progress().ready());
    }

    void count(long events) {
        order(task -> task.progress().count(events));
    }

    void fail(ErrorKind kind, String message) {
        order(task -> {
            throw new StreamException(kind, message);
        });
    }

    void finish() {
        order(task -> {
            throw new Done();
        });
    }

    @Override
    public void release(StreamRecord stream) {
        releases.incrementAndGet();
        RuntimeException obstacle = inTheWayOfRelease;
        if (obstacle != null) {
            throw obstacle;
        }
    }

    @Override
    public Outcome run(StreamTask task) {
        runs.incrementAndGet();
        atWork.incrementAndGet();
        thread = Thread.currentThread().getName();
        try {
            while (!task.stopping() || deaf) {
                Consumer<StreamTask> order = orders.poll(5, TimeUnit.MILLISECONDS);
                if (order != null) {
                    order.accept(task);
                }
            }
            return Outcome.STOPPED;
        } catch (Done e) {
            return Outcome.FINISHED;
        } catch (InterruptedException e) {
            return Outcome.STOPPED;
        } finally {
            atWork.decrementAndGet();
        }
    }
}
