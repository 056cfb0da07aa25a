package io.dbstream.api.config;

import io.dbstream.api.Patience;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long requests wait for the workers.
 *
 * @param pickUp for a new stream to be taken up
 * @param ready for a new stream to be ready
 * @param obey for a stream to stop, pause or resume
 */
@ConfigurationProperties("dbstream.patience")
record PatienceProperties(
        @DefaultValue("15s") Duration pickUp,
        @DefaultValue("60s") Duration ready,
        @DefaultValue("10s") Duration obey) {
    private static final Duration LOOK = Duration.ofMillis(25);

    Patience patience() {
        return new Patience(pickUp, ready, obey, LOOK);
    }
}
