package io.dbstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.benchmarks.Link.Engine;
import io.dbstream.benchmarks.Link.Place;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainReportTest {
    private static final Place NOWHERE = new Place(Engine.MYSQL, "127.0.0.1", 1, "", "", "");
    private static final Written MILLION = new Written(1_000_000, 1_000_000, "TRUE", List.of());

    private final Workload workload = new HotRows(1_000_000);
    private final Runner<Lap> own = runner("dbstream");
    private final Runner<Lap> other = runner("other");

    @Test
    void theRatioIsThatOfTheMedians() {
        laps(own, 4, 5, 50);
        laps(other, 10, 10, 1);

        assertThat(report().speeds())
                .asString()
                .contains("| dbstream  | 200,000 |")
                .contains("| other     | 100,000 |")
                .contains("2.00 × as fast");
    }

    @Test
    void theWholeMachinesTimeIsForAMillionChanges() {
        laps(own, 4);

        assertThat(report().processes()).asString().contains("| dbstream: whole machine |                   8.00 |");
    }

    @Test
    void whoseRowsAreWrongHasNoNumbers() throws InterruptedException {
        laps(own, 4);
        laps(other, 2);
        other.attempt(() -> {
            throw new IllegalStateException("WRONG");
        });

        assertThat(report().speeds())
                .asString()
                .contains("WRONG")
                .doesNotContain("500,000")
                .doesNotContain("×");
        assertThat(new Report(List.of(own, other), List.of(), List.of()).text("", report().speeds()))
                .contains("- other left: WRONG");
    }

    @Test
    void whoHasLeftIsToldNothingMore() throws InterruptedException {
        own.attempt(() -> {
            throw new IllegalStateException("first");
        });
        own.attempt(() -> {
            throw new IllegalStateException("second");
        });

        assertThat(own.failure()).isEqualTo("first");
    }

    private DrainReport report() {
        return new DrainReport(workload, Options.parse(), List.of(own, other));
    }

    private static void laps(Runner<Lap> runner, int... seconds) {
        for (int each : seconds) {
            runner.add(new Lap(
                    MILLION,
                    Duration.ofSeconds(each),
                    Duration.ZERO,
                    new Usage(Map.of()),
                    Duration.ofSeconds(2L * each),
                    0));
        }
    }

    private static Runner<Lap> runner(String name) {
        return new Runner<>(new Entrant(new Standing(name), NOWHERE));
    }

    /** Does nothing. */
    private record Standing(String name) implements Contender {
        @Override
        public void start() {}

        @Override
        public void hold() {}

        @Override
        public void release() {}

        @Override
        public Map<String, Long> processes() {
            return Map.of();
        }

        @Override
        public void close() {}
    }
}
