package io.dbstream.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoFormatsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0S, 0s",
        "PT1.5S, 1.5s",
        "PT7M33.561343815S, 7m33.561343815s",
        "PT1H, 1h0m0s",
        "PT1M, 1m0s",
        "PT59.999999999S, 59.999999999s",
        "PT100H0M0.01S, 100h0m0.01s",
        "PT0.25S, 250ms",
        "PT0.2505S, 250.5ms",
        "PT0.0000015S, 1.5µs",
        "PT0.000001S, 1µs",
        "PT0.000000007S, 7ns",
        "PT0.001000001S, 1.000001ms",
        "PT-1.5S, -1.5s",
    })
    void durationsLookAsInGo(Duration duration, String text) {
        assertThat(GoDuration.format(duration)).isEqualTo(text);
    }

    @Test
    void momentsLookAsInGo() {
        Instant moment = Instant.parse("2022-10-19T10:08:20.839059479Z");

        assertThat(GoTime.format(moment, ZoneId.of("Europe/Berlin"))).isEqualTo("2022-10-19T12:08:20.839059479+02:00");
        assertThat(GoTime.format(moment, ZoneOffset.UTC)).isEqualTo("2022-10-19T10:08:20.839059479Z");
        assertThat(GoTime.format(Instant.parse("2022-10-19T10:08:20.8Z"), ZoneOffset.UTC))
                .isEqualTo("2022-10-19T10:08:20.8Z");
        assertThat(GoTime.format(Instant.parse("2022-10-19T10:08:00Z"), ZoneOffset.UTC))
                .isEqualTo("2022-10-19T10:08:00Z");
        assertThat(GoTime.format(null, ZoneId.of("Europe/Berlin"))).isEqualTo("0001-01-01T00:00:00Z");
    }
}
