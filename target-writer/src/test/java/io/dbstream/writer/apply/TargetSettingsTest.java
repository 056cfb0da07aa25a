package io.dbstream.writer.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TargetSettingsTest {
    @Test
    void aTargetStopsAtWhatItRefusesUnlessToldOtherwise() {
        assertThat(TargetSettings.of("MySQL", Map.of(), Set.of()))
                .isEqualTo(new TargetSettings(false, ErrorPolicy.STOP));
        assertThat(TargetSettings.of("MySQL", Map.of("triggers", "fire", "errorPolicy", "dead-letter"), Set.of()))
                .isEqualTo(new TargetSettings(true, ErrorPolicy.DEAD_LETTER));
    }

    @Test
    void anUnknownPolicyIsAnErrorThatNamesThoseThereAre() {
        assertThatThrownBy(() -> TargetSettings.of("MySQL", Map.of("errorPolicy", "DLQ"), Set.of()))
                .satisfies(Failures.kind(ErrorKind.CONFIGURATION))
                .hasMessage("target.settings.errorPolicy is stop or dead-letter");
    }
}
