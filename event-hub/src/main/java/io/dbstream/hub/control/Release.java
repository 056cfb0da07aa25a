package io.dbstream.hub.control;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Takes away what was made for a stream that is over, on a thread of its own: the lease must be renewed meanwhile. What a server that is
 * away keeps it from, it tries again, until it is cancelled.
 */
final class Release {
    private static final Logger log = LoggerFactory.getLogger(Release.class);

    private final Workplace place;
    private final StreamRecord stream;
    private final Signal ended;
    private final Signal cancelled = new Signal();
    private volatile boolean tried;
    private volatile boolean cancelling;
    private volatile boolean over;
    private volatile @Nullable StreamException failure;

    private Release(Workplace place, StreamRecord stream, Signal ended) {
        this.place = place;
        this.stream = stream;
        this.ended = ended;
    }

    /** Begins at once, and gives a signal after every attempt. */
    static Release begin(Workplace place, StreamRecord stream, Signal ended) {
        Release release = new Release(place, stream, ended);
        Thread.ofPlatform().daemon().name("release-" + stream.id()).start(release::run);
        return release;
    }

    /** Whether it is of this record: a stream that is stopped leaves less than one that has finished. */
    boolean isOf(StreamRecord other) {
        return stream.equals(other);
    }

    /** Whether there has been an attempt, so that {@link #failure} means something. */
    boolean hasTried() {
        return tried;
    }

    /** Whether nothing more will be tried. */
    boolean isOver() {
        return over;
    }

    /** Ends trying again. */
    void cancel() {
        cancelling = true;
        cancelled.give();
    }

    /** Why something was left behind; null when nothing was. */
    @Nullable
    StreamException failure() {
        return failure;
    }

    private void run() {
        MDC.put("stream", stream.id());
        try {
            for (int failures = 1; attempt(); failures++) {
                cancelled.await(place.timing().backoff().after(failures));
            }
        } finally {
            over = true;
            ended.give();
        }
    }

    /** Whether to try again. */
    private boolean attempt() {
        StreamException last = failure;
        try {
            place.work().release(stream);
            failure = null;
        } catch (StreamException e) {
            if (last == null || last.kind() != e.kind()) {
                log.warn("Something is left behind, {}: {}", e.kind(), e.getMessage());
            }
            failure = e;
        } catch (RuntimeException | Error e) {
            log.error("Broke down while taking away what was made for the stream", WithoutMessages.of(e));
            // Not the message: it might hold a row's values.
            failure = new StreamException(
                    ErrorKind.INTERNAL,
                    "Taking away what was made for the stream broke down with "
                            + e.getClass().getName(),
                    e);
        }
        tried = true;
        ended.give();
        StreamException left = failure;
        return left != null && left.kind().retryable() && !cancelling;
    }
}
