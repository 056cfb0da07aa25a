package io.dbstream.writer.apply.postgres;

import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.keyless;
import static io.dbstream.writer.apply.Tables.number;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.postgres.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.Tables;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A source that is a list of rows makes changes at random; cut into batches at random, they must make the same rows at the target. */
class RandomChangesIT {
    private static final int CHANGES = 3000;
    private static final int UNIQUE = 3;

    private static final TableSchema BY_NUMBER = keyed("by_number", text("name"), number("n"), unique());
    private static final TableSchema BY_TWO = new TableSchema(
            new TableId(Tables.NAMESPACE, "by_two"),
            List.of(
                    text("payload"),
                    new Column("b", new DataType.Varchar(20), false),
                    new Column("a", new DataType.Binary(2), false),
                    number("n")),
            List.of(2, 1));
    private static final TableSchema WITHOUT_KEY = keyless("without_key", text("line"), number("n"));

    private final TargetDatabase database = new TargetDatabase();

    private static Column unique() {
        return Tables.column("u", new DataType.Int(64, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"made here", "made before, with foreign keys and unique constraints"})
    void the_target_ends_with_the_rows_of_the_source(String tables) {
        long seed = System.nanoTime();
        System.out.println("RandomChangesIT: seed " + seed + ", tables " + tables);
        Random random = new Random(seed);
        if (!tables.equals("made here")) {
            database.execute(
                    "CREATE TABLE by_number (id numeric PRIMARY KEY, name varchar(100), n bigint, u numeric(20,0) UNIQUE)",
                    "CREATE TABLE by_two (extra text DEFAULT 'x', n int, a bytea, b text, payload text, UNIQUE (b, a))",
                    "CREATE TABLE refers (id int PRIMARY KEY, ref numeric REFERENCES by_number (u))");
        }
        List<SourceTable> sources = List.of(
                new SourceTable(BY_NUMBER, random),
                new SourceTable(BY_TWO, random),
                new SourceTable(WITHOUT_KEY, random));
        apply(random, sources);

        for (SourceTable source : sources) {
            assertThat(database.rows(source.query()))
                    .as("seed " + seed)
                    .containsExactlyInAnyOrderElementsOf(source.printed());
        }
    }

    private void apply(Random random, List<SourceTable> sources) {
        int sequence = 0;
        try (PostgresTarget target = database.opened()) {
            List<ChangeEvent> batch = new ArrayList<>();
            int done = 0;
            while (done < CHANGES) {
                SourceTable source = sources.get(random.nextInt(sources.size()));
                int burst = random.nextInt(20) == 0 ? 150 : 1 + random.nextInt(5);
                boolean insertsOnly = burst > 100;
                for (int i = 0; i < burst; i++) {
                    batch.add(source.change(insertsOnly));
                    done++;
                }
                if (random.nextInt(8) == 0) {
                    target.apply(batch);
                    batch.clear();
                }
                if (random.nextInt(20) == 0) {
                    target.apply(batch);
                    batch.clear();
                    target.commit(checkpoint(++sequence));
                }
            }
            target.apply(batch);
            target.commit(checkpoint(++sequence));
        }
    }

    /** A table of the source, in which every change is one that a database would allow. */
    private static final class SourceTable {
        private final TableSchema schema;
        private final Random random;
        private final List<Object[]> rows = new ArrayList<>();

        SourceTable(TableSchema schema, Random random) {
            this.schema = schema;
            this.random = random;
        }

        DataEvent change(boolean insertsOnly) {
            int choice = insertsOnly || rows.isEmpty() ? 0 : random.nextInt(100);
            if (choice < 45) {
                return insert();
            }
            if (choice == 99) {
                rows.clear();
                return new Truncate(schema);
            }
            return choice < 75 ? update() : delete();
        }

        private DataEvent insert() {
            @Nullable Object[] row = values();
            int other = indexOfKey(row);
            if (other >= 0) {
                // Taken: nothing to insert, so the row that is there changes.
                return update(other, row);
            }
            rows.add(row);
            return new Insert(schema, Row.of(row.clone()));
        }

        private DataEvent update() {
            int index = random.nextInt(rows.size());
            @Nullable Object[] row = values();
            int other = indexOfKey(row);
            if (random.nextInt(4) != 0 || (other >= 0 && other != index)) {
                for (int key : schema.key()) {
                    row[key] = rows.get(index)[key];
                }
            }
            return update(index, row);
        }

        private DataEvent update(int index, @Nullable Object[] after) {
            @Nullable Object[] before = rows.set(index, after);
            if (!schema.hasKey() || random.nextBoolean()) {
                return new Update(schema, Row.of(before.clone()), Row.of(after.clone()));
            }
            return new Update(schema, minimalBefore(before), minimalAfter(before, after));
        }

        private Row minimalBefore(@Nullable Object[] before) {
            @Nullable Object[] image = new @Nullable Object[before.length];
            Arrays.fill(image, Row.ABSENT);
            schema.key().forEach(key -> image[key] = before[key]);
            return Row.of(image);
        }

        private static Row minimalAfter(@Nullable Object[] before, @Nullable Object[] after) {
            @Nullable Object[] image = after.clone();
            for (int i = 0; i < image.length; i++) {
                if (Objects.deepEquals(before[i], after[i])) {
                    image[i] = Row.ABSENT;
                }
            }
            return Row.of(image);
        }

        private DataEvent delete() {
            @Nullable Object[] before = rows.remove(random.nextInt(rows.size()));
            return new Delete(schema, schema.hasKey() ? minimalBefore(before) : Row.of(before));
        }

        private int indexOfKey(@Nullable Object[] row) {
            for (int i = 0; i < rows.size() && schema.hasKey(); i++) {
                @Nullable Object[] other = rows.get(i);
                if (schema.key().stream().allMatch(key -> Objects.deepEquals(row[key], other[key]))) {
                    return i;
                }
            }
            return -1;
        }

        private @Nullable Object[] values() {
            if (schema == BY_NUMBER) {
                return new @Nullable Object[] {(long) random.nextInt(400), word(), number(), unsigned()};
            }
            if (schema == BY_TWO) {
                byte[] bytes = {0, (byte) random.nextInt(4)};
                return new @Nullable Object[] {word(), "k" + random.nextInt(60), bytes, number()};
            }
            return new @Nullable Object[] {random.nextInt(5) == 0 ? null : "line " + random.nextInt(10), number()};
        }

        private @Nullable Object word() {
            return random.nextInt(6) == 0 ? null : "word\\\t" + random.nextInt(1000);
        }

        private @Nullable Object number() {
            return random.nextInt(6) == 0 ? null : (long) random.nextInt(5);
        }

        /** A value that no row has now, though one may have had it: so unique values pass from row to row. */
        private @Nullable Object unsigned() {
            int number = random.nextInt(500);
            Object value = number % 2 == 0 ? (Object) (long) number : Long.toUnsignedString(-1L - number);
            return rows.stream().anyMatch(row -> value.equals(row[UNIQUE])) ? null : value;
        }

        String query() {
            List<String> columns = schema.columns().stream()
                    .map(column -> TableName.quote(column.name()))
                    .toList();
            return "SELECT " + String.join(", ", columns) + " FROM "
                    + schema.id().name();
        }

        List<String> printed() {
            List<String> printed = new ArrayList<>();
            for (@Nullable Object[] row : rows) {
                List<String> values = new ArrayList<>();
                for (@Nullable Object value : row) {
                    values.add(value instanceof byte[] bytes ? "\\x00%02x".formatted(bytes[1]) : String.valueOf(value));
                }
                printed.add(String.join("|", values));
            }
            return printed;
        }
    }
}
