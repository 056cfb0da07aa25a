package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.StreamException;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The names of slot and publication. */
class PostgresSettingsTest {
    private static final String ID = "2xYzAbCdEfGhIjKlMnOpQrStUvW";

    @Test
    void namesAreMadeFromTheStreamsIdAndDifferAlsoWhereOnlyItsCaseDoes() {
        PostgresSettings settings = PostgresSettings.of(Map.of(), ID);

        assertThat(settings.slot())
                .matches("dbstream_2xyzabcdefghijklmnopqrstuvw_[0-9a-f]{8}")
                .hasSizeLessThanOrEqualTo(63);
        assertThat(settings.publication()).isEqualTo(settings.slot());
        assertThat(settings.derivedPublication()).isTrue();
        assertThat(PostgresSettings.of(Map.of(), ID.toLowerCase(Locale.ROOT)).slot())
                .isNotEqualTo(settings.slot());
        assertThat(PostgresSettings.of(Map.of(), "x".repeat(100)).slot()).hasSizeLessThanOrEqualTo(63);
    }

    @Test
    void namesOfTheUserAreTakenIfPostgresTakesThem() {
        PostgresSettings settings =
                PostgresSettings.of(Map.of("replicationSlotName", "my_slot_1", "publicationName", "My Pub"), ID);

        assertThat(settings.slot()).isEqualTo("my_slot_1");
        assertThat(settings.publication()).isEqualTo("My Pub");
        assertThat(settings.derivedPublication()).isFalse();
        for (String wrong : new String[] {"", "My", "a-b", "x".repeat(64)}) {
            assertThatThrownBy(() -> PostgresSettings.of(Map.of("replicationSlotName", wrong), ID))
                    .isInstanceOf(StreamException.class);
        }
        assertThatThrownBy(() -> PostgresSettings.of(Map.of("publicationName", ""), ID))
                .isInstanceOf(StreamException.class);
        assertThatThrownBy(() -> PostgresSettings.of(Map.of("slotName", "x"), ID))
                .hasMessageContaining("source.settings has no slotName");
    }

    @Test
    void positionsAreReadAsTheyAreWritten() {
        LogPosition position = LogPosition.parse("7412345678901234567/16/B374D848");

        assertThat(position).isEqualTo(new LogPosition("7412345678901234567", 0x16_B374D848L, 0));
        assertThat(position.text()).isEqualTo("7412345678901234567/16/B374D848");
        assertThat(Lsn.parse("FFFFFFFF/FFFFFFFF")).isEqualTo(-1);
        for (String wrong : new String[] {"", "7/", "7/0", "7/0/x", "mysql-file:1:log.1:4", "/0/1"}) {
            assertThatThrownBy(() -> LogPosition.parse(wrong)).isInstanceOf(StreamException.class);
        }
    }
}
