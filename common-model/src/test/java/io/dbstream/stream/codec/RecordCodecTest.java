package io.dbstream.stream.codec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Operation;
import io.dbstream.stream.Phase;
import io.dbstream.stream.QualifiedName;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.TableFilter;
import io.dbstream.stream.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordCodecTest {
    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00.123456789Z");

    @Test
    void aStreamComesBackAsItWas() {
        StreamRecord stream = new StreamRecord(
                "2Fdj6JALDAm53S7Q4NxzH3sffzM",
                new StreamConfig(
                        new StreamConfig.Source(
                                DatabaseType.MYSQL,
                                "u:${env:PW}@tcp(h)/d",
                                Map.of("flavor", "mariadb"),
                                List.of(
                                        new TableFilter("t", Set.of(Operation.INSERT, Operation.DELETE)),
                                        new TableFilter(
                                                new QualifiedName("a.b", "c"),
                                                Set.of(Operation.INSERT),
                                                new QualifiedName("", "d e"))),
                                true),
                        new StreamConfig.Target(DatabaseType.POSTGRESQL, "postgres://u:p@h/d", Map.of()),
                        new StreamConfig.Limits(5, Duration.ofMillis(1500))),
                Wanted.PAUSE,
                NOW);

        assertThat(RecordCodec.readStream(RecordCodec.write(stream))).isEqualTo(stream);
    }

    @Test
    void aStreamThatAFormerVersionStoredIsRead() {
        String stored = """
                {"id": "2Fdj6JALDAm53S7Q4NxzH3sffzM", "wanted": "run", "createdAt": "2026-11-22T10:00:00Z", "config": {
                  "source": {"type": "mysql", "connection": "u:p@tcp(h)/d", "filter": {"tables": [
                    {"name": "t", "operations": ["insert"]}, {"name": "shop.my.table", "operations": ["delete"]}]}},
                  "target": {"type": "postgresql", "connection": "postgres://u:p@h/d"},
                  "limits": {"events": 0, "time": 0}}}
                """;

        assertThat(RecordCodec.readStream(stored.getBytes(UTF_8))
                        .config()
                        .source()
                        .tables())
                .containsExactly(
                        new TableFilter("t", Set.of(Operation.INSERT)),
                        new TableFilter(new QualifiedName("shop", "my.table"), Set.of(Operation.DELETE), null));
    }

    @Test
    void aStatusComesBackAsItWas() {
        SideStatus well = new SideStatus(Phase.READY, 0, null, Duration.ZERO, null, null, NOW);
        SideStatus ill = new SideStatus(
                Phase.RUNNING,
                Long.MAX_VALUE,
                NOW,
                Duration.ofNanos(453_561_343_815L),
                "the server is gone",
                ErrorKind.SOURCE_UNAVAILABLE,
                NOW);

        assertThat(RecordCodec.readStatus(RecordCodec.write(well))).isEqualTo(well);
        assertThat(RecordCodec.readStatus(RecordCodec.write(ill))).isEqualTo(ill);
    }

    @Test
    void theWordOfATargetThatCommittedNothingComesBackAsItWas() {
        assertThat(RecordCodec.readCheckpoint(RecordCodec.write(Checkpoint.NONE)))
                .isEqualTo(Checkpoint.NONE);
    }

    @Test
    void aCheckpointComesBackAsItWas() {
        Checkpoint checkpoint = new Checkpoint("e1", 42, new SourcePosition("binlog.000001:4", 7));

        assertThat(RecordCodec.readCheckpoint(RecordCodec.write(checkpoint))).isEqualTo(checkpoint);
    }

    @Test
    void whatALaterVersionAddsIsIgnored() {
        String later = """
                {"phase": "failed", "counter": 3, "elapsed": "PT1S", "since": "2026-11-22T10:00:00Z",
                 "kind": "something_new", "mood": {"good": true}}
                """;

        SideStatus status = RecordCodec.readStatus(later.getBytes(UTF_8));

        assertThat(status.phase()).isEqualTo(Phase.FAILED);
        assertThat(status.kind()).isEqualTo(ErrorKind.INTERNAL);
    }

    @Test
    void whatIsNoRecordIsAFaultOfDbstream() {
        for (String text : List.of("", "x", "[]", "{}", "{\"phase\": \"dancing\"}")) {
            assertThatThrownBy(() -> RecordCodec.readStatus(text.getBytes(UTF_8)))
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERNAL))
                    .hasMessageContaining("a status that this version cannot read");
        }
    }
}
