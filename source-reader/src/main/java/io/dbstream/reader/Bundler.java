package io.dbstream.reader;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.SourcePosition;
import io.dbstream.change.codec.BundleEncoder;
import io.dbstream.error.StreamException;
import io.dbstream.hub.BundlePublisher;
import io.dbstream.hub.HubStream;
import io.dbstream.memory.MemoryBudget.Share;
import io.dbstream.reader.capture.ChangeListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Numbers the changes of a stream and gathers them into bundles, by smart batching: with nothing in flight a commit goes out at once;
 * while publishes are in flight, commits gather, and go out when the hub has acknowledged, or when the bundle is full. So a quiet
 * stream has the latency of one round trip, a busy one full bundles, and there is no timer to tune.
 *
 * <p>The capture's thread tells the changes; a thread of the hub sends what has gathered when the hub falls idle. The lock keeps the two
 * apart.
 */
final class Bundler implements ChangeListener, AutoCloseable {
    private static final int FULL = 64 * 1024;
    /** How long the position of commits that changed nothing selected may stay unsaid. */
    private static final long QUIET_NANOS = Duration.ofSeconds(1).toNanos();

    private final Object lock = new Object();
    private final StartingPoint start;
    private final BundlePublisher publisher;
    private final Limit limit;
    private final ReaderStatistics statistics;
    private final Clock clock;

    private @Nullable BundleEncoder bundle;
    /** The last commit that the capture told. */
    private SourcePosition settled;
    /** The last commit that a bundle says, which a bundle without one resumes from. */
    private SourcePosition said;
    /** Changes since the last commit, whether in this bundle or in the ones before. */
    private boolean inTransaction;

    private boolean commitGathered;
    private long nextEvent;
    private long lastSaid = System.nanoTime();
    private boolean limitReached;
    private Runnable onLimit = () -> {};
    /** What went wrong on the hub's thread; the capture's thread throws it. */
    private @Nullable StreamException failure;

    /**
     * A bundler that has said nothing yet.
     *
     * @param memory holds what is in flight
     */
    Bundler(StartingPoint start, HubStream hub, Share memory, Limit limit, ReaderStatistics statistics, Clock clock) {
        this.limit = limit;
        this.statistics = statistics;
        this.clock = clock;
        this.settled = start.position();
        this.said = start.position();
        this.nextEvent = start.position().events();
        this.publisher = hub.publisher(start.lastSequence(), memory, this::sendGathered);
        this.start = start;
    }

    /**
     * Sees to it that the hub says where the stream goes on, and waits until it does.
     *
     * @param stop run once a limit is reached, at once when it already is
     */
    void begin(Runnable stop) {
        synchronized (lock) {
            onLimit = stop;
            // Its predecessor may have died before it said so.
            limit.count(nextEvent);
            switch (start.tail()) {
                case WHOLE -> {}
                case UNFINISHED -> {
                    bundle().add(new Discard());
                    commit(settled, clock.instant());
                }
                case EMPTY -> commit(settled, clock.instant());
            }
            publisher.flush();
            if (limit.isReachedBy(nextEvent)) {
                reachLimit();
            }
        }
    }

    @Override
    public void change(DataEvent event) {
        synchronized (lock) {
            check();
            if (limitReached) {
                return;
            }
            add(LargeRows.slimmed(event));
            inTransaction = true;
            statistics.captured(event);
            nextEvent++;
            if (limit.isReachedBy(nextEvent)) {
                // The only commit inside a source transaction: an event limit is exact.
                commit(new SourcePosition(settled.coordinate(), nextEvent), clock.instant());
                reachLimit();
            }
        }
    }

    @Override
    public void schemaChange(SchemaChange event) {
        synchronized (lock) {
            if (!limitReached) {
                add(event);
            }
        }
    }

    @Override
    public void commit(String coordinate, Instant committedAt) {
        synchronized (lock) {
            check();
            if (limitReached) {
                return;
            }
            settled = new SourcePosition(coordinate, nextEvent);
            statistics.committed(committedAt, clock.instant());
            if (inTransaction || System.nanoTime() - lastSaid > QUIET_NANOS) {
                commit(settled, committedAt);
            }
            if (limit.isTimeOver(nextEvent)) {
                reachLimit();
            }
        }
    }

    @Override
    public void idle() {
        synchronized (lock) {
            check();
            publisher.check();
            if (!inTransaction && !settled.equals(said)) {
                commit(settled, clock.instant());
            }
            if (limit.isTimeOver(nextEvent)) {
                reachLimit();
            }
            if (publisher.isIdle()) {
                statistics.caughtUp();
            }
        }
    }

    /** For how long the hub has been full, and the capture's thread or the hub's waiting for it. For any thread. */
    Duration heldUp() {
        return publisher.heldUp();
    }

    /** Makes the thread that waits for a full hub throw HUB_FULL, at once and from here on. For any thread. */
    void leaveOff() {
        publisher.leaveOff();
    }

    /** Sends what is left, and waits until the hub has it; true when a limit was reached. */
    boolean end() {
        synchronized (lock) {
            check();
            if (inTransaction && limitReached) {
                // No reader will come to finish this transaction, or to take it back.
                nextEvent = settled.events();
                bundle().add(new Discard());
                commit(settled, clock.instant());
            }
            send();
            publisher.flush();
            return limitReached;
        }
    }

    @Override
    public void close() {
        publisher.close();
    }

    private void reachLimit() {
        limitReached = true;
        onLimit.run();
    }

    private void commit(SourcePosition position, Instant committedAt) {
        bundle().add(new Commit(position, committedAt));
        if (inTransaction) {
            statistics.capturedTransaction();
        }
        settled = position;
        said = position;
        lastSaid = System.nanoTime();
        inTransaction = false;
        commitGathered = true;
        limit.count(nextEvent);
        if (publisher.isIdle()) {
            send();
        }
    }

    private void add(ChangeEvent event) {
        BundleEncoder current = bundle();
        current.add(event);
        if (current.size() >= FULL) {
            send();
        }
    }

    private BundleEncoder bundle() {
        BundleEncoder current = bundle;
        if (current == null) {
            current = new BundleEncoder(nextEvent, said, FULL + FULL / 4);
            bundle = current;
        }
        return current;
    }

    private void sendGathered() {
        synchronized (lock) {
            try {
                publisher.check();
                if (commitGathered && failure == null) {
                    send();
                }
            } catch (StreamException e) {
                failure = e;
            }
        }
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }

    private void send() {
        BundleEncoder current = bundle;
        if (current == null) {
            return;
        }
        byte[] message = current.finish();
        bundle = null;
        commitGathered = false;
        publisher.publish(message);
        statistics.published(message.length, publisher.inFlight());
    }
}
