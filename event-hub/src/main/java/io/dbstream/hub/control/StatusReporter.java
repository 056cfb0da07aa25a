package io.dbstream.hub.control;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.stream.Phase;
import io.dbstream.stream.SideStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says how one side of a stream is: at once when its phase or its trouble changes, now and then while its counter moves. What the hub
 * does not take is said again later. For one thread, but for {@link #current}.
 */
final class StatusReporter {
    private static final Logger log = LoggerFactory.getLogger(StatusReporter.class);

    private final Directory<SideStatus> statuses;
    private final String key;
    private final Clock clock;
    private final Duration counterInterval;
    private volatile SideStatus current;
    private @Nullable SideStatus told;
    private long toldAt = System.nanoTime();

    /** Goes on from what was last said of this side, if anything was. */
    StatusReporter(
            Directory<SideStatus> statuses,
            String key,
            Clock clock,
            Duration counterInterval,
            @Nullable SideStatus earlier) {
        this.statuses = statuses;
        this.key = key;
        this.clock = clock;
        this.counterInterval = counterInterval;
        this.told = earlier;
        this.current = earlier == null
                ? new SideStatus(Phase.STARTING, 0, null, Duration.ZERO, null, null, clock.instant())
                : earlier;
    }

    SideStatus current() {
        return current;
    }

    /** While the work goes on, or is being tried. */
    void working(Phase phase, Progress progress, @Nullable StreamException trouble) {
        set(phase, progress.counter(), progress.started(), progress.elapsed(), message(trouble), kind(trouble));
    }

    /**
     * Once the work has ended: the clock stands still.
     *
     * @param left what could not be taken away; null when nothing is left behind
     */
    void ended(Phase phase, Progress progress, @Nullable StreamException left) {
        set(phase, progress.counter(), progress.started(), progress.elapsed(), message(left), kind(left));
    }

    void failed(StreamException cause, Progress progress) {
        String message = cause.getMessage().replaceFirst("\\.$", "") + ". "
                + cause.kind().advice();
        set(Phase.FAILED, progress.counter(), progress.started(), progress.elapsed(), message, cause.kind());
    }

    /** When there was no work: the counter and the clock stay as they were last said. */
    void only(Phase phase, @Nullable StreamException left) {
        set(phase, current.counter(), current.started(), current.elapsed(), message(left), kind(left));
    }

    private static @Nullable String message(@Nullable StreamException trouble) {
        return trouble == null ? null : trouble.getMessage();
    }

    private static @Nullable ErrorKind kind(@Nullable StreamException trouble) {
        return trouble == null ? null : trouble.kind();
    }

    private void set(
            Phase phase,
            long counter,
            @Nullable Instant started,
            Duration elapsed,
            @Nullable String message,
            @Nullable ErrorKind kind) {
        SideStatus last = current;
        SideStatus next = new SideStatus(phase, counter, started, elapsed, message, kind, last.since());
        current = isAlike(last, next)
                ? next
                : new SideStatus(phase, counter, started, elapsed, message, kind, clock.instant());
    }

    private static boolean isAlike(SideStatus one, SideStatus other) {
        return one.phase() == other.phase()
                && one.kind() == other.kind()
                && Objects.equals(one.message(), other.message());
    }

    /** Tells the hub what it does not know, if it is time; whether it knows phase and trouble now. */
    boolean tell() {
        SideStatus last = told;
        SideStatus now = current;
        if (last == null || !isAlike(last, now)) {
            return put(now);
        }
        boolean itIsTime = System.nanoTime() - toldAt >= counterInterval.toNanos();
        return last.counter() == now.counter() || !itIsTime || put(now);
    }

    /** Tells the hub where the counter stands, whether it is time or not. */
    void tellCounter(Progress progress) {
        SideStatus last = current;
        if (told == null || told.counter() != progress.counter()) {
            set(last.phase(), progress.counter(), progress.started(), progress.elapsed(), last.message(), last.kind());
            boolean ignored = put(current);
        }
    }

    private boolean put(SideStatus status) {
        try {
            statuses.put(key, status);
            told = status;
            toldAt = System.nanoTime();
            return true;
        } catch (StreamException e) {
            log.debug("The status could not be told: {}", e.getMessage());
            return false;
        }
    }

    /** Forgets what was said; false when the hub did not take it. */
    boolean forget() {
        try {
            statuses.delete(key);
            return true;
        } catch (StreamException e) {
            log.debug("The status could not be forgotten: {}", e.getMessage());
            return false;
        }
    }
}
