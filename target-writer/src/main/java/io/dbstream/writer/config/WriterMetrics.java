package io.dbstream.writer.config;

import io.dbstream.writer.WriterStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What the target side measures, by the names of {@code docs/reference/metrics.md}. */
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
        Tags stream = Tags.of("stream", streamId);
        events(statistics, stream, "insert", WriterStatistics::inserts);
        events(statistics, stream, "update", WriterStatistics::updates);
        events(statistics, stream, "delete", WriterStatistics::deletes);
        events(statistics, stream, "truncate", WriterStatistics::truncates);
        counter(
                "dbstream.target.transactions",
                "Source transactions committed",
                statistics,
                stream,
                WriterStatistics::transactions);
        FunctionTimer.builder(
                        "dbstream.target.commit",
                        statistics,
                        WriterStatistics::commits,
                        WriterStatistics::commitSeconds,
                        TimeUnit.SECONDS)
                .description("Commits of the target, and how long applying and committing took")
                .tags(stream)
                .register(registry);
        Gauge.builder(
                        "dbstream.target.lag.seconds",
                        statistics,
                        each -> each.lag().toNanos() / (double) TimeUnit.SECONDS.toNanos(1))
                .description(
                        "Age of the last transaction when the target committed it, 0 when nothing is left to apply")
                .tags(stream)
                .register(registry);
        Gauge.builder("dbstream.target.queue.bytes", statistics, WriterStatistics::queuedBytes)
                .description("Bytes fetched and not yet applied")
                .tags(stream)
                .register(registry);
        return statistics;
    }

    private void events(
            WriterStatistics statistics, Tags stream, String operation, ToDoubleFunction<WriterStatistics> count) {
        counter("dbstream.target.events", "Events applied", statistics, stream.and("operation", operation), count);
    }

    private void counter(
            String name,
            String description,
            WriterStatistics statistics,
            Tags tags,
            ToDoubleFunction<WriterStatistics> count) {
        FunctionCounter.builder(name, statistics, count)
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
