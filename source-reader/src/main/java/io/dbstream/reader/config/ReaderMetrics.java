package io.dbstream.reader.config;

import io.dbstream.reader.ReaderStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** What the source side measures, by the names of {@code docs/reference/metrics.md}. */
final class ReaderMetrics {
    private final MeterRegistry registry;
    private final Map<String, ReaderStatistics> streams = new ConcurrentHashMap<>();

    ReaderMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    ReaderStatistics statistics(String streamId) {
        return streams.computeIfAbsent(streamId, this::register);
    }

    private ReaderStatistics register(String streamId) {
        ReaderStatistics statistics = new ReaderStatistics();
        Tags stream = Tags.of("stream", streamId);
        events(statistics, stream, "insert", ReaderStatistics::inserts);
        events(statistics, stream, "update", ReaderStatistics::updates);
        events(statistics, stream, "delete", ReaderStatistics::deletes);
        events(statistics, stream, "truncate", ReaderStatistics::truncates);
        counter(
                "dbstream.source.transactions",
                "Transactions captured",
                statistics,
                stream,
                ReaderStatistics::transactions);
        counter("dbstream.source.bytes", "Bytes of bundles published", statistics, stream, ReaderStatistics::bytes);
        Gauge.builder(
                        "dbstream.source.lag.seconds",
                        statistics,
                        each -> each.lag().toNanos() / (double) TimeUnit.SECONDS.toNanos(1))
                .description("Age of the last commit when it was read, 0 when nothing is left to read")
                .tags(stream)
                .register(registry);
        Gauge.builder("dbstream.source.in.flight.bundles", statistics, ReaderStatistics::inFlight)
                .description("Bundles that the hub has not acknowledged")
                .tags(stream)
                .register(registry);
        return statistics;
    }

    private void events(
            ReaderStatistics statistics, Tags stream, String operation, ToDoubleFunction<ReaderStatistics> count) {
        counter("dbstream.source.events", "Events captured", statistics, stream.and("operation", operation), count);
    }

    private void counter(
            String name,
            String description,
            ReaderStatistics statistics,
            Tags tags,
            ToDoubleFunction<ReaderStatistics> count) {
        FunctionCounter.builder(name, statistics, count)
                .description(description)
                .tags(tags)
                .register(registry);
    }
}
