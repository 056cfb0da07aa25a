package io.dbstream.sandbox.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class ProgressTest {
    private static final String STAT = """
            {
              "streamID": "2Fdj6JALDAm53S7Q4NxzH3sffzM",
              "source": {"counter": 12, "elapsed": "1s", "started": "2022-10-19T12:08:20.839059479+02:00", "status": "RUNNING"},
              "target": {"counter": 10, "elapsed": "1s", "started": "2022-10-19T12:08:20.839468001+02:00", "status": "READY"}
            }
            """;
    private static final String METRICS = """
            # TYPE dbstream_target_lag_seconds gauge
            dbstream_target_lag_seconds{application="target-writer",stream="2Fdj6JALDAm53S7Q4NxzH3sffzM"} 0.004
            """;

    @Test
    void readsBothSidesAndTheLag() {
        var progress = Progress.of(STAT, METRICS);

        assertThat(progress.source()).isEqualTo(new Progress.Side("RUNNING", 12));
        assertThat(progress.target()).isEqualTo(new Progress.Side("READY", 10));
        assertThat(progress.lagSeconds()).hasValue(0.004);
        assertThat(progress.hasReached(12)).isFalse();
    }

    @Test
    void isOneLineThatTellsTheEventsAppliedSinceTheLineBefore() {
        var before = Progress.of(STAT.replace("10", "3"), METRICS);

        assertThat(Progress.of(STAT, METRICS).line(before, 7).replaceAll(" +", " "))
                .isEqualTo(" 7 s captured 12 applied 10 7 events/s lag 4 ms");
    }

    @Test
    void hasNoLagBeforeTheWriterKnowsOne() {
        assertThat(Progress.of(STAT, "").lagSeconds()).isEmpty();
        assertThat(Progress.of(STAT, METRICS.replace("0.004", "NaN")).lagSeconds())
                .isEmpty();
    }

    @Test
    void refusesAnAnswerWithoutASide() {
        assertThatThrownBy(() -> Progress.of("{}", METRICS)).hasMessageContaining("source.status");
    }
}
