package io.dbstream.hub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void eachFailureInARowDoublesTheWaitUpToTheLimit() {
        Backoff backoff = Timing.USUAL.backoff();

        assertThat(backoff.after(1)).isEqualTo(Duration.ofMillis(200));
        assertThat(backoff.after(2)).isEqualTo(Duration.ofMillis(400));
        assertThat(backoff.after(6)).isEqualTo(Duration.ofMillis(6400));
        assertThat(backoff.after(7)).isEqualTo(Duration.ofSeconds(10));
        assertThat(backoff.after(1000)).isEqualTo(Duration.ofSeconds(10));
    }
}
