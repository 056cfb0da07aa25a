package io.dbstream.writer.config;

import io.dbstream.hub.config.StreamMeters;
import io.dbstream.writer.WriterStatistics;

/** What the target side measures of a stream. */
final class WriterMetrics {
    static final String PREFIX = "dbstream.target";

    private WriterMetrics() {}

    static WriterStatistics register(StreamMeters meters) {
        WriterStatistics statistics = new WriterStatistics();
        meters.events("Events applied", statistics.events());
        meters.counter("transactions", "Source transactions committed", statistics, WriterStatistics::transactions);
        meters.seconds(
                "lag",
                "Age of the last transaction when the target committed it, 0 when nothing is left to apply",
                statistics,
                WriterStatistics::lag);
        meters.gauge("queue.bytes", "Bytes fetched and not yet applied", statistics, WriterStatistics::queuedBytes);
        meters.timer(
                "commit",
                "Commits of the target, and how long applying and committing took",
                statistics,
                WriterStatistics::commits,
                WriterStatistics::commitSeconds);
        meters.gauge(
                "dead.letters",
                "Rows whose changes are held",
                statistics,
                each -> each.letters().letters());
        meters.gauge(
                "dead.letter.changes",
                "Changes in them",
                statistics,
                each -> each.letters().changes());
        meters.counter(
                "dead.letter.changes.kept", "Changes put into dead letters", statistics, WriterStatistics::changesKept);
        return statistics;
    }
}
