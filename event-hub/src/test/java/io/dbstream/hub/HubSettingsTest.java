package io.dbstream.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class HubSettingsTest {
    @Test
    void severalUrlsStandBetweenCommas() {
        assertThat(HubSettings.of("nats://one:4222, nats://two:4222", "reader").urls())
                .isEqualTo(List.of("nats://one:4222", "nats://two:4222"));
    }

    @Test
    void aPasswordIsNotShown() {
        assertThat(HubSettings.of("nats://user:p@ss@one:4222,two:4223,tls://three:1", "reader"))
                .hasToString("one:4222, two:4223, three:1");
    }

    @Test
    void withoutAnyUrlThereAreNoSettings() {
        assertThatThrownBy(() -> HubSettings.of(" ", "reader")).isInstanceOf(IllegalArgumentException.class);
    }
}
