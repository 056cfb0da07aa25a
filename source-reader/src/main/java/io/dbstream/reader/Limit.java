package io.dbstream.reader;

import io.dbstream.hub.control.Progress;
import io.dbstream.stream.StreamConfig.Limits;

/** Says when a stream has had enough, and keeps its progress up to date. */
final class Limit {
    private final Limits limits;
    private final Progress progress;

    Limit(Limits limits, Progress progress) {
        this.limits = limits;
        this.progress = progress;
    }

    /** Whether this many events are all that were asked for. */
    boolean isReachedBy(long events) {
        return limits.events() > 0 && events >= limits.events();
    }

    /** Whether the stream has run as long as was asked for. */
    boolean isTimeOver() {
        return !limits.time().isZero() && progress.elapsed().compareTo(limits.time()) >= 0;
    }

    void count(long events) {
        progress.count(events);
    }
}
