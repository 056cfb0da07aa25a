package io.dbstream.reader;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubStream;
import io.dbstream.hub.control.StreamTask;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.memory.MemoryBudget;
import io.dbstream.memory.MemoryBudget.Share;
import io.dbstream.reader.capture.Capture;
import io.dbstream.stream.StreamRecord;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a stream's changes from its source's log to the hub, until told to stop or a limit is reached.
 *
 * <p>One thread per stream does it all, without a queue: the capture reads the log and tells the {@link Bundler}, which publishes. When
 * the hub is slow or full, the publish waits, and with it the reading. The connection to the source stays open meanwhile.
 */
public final class ReaderLoop implements StreamWork {
    private static final Logger log = LoggerFactory.getLogger(ReaderLoop.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final long IN_FLIGHT_BYTES = 8L << 20;
    /** For how long a full hub is nothing to be told: it fills up and is emptied again while a target is a little slower. */
    private static final Duration WORTH_TELLING = Duration.ofSeconds(2);

    private final EventHub hub;
    private final MemoryBudget memory;
    private final StartingPoints startingPoints;
    private final Function<StreamRecord, Capture> captures;
    private final Function<String, ReaderStatistics> statistics;
    private final Clock clock;

    /**
     * @param memory for what is in flight to the hub
     * @param hubMaxBytes how much the hub may hold of one stream
     * @param captures opens the capture of a stream's source
     * @param statistics the statistics of a stream, by its id
     */
    public ReaderLoop(
            EventHub hub,
            MemoryBudget memory,
            long hubMaxBytes,
            Function<StreamRecord, Capture> captures,
            Function<String, ReaderStatistics> statistics,
            Clock clock) {
        this.hub = hub;
        this.memory = memory;
        this.startingPoints = new StartingPoints(hub, hubMaxBytes);
        this.captures = captures;
        this.statistics = statistics;
        this.clock = clock;
    }

    @Override
    public Outcome run(StreamTask task) {
        StreamRecord stream = task.stream();
        try (Capture capture = captures.apply(stream)) {
            task.onStop(capture::stop);
            capture.preflight();
            Optional<StartingPoint> start = startingPoints.find(task, capture);
            return start.isEmpty() ? Outcome.STOPPED : read(task, capture, start.get());
        }
    }

    @Override
    public void release(StreamRecord stream) {
        try (Capture capture = captures.apply(stream)) {
            capture.release();
        }
    }

    private Outcome read(StreamTask task, Capture capture, StartingPoint start) {
        StreamRecord stream = task.stream();
        Limit limit = new Limit(stream.config().limits(), task.progress());
        ReaderStatistics counts = statistics.apply(stream.id());
        try (Share inFlight = memory.share(IN_FLIGHT_BYTES);
                Bundler bundler = new Bundler(start, hub.stream(stream.id()), inFlight, limit, counts, clock)) {
            task.progress().heldUpBy(() -> fullHub(bundler.heldUp()));
            task.onStop(bundler::leaveOff);
            counts.watch(bundler::heldUp);
            bundler.begin(capture::stop);
            log.info(
                    "Reading on from {}, behind {} events",
                    start.position().coordinate(),
                    start.position().events());
            task.progress().ready();
            capture.read(start.position().coordinate(), new Confirmation(hub, stream.id(), start, capture, bundler));
            return bundler.end() ? guard(task) : Outcome.STOPPED;
        } catch (StreamException e) {
            if (e.kind() == ErrorKind.POSITION_LOST && startingPoints.isOutdated(task, start)) {
                throw new StreamException(
                        ErrorKind.HUB_UNAVAILABLE, "The hub said less than the target has: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** Waits until the target has all that the hub was given: what the hub loses before must be read again. */
    private Outcome guard(StreamTask task) {
        String id = task.stream().id();
        HubStream.State given = hub.stream(id).state().orElseThrow(ReaderLoop::lost);
        task.progress().finish();
        while (!task.stopping()) {
            long committed = hub.checkpoints()
                    .get(id)
                    .map(entry -> entry.value().position().events())
                    .orElse(0L);
            if (committed >= task.progress().counter()) {
                return Outcome.FINISHED;
            }
            HubStream.State held = hub.stream(id).state().orElseThrow(ReaderLoop::lost);
            if (!held.epoch().equals(given.epoch()) || held.lastSequence() < given.lastSequence()) {
                throw lost();
            }
            LockSupport.parkNanos(PATIENCE.toNanos());
        }
        return Outcome.STOPPED;
    }

    private static StreamException lost() {
        return new StreamException(ErrorKind.HUB_UNAVAILABLE, "The hub has lost what the target does not have yet");
    }

    private static @Nullable StreamException fullHub(Duration heldUp) {
        return heldUp.compareTo(WORTH_TELLING) < 0
                ? null
                : new StreamException(
                        ErrorKind.HUB_FULL,
                        "The hub is full: the reader waits until the target has caught up, or the hub is given more"
                                + " room (DBSTREAM_HUB_MAX_BYTES)");
    }
}
