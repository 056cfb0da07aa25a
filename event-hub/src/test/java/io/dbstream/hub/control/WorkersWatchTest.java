package io.dbstream.hub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Keys;
import io.dbstream.hub.Leases.Lease;
import io.dbstream.stream.Side;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class WorkersWatchTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant now = START;

    @Test
    void itTellsSinceWhenThereIsNoWorkerOfASide() {
        InMemoryHub hub = new InMemoryHub();
        try (WorkersWatch watch = new WorkersWatch(hub, new Ticking())) {
            assertThat(watch.missingSince(Side.SOURCE)).as("too early to say").isEmpty();
            Lease worker =
                    hub.leases().acquire(Keys.worker("a", Side.SOURCE), "a").orElseThrow();
            now = START.plusSeconds(60);
            await().untilAsserted(
                            () -> assertThat(watch.missingSince(Side.SOURCE)).isEmpty());
            assertThat(watch.missingSince(Side.TARGET)).contains(START);

            worker.release();
            await().untilAsserted(
                            () -> assertThat(watch.missingSince(Side.SOURCE)).contains(START.plusSeconds(60)));
        } finally {
            hub.close();
        }
    }

    /** Shows what the test says. */
    private final class Ticking extends Clock {
        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
