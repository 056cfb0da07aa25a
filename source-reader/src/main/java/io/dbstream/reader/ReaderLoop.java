package io.dbstream.reader;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.control.StreamTask;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.reader.capture.Capture;
import io.dbstream.stream.StreamRecord;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a stream's changes from its source's log to the hub, until told to stop or a limit is reached.
 *
 * <p>One thread per stream does it all, without a queue: the capture reads the log and tells the {@link Bundler}, which publishes. When
 * the hub is slow or full, the publish waits, and with it the reading.
 */
public final class ReaderLoop implements StreamWork {
    private static final Logger log = LoggerFactory.getLogger(ReaderLoop.class);

    private final EventHub hub;
    private final StartingPoints startingPoints;
    private final Function<StreamRecord, Capture> captures;
    private final Function<String, ReaderStatistics> statistics;
    private final Clock clock;

    /**
     * @param hubMaxBytes how much the hub may hold of one stream
     * @param captures opens the capture of a stream's source
     * @param statistics the statistics of a stream, by its id
     */
    public ReaderLoop(
            EventHub hub,
            long hubMaxBytes,
            Function<StreamRecord, Capture> captures,
            Function<String, ReaderStatistics> statistics,
            Clock clock) {
        this.hub = hub;
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
        try (Bundler bundler = new Bundler(start, hub.stream(stream.id()), limit, counts, clock)) {
            bundler.begin(capture::stop);
            log.info(
                    "Reading on from {}, behind {} events",
                    start.position().coordinate(),
                    start.position().events());
            task.progress().ready();
            capture.read(
                    start.position().coordinate(), new Confirmation(hub, stream.id(), start.epoch(), capture, bundler));
            return bundler.end() ? Outcome.FINISHED : Outcome.STOPPED;
        }
    }
}
