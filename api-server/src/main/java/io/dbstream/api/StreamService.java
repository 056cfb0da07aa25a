package io.dbstream.api;

import io.dbstream.api.RequestException.Reason;
import io.dbstream.hub.EventHub;
import io.dbstream.stream.Side;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users do with streams. It talks to no reader and no writer: it writes down what is wanted, and waits, within bounds, until they say that
 * it is so. Every method may throw {@link RequestException}, and {@link io.dbstream.error.StreamException} for what the hub or a
 * database is the cause of. For any number of threads.
 */
public final class StreamService {
    private static final Logger log = LoggerFactory.getLogger(StreamService.class);

    private final EventHub hub;
    private final Catalog catalog;
    private final Lookout lookout;
    private final Creation creation;
    private final Patience patience;
    private final Function<Side, Optional<Instant>> missingSince;

    /** @param missingSince since when no worker of a side is running; empty while one is */
    public StreamService(EventHub hub, Patience patience, Clock clock, Function<Side, Optional<Instant>> missingSince) {
        this.hub = hub;
        this.patience = patience;
        this.missingSince = missingSince;
        this.catalog = new Catalog(hub, clock);
        this.lookout = new Lookout(catalog, patience.look(), clock);
        this.creation = new Creation(catalog, lookout, patience, clock);
    }

    /** Makes a stream and returns when both of its sides are ready; one that cannot be ready is not made. */
    public StreamRecord create(StreamConfig config) {
        StreamRecord stream = creation.create(config);
        log.info(
                "Created stream {} from {} to {}",
                stream.id(),
                config.source().type(),
                config.target().type());
        return stream;
    }

    /** Every stream, the current one first. */
    public List<StreamStatus> all() {
        return catalog.all().stream()
                .map(status -> status.lacking(missingSince))
                .toList();
    }

    /** The id of the stream that was created last. */
    public String current() {
        return catalog.current().id();
    }

    public StreamStatus status(String id) {
        return catalog.status(catalog.get(id)).lacking(missingSince);
    }

    /** Stops a stream for good, and has the hub forget its changes. One that has ended stays as it is. */
    public StreamStatus stop(String id) {
        StreamStatus before = status(id);
        if (before.hasEnded()) {
            return before;
        }
        StreamStatus after = ask(id, Wanted.STOP, StreamStatus::hasEnded);
        if (after.hasEnded()) {
            hub.stream(id).delete();
            log.info(
                    "Stopped stream {} behind {} events",
                    id,
                    after.shown(Side.TARGET).counter());
        }
        return after;
    }

    /**
     * Stops a stream; one that has ended it forgets, and what was made for it goes. What an end of it cannot let go now, because its server
     * is away or a right is missing, is told in the answer, and left behind.
     */
    public StreamStatus stopOrForget(String id) {
        if (!status(id).hasEnded()) {
            return stop(id);
        }
        StreamStatus after = ask(id, Wanted.FORGET, StreamStatus::isForgettable);
        if (after.isForgettable()) {
            catalog.remove(id);
            log.info("Forgot stream {}", id);
        }
        return after;
    }

    /** Has a stream wait until it is resumed. */
    public StreamStatus pause(String id) {
        refuseEnded(status(id));
        return ask(id, Wanted.PAUSE, StreamStatus::hasPaused);
    }

    /** Lets a stream go on that was paused, or that failed for a cause that has been mended. */
    public StreamStatus resume(String id) {
        StreamStatus before = status(id);
        refuseEnded(before);
        if (before.hasFailed()) {
            // A worker leaves a failed stream alone until something else is wanted of it.
            StreamStatus paused = pause(id);
            if (!paused.hasPaused()) {
                return paused;
            }
        }
        return ask(id, Wanted.RUN, StreamStatus::hasResumed);
    }

    private StreamStatus ask(String id, Wanted wanted, Predicate<StreamStatus> obeyed) {
        StreamRecord stream = catalog.want(id, wanted);
        return lookout.await(stream, patience.obey(), obeyed);
    }

    private static void refuseEnded(StreamStatus status) {
        if (status.hasEnded()) {
            throw new RequestException(
                    Reason.CONFLICT, "The stream " + status.stream().id() + " has ended");
        }
    }
}
