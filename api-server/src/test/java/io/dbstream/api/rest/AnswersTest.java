package io.dbstream.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.api.StreamStatus;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Phase;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration TOLD = Duration.ofSeconds(1);

    private static final StreamRecord STREAM = new StreamRecord(
            "id",
            new StreamConfig(
                    new StreamConfig.Source(DatabaseType.MYSQL, "source", Map.of(), List.of(), false),
                    new StreamConfig.Target(DatabaseType.POSTGRESQL, "target", Map.of()),
                    StreamConfig.Limits.NONE),
            Wanted.RUN,
            NOW);

    private final Answers answers = new Answers(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void theTimeOfARunningStreamGoesOnWhileItsCounterStandsStill() {
        assertThat(elapsed(Phase.RUNNING, NOW.minusSeconds(61))).isEqualTo("1m1s");
    }

    @Test
    void theTimeOfAStreamThatDoesNotRunStandsStill() {
        for (Phase phase : new Phase[] {Phase.PAUSED, Phase.STOPPED, Phase.FINISHED, Phase.FAILED}) {
            assertThat(elapsed(phase, NOW.minusSeconds(61))).isEqualTo("1s");
        }
    }

    @Test
    void aWorkerWhoseClockIsAheadIsBelieved() {
        assertThat(elapsed(Phase.RUNNING, NOW.plusSeconds(5))).isEqualTo("1s");
    }

    private String elapsed(Phase phase, Instant started) {
        SideStatus side = new SideStatus(phase, 3, started, TOLD, null, null, started);
        StreamStatus status = new StreamStatus(STREAM, Optional.of(side), Optional.of(side));
        return answers.statistics(status).get("source").get("elapsed").asString();
    }
}
