package io.dbstream.writer.apply.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.RandomSource;
import io.dbstream.writer.apply.Target;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A source makes changes at random; cut into batches at random, they must make the same rows at the target. */
class RandomChangesIT {
    @ParameterizedTest
    @EnumSource
    void tables_made_here_end_with_the_rows_of_the_source(Flavor flavor) {
        run(new TargetDatabase(flavor));
    }

    @ParameterizedTest
    @EnumSource
    void tables_made_before_with_foreign_keys_and_unique_keys_end_with_the_rows_of_the_source(Flavor flavor) {
        TargetDatabase database = new TargetDatabase(flavor);
        database.execute(
                "CREATE TABLE by_number (id bigint PRIMARY KEY, name varchar(100), n bigint, u decimal(20,0) UNIQUE)",
                ("CREATE TABLE by_two (extra varchar(9) DEFAULT 'x', n int, a varbinary(10),"
                                + " b varchar(100) CHARACTER SET utf8mb4 COLLATE %s, payload text, UNIQUE (b, a))")
                        .formatted(flavor == Flavor.MYSQL ? "utf8mb4_0900_bin" : "utf8mb4_nopad_bin"),
                "CREATE TABLE refers (id int PRIMARY KEY, ref decimal(20,0), FOREIGN KEY (ref) REFERENCES by_number"
                        + " (u))");
        run(database);
    }

    static void run(TargetDatabase database) {
        long seed = System.nanoTime();
        System.out.println("RandomChangesIT: seed " + seed + ", database " + database.name());
        RandomSource source = new RandomSource(new Random(seed));
        try (Target target = database.opened()) {
            source.writeTo(target);
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
        return column.type() instanceof DataType.Binary ? "lower(hex(" + name + "))" : name;
    }
}
