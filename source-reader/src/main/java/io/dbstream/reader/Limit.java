package io.dbstream.reader;

import io.dbstream.hub.control.Progress;
import io.dbstream.stream.StreamConfig.Limits;

/** Says when a stream has had enough, and keeps its progress up to date. */
final class Limit {
    private final Limits limits;
    private final Progress progress;
    /** How many events a stream that has finished has promised to its target, which must be read again if the hub loses them. */
    private final long promised;

    Limit(Limits limits, Progress progress) {
        this.limits = limits;
        this.progress = progress;
        this.promised = progress.isFinished() ? progress.counter() : 0;
    }

    /** Whether this many events are all that were asked for. */
    boolean isReachedBy(long events) {
        return limits.events() > 0 && events >= limits.events();
    }

    /** Whether the stream has run as long as was asked for, and these are all the events that it took until then. */
    boolean isTimeOver(long events) {
        return events >= promised
                && !limits.time().isZero()
                && progress.elapsed().compareTo(limits.time()) >= 0;
    }

    void count(long events) {
        progress.count(Math.max(events, promised));
    }
}
