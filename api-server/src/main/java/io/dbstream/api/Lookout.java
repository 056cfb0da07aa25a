package io.dbstream.api;

import io.dbstream.api.RequestException.Reason;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.StreamRecord;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/** Looks at a stream again and again until it is as it should be. A hub that goes away for a moment is waited for. */
final class Lookout {
    private final Catalog catalog;
    private final Duration interval;
    private final Clock clock;

    Lookout(Catalog catalog, Duration interval, Clock clock) {
        this.catalog = catalog;
        this.interval = interval;
        this.clock = clock;
    }

    /**
     * Waits for a condition.
     *
     * @param condition may throw to end the waiting
     * @return the status last seen: it fulfils the condition unless time ran out
     */
    StreamStatus await(StreamRecord stream, Duration patience, Predicate<StreamStatus> condition) {
        Instant deadline = clock.instant().plus(patience);
        while (true) {
            try {
                StreamStatus status = catalog.status(stream);
                if (condition.test(status) || !clock.instant().isBefore(deadline)) {
                    return status;
                }
            } catch (StreamException e) {
                if (e.kind() != ErrorKind.HUB_UNAVAILABLE || !clock.instant().isBefore(deadline)) {
                    throw e;
                }
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(interval);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestException(Reason.UNAVAILABLE, "The api-server is shutting down");
        }
    }
}
