package io.dbstream.reader.config;

import io.dbstream.hub.config.StreamMeters;
import io.dbstream.reader.ReaderStatistics;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What the source side measures. */
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
        StreamMeters meters = new StreamMeters(registry, "dbstream.source", streamId);
        meters.events("Events captured", statistics.events());
        meters.counter("transactions", "Transactions captured", statistics, ReaderStatistics::transactions);
        meters.counter("bytes", "Bytes of bundles published", statistics, ReaderStatistics::bytes);
        meters.seconds(
                "lag",
                "Age of the last commit when it was read, 0 when nothing is left to read",
                statistics,
                ReaderStatistics::lag);
        meters.gauge(
                "in.flight.bundles",
                "Bundles that the hub has not acknowledged",
                statistics,
                ReaderStatistics::inFlight);
        return statistics;
    }
}
