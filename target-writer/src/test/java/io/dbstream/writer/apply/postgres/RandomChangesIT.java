package io.dbstream.writer.apply.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.DeadLetters;
import io.dbstream.writer.apply.LetterBox;
import io.dbstream.writer.apply.RandomSource;
import io.dbstream.writer.apply.Target;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A source makes changes at random; cut into batches at random, they must make the same rows at the target. */
class RandomChangesIT {
    private final TargetDatabase database = new TargetDatabase();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "made here; stop",
                "made before, with foreign keys and unique constraints; stop",
                "made before, with foreign keys and unique constraints; dead-letter"
            })
    void the_target_ends_with_the_rows_of_the_source(String tables, String policy) {
        long seed = System.nanoTime();
        System.out.println("RandomChangesIT: seed " + seed + ", tables " + tables + ", policy " + policy);
        if (!tables.equals("made here")) {
            database.execute(
                    "CREATE TABLE by_number (id numeric PRIMARY KEY, name varchar(100), n bigint, u numeric(20,0)"
                            + " UNIQUE)",
                    "CREATE TABLE by_two (extra text DEFAULT 'x', n int, a bytea, b text, payload text, UNIQUE (b, a))",
                    "CREATE TABLE refers (id int PRIMARY KEY, ref numeric REFERENCES by_number (u))");
        }
        RandomSource source = new RandomSource(new Random(seed));
        Map<String, String> settings = Map.of("errorPolicy", policy);
        try (Target target = database.target(database.address(), DatabaseType.MYSQL, settings)) {
            target.open();
            source.writeTo(target);
            assertThat(target.letters().map(LetterBox::held).orElse(DeadLetters.NONE))
                    .as("seed " + seed)
                    .isEqualTo(DeadLetters.NONE);
        }
        for (RandomSource.RandomTable table : source.tables()) {
            assertThat(database.rows(query(table.schema())))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(table.printed());
        }
    }

    private static String query(TableSchema table) {
        return table.columns().stream()
                .map(RandomChangesIT::printed)
                .collect(Collectors.joining(
                        ", ", "SELECT ", " FROM " + table.id().name()));
    }

    private static String printed(Column column) {
        String name = TableName.quote(column.name());
        return column.type() instanceof DataType.Binary ? "encode(" + name + ", 'hex')" : name;
    }
}
