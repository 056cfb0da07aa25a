package io.dbstream.reader.config;

import io.dbstream.hub.config.StreamMeters;
import io.dbstream.reader.ReaderStatistics;

/** What the source side measures of a stream. */
final class ReaderMetrics {
    static final String PREFIX = "dbstream.source";

    private ReaderMetrics() {}

    static ReaderStatistics register(StreamMeters meters) {
        ReaderStatistics statistics = new ReaderStatistics();
        meters.events("Events captured", statistics.events());
        meters.counter("transactions", "Transactions captured", statistics, ReaderStatistics::transactions);
        meters.counter("bytes", "Bytes of bundles published", statistics, ReaderStatistics::bytes);
        meters.seconds(
                "lag",
                "Age of the last commit when it was read, 0 when nothing is left to read",
                statistics,
                ReaderStatistics::lag);
        meters.seconds(
                "held.up",
                "For how long the hub has been full and the reader waiting, 0 while it is not",
                statistics,
                ReaderStatistics::heldUp);
        meters.gauge(
                "in.flight.bundles",
                "Bundles that the hub has not acknowledged",
                statistics,
                ReaderStatistics::inFlight);
        return statistics;
    }
}
