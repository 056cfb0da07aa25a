package io.dbstream.hub.control;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.StreamRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Takes away what was made for a stream that is over, on a thread of its own: the lease must be renewed meanwhile. */
final class Release {
    private static final Logger log = LoggerFactory.getLogger(Release.class);

    private final Workplace place;
    private final StreamRecord stream;
    private final Signal ended;
    private volatile boolean over;
    private volatile @Nullable StreamException failure;

    private Release(Workplace place, StreamRecord stream, Signal ended) {
        this.place = place;
        this.stream = stream;
        this.ended = ended;
    }

    /** Begins at once, and gives a signal when it is over. */
    static Release begin(Workplace place, StreamRecord stream, Signal ended) {
        Release release = new Release(place, stream, ended);
        Thread.ofPlatform().daemon().name("release-" + stream.id()).start(release::run);
        return release;
    }

    boolean isOver() {
        return over;
    }

    /** Why something was left behind; null when nothing was. */
    @Nullable
    StreamException failure() {
        return failure;
    }

    private void run() {
        MDC.put("stream", stream.id());
        try {
            place.work().release(stream);
        } catch (StreamException e) {
            log.warn("Something is left behind, {}: {}", e.kind(), e.getMessage());
            failure = e;
        } catch (RuntimeException | Error e) {
            log.error("Broke down while taking away what was made for the stream", WithoutMessages.of(e));
            // Not the message: it might hold a row's values.
            failure = new StreamException(
                    ErrorKind.INTERNAL,
                    "Taking away what was made for the stream broke down with "
                            + e.getClass().getName(),
                    e);
        } finally {
            over = true;
            ended.give();
        }
    }
}
