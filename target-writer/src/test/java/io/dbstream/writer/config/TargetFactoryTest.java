package io.dbstream.writer.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.StreamException;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TargetFactoryTest {
    private static final String SOURCE = "user:secret@tcp(localhost:3306)/shop";
    private static final String TARGET = "postgres://user:secret@localhost:5432/shop";

    private final TargetFactory factory = new TargetFactory(name -> null);

    @Test
    void secretsOfTheSourceNeedNotBeKnownToTheWriter() {
        assertThat(factory.open(stream("user:${env:SOURCE_PASSWORD}@tcp(localhost:3306)/shop", TARGET)))
                .isNotNull();
    }

    @Test
    void secretsOfTheTargetMustBeKnownToTheWriter() {
        StreamRecord stream = stream(SOURCE, "postgres://user:${env:TARGET_PASSWORD}@localhost:5432/shop");

        assertThatThrownBy(() -> factory.open(stream))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("TARGET_PASSWORD");
    }

    private static StreamRecord stream(String source, String target) {
        return new StreamRecord(
                "2Fdj6JALDAm53S7Q4NxzH3sffzM",
                new StreamConfig(
                        new StreamConfig.Source(DatabaseType.MYSQL, source, Map.of(), List.of(), false),
                        new StreamConfig.Target(DatabaseType.POSTGRESQL, target, Map.of()),
                        StreamConfig.Limits.NONE),
                Wanted.RUN,
                Instant.EPOCH);
    }
}
