package io.dbstream.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.benchmarks.Link.Engine;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void nothingSaidMeansInsertsFromMySqlToPostgres() {
        Options options = Options.parse();

        assertThat(options.cases()).containsExactly(Case.INSERTS);
        assertThat(options.pairs()).containsExactly(new Pair(Engine.MYSQL, Engine.POSTGRESQL));
        assertThat(options.against()).containsExactly(Baseline.BARE, Baseline.NATIVE);
        assertThat(options.rounds()).isEqualTo(3);
        assertThat(options.warmUps()).isEqualTo(1);
        assertThat(options.rows()).isEqualTo(1_000_000);
        assertThat(options.jvm()).containsExactly("-Xmx256m", "-XX:+UseSerialGC");
        assertThat(options.label()).isEmpty();
    }

    @Test
    void everyOptionIsRead() {
        Options options = Options.parse(
                "--case", "one-transaction,latency",
                "--pair", "postgresql-mysql,mariadb-postgresql",
                "--against", "debezium,flink",
                "--rounds", "5",
                "--warm-ups", "0",
                "--rows", "20000",
                "--seconds", "7",
                "--jvm", "-Xmx128m  -XX:+UseG1GC",
                "--label", "serial-gc");

        assertThat(options.cases()).containsExactly(Case.ONE_TRANSACTION, Case.LATENCY);
        assertThat(options.pairs())
                .extracting(Pair::toString)
                .containsExactly("postgresql-mysql", "mariadb-postgresql");
        assertThat(options.against()).containsExactly(Baseline.DEBEZIUM, Baseline.FLINK);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.warmUps()).isZero();
        assertThat(options.rows()).isEqualTo(20_000);
        assertThat(options.seconds()).isEqualTo(7);
        assertThat(options.jvm()).containsExactly("-Xmx128m", "-XX:+UseG1GC");
        assertThat(options.label()).isEqualTo("serial-gc");
    }

    @Test
    void dbstreamMayRunAlone() {
        assertThat(Options.parse("--against", "none").against()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--speed 1",
                "--rows",
                "--rows many",
                "--rows 1",
                "--rounds 0",
                "--case insert",
                "--pair mysql",
                "--pair mysql-oracle",
                "--against bare,oracle",
                "--label a/b"
            })
    void whatThereIsNotIsAMistakeThatNamesIt(String line) {
        String[] words = line.split(" ", -1);

        assertThatThrownBy(() -> Options.parse(words))
                .isInstanceOf(Mistake.class)
                .hasMessageContaining(words[0]);
    }
}
