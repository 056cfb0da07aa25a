package io.dbstream.hub.control;

import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Streams for tests. */
final class TestStreams {
    private TestStreams() {}

    static StreamRecord stream(String id, Wanted wanted) {
        StreamConfig config = new StreamConfig(
                new StreamConfig.Source(DatabaseType.MYSQL, "source", Map.of(), List.of(), false),
                new StreamConfig.Target(DatabaseType.POSTGRESQL, "target", Map.of()),
                new StreamConfig.Limits(0, Duration.ZERO));
        return new StreamRecord(id, config, wanted, Instant.EPOCH);
    }

    /** As usual, but in milliseconds. */
    static Timing quick() {
        return new Timing(
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(10),
                Duration.ofMillis(20),
                Duration.ofMillis(300),
                Duration.ofMillis(20),
                Duration.ofMillis(300),
                new Backoff(Duration.ofMillis(5), Duration.ofMillis(20)),
                new Timing.Sharing(Duration.ofMillis(5), Duration.ofMillis(50), Duration.ofMillis(500), 5));
    }
}
