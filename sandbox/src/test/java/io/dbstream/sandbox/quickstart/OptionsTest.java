package io.dbstream.sandbox.quickstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.sandbox.quickstart.Options.Kind;
import org.junit.jupiter.api.Test;

final class OptionsTest {
    @Test
    void aPlainQuickstartGoesFromMariadbToPostgresqlUntilItIsEnded() {
        assertThat(Options.parse()).isEqualTo(new Options(Kind.MARIADB, Kind.POSTGRESQL, false));
    }

    @Test
    void everyOptionIsTaken() {
        assertThat(Options.parse("--once", "--source", "mysql", "--target", "postgresql"))
                .isEqualTo(new Options(Kind.MYSQL, Kind.POSTGRESQL, true));
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertThatThrownBy(() -> Options.parse("--twice")).hasMessageContaining("--twice");
        assertThatThrownBy(() -> Options.parse("--source", "oracle")).hasMessageContaining("'oracle'");
        assertThatThrownBy(() -> Options.parse("--source")).hasMessageContaining("--source takes");
    }
}
