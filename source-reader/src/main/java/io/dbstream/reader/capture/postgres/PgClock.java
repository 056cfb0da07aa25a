package io.dbstream.reader.capture.postgres;

import java.time.Instant;

/** PostgreSQL's clock counts microseconds since the year 2000. */
final class PgClock {
    static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final long MICROS = 1_000_000;
    private static final long NANOS_OF_MICRO = 1_000;

    private PgClock() {}

    static Instant instant(long micros) {
        return EPOCH.plusSeconds(Math.floorDiv(micros, MICROS))
                .plusNanos(Math.floorMod(micros, MICROS) * NANOS_OF_MICRO);
    }
}
