package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.PostgresServer.Version;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The catalog and the statements differ from version to version; what is told does not. */
class PostgresVersionsIT {
    private static final Path DIRECTORY =
            Path.of("target", "sandbox", "versions-" + ProcessHandle.current().pid());

    @ParameterizedTest
    @EnumSource(names = "V14")
    void olderVersionsAreReadAsWell(Version version) {
        try (PostgresServer server = PostgresServer.start(version, DIRECTORY.resolve(version.name()))) {
            SourceDatabase database = SourceDatabase.on(server);
            database.run(
                    "CREATE TABLE a (id int PRIMARY KEY, twice int GENERATED ALWAYS AS (id * 2) STORED, t text)",
                    "CREATE TABLE other (id int)",
                    "ALTER TABLE other REPLICA IDENTITY FULL",
                    "CREATE TABLE parts (id int PRIMARY KEY) PARTITION BY RANGE (id)",
                    "CREATE TABLE part PARTITION OF parts FOR VALUES FROM (1) TO (10)");
            String start = database.begin("a", "parts");
            database.run(
                    "INSERT INTO a VALUES (1, DEFAULT, 'one'), (2, DEFAULT, NULL)",
                    "INSERT INTO other VALUES (1)",
                    "INSERT INTO parts VALUES (5)",
                    "UPDATE a SET id = 3 WHERE id = 1",
                    "DELETE FROM a WHERE id = 2",
                    "TRUNCATE a, parts");
            database.mark();

            Recording recording = database.recordFrom(start, "a", "parts");

            assertThat(recording.changes())
                    .extracting(change -> change.getClass().getSimpleName() + " "
                            + ((DataEvent) change).table().id().name())
                    .startsWith("Insert a", "Insert a", "Insert parts", "Update a", "Delete a")
                    .hasSize(7);
            List<String> all = recording.coordinates();
            assertThat(database.recordFrom(all.getFirst(), "a", "parts").changes())
                    .hasSize(5);
            database.run("SELECT pg_drop_replication_slot('" + database.slot() + "')");
            assertThatThrownBy(() -> database.recordFrom(start, "a", "parts"))
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.POSITION_LOST));
            database.begin();
            database.close();
            assertThat(database.ask("SELECT count(*) FROM pg_publication")).isEqualTo("0");
        }
    }
}
