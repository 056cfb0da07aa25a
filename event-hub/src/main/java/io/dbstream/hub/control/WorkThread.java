package io.dbstream.hub.control;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * The thread that works on one stream: again after each error that retrying may mend, until it is told to stop, has finished, or has
 * failed for good. Written by itself, but for {@link #stop}; read by the {@link Tenure} that started it.
 */
final class WorkThread implements StreamTask {
    private static final Logger log = LoggerFactory.getLogger(WorkThread.class);
    /** Work that held out so long begins with short waits again when it fails. */
    private static final Duration HELD_OUT = Duration.ofSeconds(30);

    private final Workplace place;
    private final StreamRecord stream;
    private final Progress progress;
    private final BooleanSupplier entitled;
    private final Signal ended;
    private final Signal leave = new Signal();
    private final Thread thread;
    private final List<Runnable> onStop = new ArrayList<>();
    private volatile boolean stopping;
    private volatile @Nullable StreamException failure;
    private volatile @Nullable Ending ending;

    /**
     * Work that gives a signal when it has ended.
     *
     * @param entitled whether the lease is still held, without which work is not begun
     */
    WorkThread(Workplace place, StreamRecord stream, Progress progress, BooleanSupplier entitled, Signal ended) {
        this.place = place;
        this.stream = stream;
        this.progress = progress;
        this.entitled = entitled;
        this.ended = ended;
        this.thread = Thread.ofPlatform()
                .name((place.side() == Side.SOURCE ? "reader-" : "writer-") + stream.id())
                .unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Tells the work to leave off, and returns at once. */
    void stop() {
        List<Runnable> wakes;
        synchronized (onStop) {
            if (stopping) {
                return;
            }
            stopping = true;
            wakes = List.copyOf(onStop);
            onStop.clear();
        }
        leave.give();
        wakes.forEach(WorkThread::runElsewhere);
    }

    void interrupt() {
        thread.interrupt();
    }

    /** How the work ended; null while it has not. */
    @Nullable
    Ending ending() {
        return ending;
    }

    /** What keeps the work from being ready, or from going on; null when nothing does. */
    @Nullable
    StreamException trouble() {
        StreamException hindrance = progress.hindrance();
        return hindrance != null || progress.isReady() ? hindrance : failure;
    }

    private void run() {
        MDC.put("stream", stream.id());
        try {
            ending = workUntilItEnds();
        } finally {
            ended.give();
        }
    }

    private Ending workUntilItEnds() {
        int failures = 0;
        while (!stopping) {
            if (!entitled.getAsBoolean()) {
                // Whoever took the stream over would be displaced.
                leave.await(place.timing().look());
                continue;
            }
            long counted = progress.counter();
            long begun = System.nanoTime();
            try {
                beginAnew();
                switch (place.work().run(this)) {
                    case FINISHED -> {
                        return new Ending.Finished();
                    }
                    // Work that leaves off without having been told to is begun again.
                    case STOPPED -> failures++;
                }
            } catch (StreamException e) {
                if (stopping) {
                    log.debug("Left off with an error: {}", e.getMessage());
                    return new Ending.Stopped();
                }
                place.errors().count(stream.id(), e.kind());
                if (!e.kind().retryable()) {
                    return end(e);
                }
                boolean wentWell = progress.counter() > counted || System.nanoTime() - begun > HELD_OUT.toNanos();
                failures = wentWell ? 1 : failures + 1;
                warnOnce(e, failures);
                failure = e;
            } catch (RuntimeException | Error e) {
                return breakDown(e);
            }
            progress.notReady();
            if (!stopping) {
                leave.await(place.timing().backoff().after(failures));
            }
        }
        return new Ending.Stopped();
    }

    private void beginAnew() {
        progress.notReady();
        synchronized (onStop) {
            onStop.clear();
        }
    }

    private static Ending end(StreamException e) {
        if (e.kind() == ErrorKind.FENCED) {
            log.info("Leaving the stream to another worker: {}", e.getMessage());
            return new Ending.Fenced();
        }
        log.error("Failed, {}: {}", e.kind(), e.getMessage());
        if (e.kind() == ErrorKind.INTERNAL) {
            log.error("The fault was here", WithoutMessages.of(e));
        }
        return new Ending.Failed(e);
    }

    private Ending breakDown(Throwable e) {
        log.error("Broke down", WithoutMessages.of(e));
        place.errors().count(stream.id(), ErrorKind.INTERNAL);
        // Not the message: it might hold a row's values.
        String what = "The work broke down with " + e.getClass().getName();
        return new Ending.Failed(new StreamException(ErrorKind.INTERNAL, what, e));
    }

    private void warnOnce(StreamException e, int failures) {
        StreamException last = failure;
        if (failures == 1 || last == null || last.kind() != e.kind()) {
            log.warn("Trying again until it works, {}: {}", e.kind(), e.getMessage());
        } else {
            log.debug("Still {}: {}", e.kind(), e.getMessage());
        }
    }

    @Override
    public StreamRecord stream() {
        return stream;
    }

    @Override
    public boolean stopping() {
        return stopping;
    }

    @Override
    public void onStop(Runnable wake) {
        synchronized (onStop) {
            if (!stopping) {
                onStop.add(wake);
                return;
            }
        }
        runElsewhere(wake);
    }

    private static void runElsewhere(Runnable wake) {
        Thread.ofPlatform().daemon().name("stop").start(() -> {
            try {
                wake.run();
            } catch (RuntimeException e) {
                log.warn("Work could not be woken", WithoutMessages.of(e));
            }
        });
    }

    @Override
    public Progress progress() {
        return progress;
    }

    @Override
    public Optional<SideStatus> otherSide() {
        Side other = place.side() == Side.SOURCE ? Side.TARGET : Side.SOURCE;
        return place.hub().statuses().get(Keys.status(stream.id(), other)).map(Directory.Entry::value);
    }
}
