package io.dbstream.writer.config;

import io.dbstream.hub.config.StreamMeters;
import io.dbstream.writer.WriterStatistics;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** What the target side measures. */
final class WriterMetrics {
    private final MeterRegistry registry;
    private final Map<String, WriterStatistics> streams = new ConcurrentHashMap<>();

    WriterMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    WriterStatistics statistics(String streamId) {
        return streams.computeIfAbsent(streamId, this::register);
    }

    private WriterStatistics register(String streamId) {
        WriterStatistics statistics = new WriterStatistics();
        StreamMeters meters = new StreamMeters(registry, "dbstream.target", streamId);
        meters.events("Events applied", statistics.events());
        meters.counter("transactions", "Source transactions committed", statistics, WriterStatistics::transactions);
        meters.seconds(
                "lag",
                "Age of the last transaction when the target committed it, 0 when nothing is left to apply",
                statistics,
                WriterStatistics::lag);
        meters.gauge("queue.bytes", "Bytes fetched and not yet applied", statistics, WriterStatistics::queuedBytes);
        FunctionTimer.builder(
                        "dbstream.target.commit",
                        statistics,
                        WriterStatistics::commits,
                        WriterStatistics::commitSeconds,
                        TimeUnit.SECONDS)
                .description("Commits of the target, and how long applying and committing took")
                .tags(meters.tags())
                .register(registry);
        return statistics;
    }
}
