package io.dbstream.api;

import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a stream is.
 *
 * @param source what its reader last said; empty when none has taken it up
 * @param target what its writer last said; empty when none has taken it up
 */
public record StreamStatus(StreamRecord stream, Optional<SideStatus> source, Optional<SideStatus> target) {

    public Optional<SideStatus> told(Side side) {
        return switch (side) {
            case SOURCE -> source;
            case TARGET -> target;
        };
    }

    /** What to show of a side: of one that nobody has taken up, too. */
    public SideStatus shown(Side side) {
        return told(side).orElseGet(() -> untouched(side));
    }

    /**
     * The same, and of a side that is to work and whose service is not running at all, it says that.
     *
     * @param missingSince since when no worker of a side is running; empty while one is
     */
    StreamStatus lacking(Function<Side, Optional<Instant>> missingSince) {
        return new StreamStatus(stream, lacking(Side.SOURCE, missingSince), lacking(Side.TARGET, missingSince));
    }

    private Optional<SideStatus> lacking(Side side, Function<Side, Optional<Instant>> missingSince) {
        SideStatus status = shown(side);
        boolean atWork = switch (status.phase()) {
            case STARTING, READY, RUNNING -> true;
            case PAUSED, FINISHED, STOPPED, FAILED -> false;
        };
        Optional<Instant> since = missingSince.apply(side);
        if (!atWork || since.isEmpty()) {
            return told(side);
        }
        return Optional.of(new SideStatus(
                status.phase(),
                status.counter(),
                status.started(),
                status.elapsed(),
                "no " + worker(side) + " is running",
                null,
                since.get()));
    }

    /** Whether neither side will ever work again. */
    public boolean hasEnded() {
        return both(status -> status.phase().isFinal());
    }

    /** Whether the user wants to hear no more of it, and nobody works on it. */
    public boolean isForgettable() {
        return stream.wanted() == Wanted.FORGET && both(status -> status.phase() == Phase.STOPPED);
    }

    /** Whether neither side works until told to. */
    public boolean hasPaused() {
        return both(status -> status.phase() == Phase.PAUSED || status.phase().isFinal());
    }

    /** Whether both sides are at work again, or have said why not. */
    public boolean hasResumed() {
        return both(status -> status.phase() != Phase.STARTING && status.phase() != Phase.PAUSED);
    }

    /** Whether a side has met an error that trying again does not mend. */
    boolean hasFailed() {
        return !both(status -> status.phase() != Phase.FAILED);
    }

    boolean both(Predicate<SideStatus> condition) {
        return condition.test(shown(Side.SOURCE)) && condition.test(shown(Side.TARGET));
    }

    /** The service that works on a side. */
    static String worker(Side side) {
        return switch (side) {
            case SOURCE -> "source-reader";
            case TARGET -> "target-writer";
        };
    }

    private SideStatus untouched(Side side) {
        boolean stopped = stream.wanted() == Wanted.STOP || stream.wanted() == Wanted.FORGET;
        return new SideStatus(
                stopped ? Phase.STOPPED : Phase.STARTING,
                0,
                null,
                Duration.ZERO,
                stopped ? null : "waiting for a " + worker(side) + " to take it up",
                null,
                stream.createdAt());
    }
}
