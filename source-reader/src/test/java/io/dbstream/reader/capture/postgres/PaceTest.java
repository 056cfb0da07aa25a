package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.reader.capture.ChangeListener;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a listener is told that nothing happens. */
class PaceTest {
    private static final long MEGABYTE = 1024 * 1024;

    private final List<String> told = new ArrayList<>();
    private long now;
    private final Pace pace = new Pace(
            new LogPosition("1", 1000, 0),
            new ChangeListener() {
                @Override
                public void change(DataEvent event) {}

                @Override
                public void schemaChange(SchemaChange event) {}

                @Override
                public void commit(String coordinate, Instant committedAt) {
                    told.add(coordinate + " " + committedAt);
                }

                @Override
                public void idle() {
                    told.add("idle");
                }
            },
            () -> now);

    private void after(Duration time) {
        now += time.toNanos();
    }

    @Test
    void aCommitIsToldAtOnce() {
        pace.told();
        pace.commit(0x16B3748, 1);
        pace.told();
        pace.commit(0x1_16B37480L, 1_000_000);

        assertThat(told)
                .containsExactly("1/0/16B3748 2000-01-01T00:00:00.000001Z", "1/1/16B37480 2000-01-01T00:00:01Z");
    }

    @Test
    void thatTheLogMovedOnIsToldAboutEveryTenSeconds() {
        for (int second = 1; second <= 25; second++) {
            after(Duration.ofMillis(999));
            pace.passed(1000 + second, 0);
        }

        assertThat(told).filteredOn(line -> line.startsWith("1/")).hasSize(2);
    }

    @Test
    void thatTheLogMovedOnByMuchIsToldSooner() {
        pace.passed(1000 + 10 * MEGABYTE, 0);
        assertThat(told).isEmpty();
        pace.passed(1000 + 16 * MEGABYTE, 0);
        assertThat(told).hasSize(1);
        pace.passed(1000 + 31 * MEGABYTE, 0);
        assertThat(told).hasSize(1);
    }

    @Test
    void aLogThatStandsStillIsNotToldAgain() {
        pace.commit(2000, 0);
        pace.idle();
        told.clear();
        after(Duration.ofHours(1));
        pace.passed(2000, 0);
        pace.passed(1500, 0);

        assertThat(told).containsExactly("idle");
        assertThat(pace.settled()).isEqualTo(2000);
    }

    @Test
    void idleIsToldOnceASecondAndOnlyWhileNothingElseIs() {
        pace.idle();
        after(Duration.ofMillis(1001));
        pace.idle();
        pace.idle();
        assertThat(told).containsExactly("idle");
        after(Duration.ofMillis(900));
        pace.told();
        pace.idle();
        after(Duration.ofMillis(900));
        pace.idle();
        assertThat(told).hasSize(1);
        after(Duration.ofMillis(200));
        pace.idle();
        assertThat(told).hasSize(2);
    }

    @Test
    void idleIsToldWhileMuchIsPassedOver() {
        for (int i = 0; i < 10_000; i++) {
            after(Duration.ofMillis(1));
            pace.skipped();
        }

        assertThat(told).hasSizeBetween(7, 10).containsOnly("idle");
    }
}
