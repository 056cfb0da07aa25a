package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Checkpoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** A source that is a few lists of rows, and makes changes at random, cut into batches at random. */
public final class RandomSource {
    /** By a number; its column {@code u} never holds a value twice. */
    public static final TableSchema BY_NUMBER =
            Tables.keyed("by_number", Tables.text("name"), Tables.number("n"), unique());
    /** By a text and by bytes. */
    public static final TableSchema BY_TWO = new TableSchema(
            new TableId(Tables.NAMESPACE, "by_two"),
            List.of(
                    Tables.text("payload"),
                    new Column("b", new DataType.Varchar(20), false),
                    new Column("a", new DataType.Binary(2), false),
                    Tables.number("n")),
            List.of(2, 1));

    public static final TableSchema WITHOUT_KEY =
            Tables.keyless("without_key", Tables.text("line"), Tables.number("n"));

    private static final int CHANGES = 3000;
    private static final int BURST = 250;
    private static final int UNIQUE = 3;

    private final Random random;
    private final List<RandomTable> tables;

    public RandomSource(Random random) {
        this.random = random;
        this.tables = List.of(
                new RandomTable(BY_NUMBER, random),
                new RandomTable(BY_TWO, random),
                new RandomTable(WITHOUT_KEY, random));
    }

    private static Column unique() {
        return Tables.column("u", new DataType.Int(64, true));
    }

    public List<RandomTable> tables() {
        return tables;
    }

    /** Makes some thousand changes and has the target apply and commit them. */
    public void writeTo(Target target) {
        List<ChangeEvent> batch = new ArrayList<>();
        int sequence = 0;
        int done = 0;
        while (done < CHANGES) {
            RandomTable source = tables.get(random.nextInt(tables.size()));
            int burst = random.nextInt(20) == 0 ? BURST : 1 + random.nextInt(5);
            for (int i = 0; i < burst; i++) {
                batch.add(source.change(burst == BURST));
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

    private static Checkpoint checkpoint(long sequence) {
        return new Checkpoint("epoch", sequence, new SourcePosition("binlog.000001:" + sequence, sequence));
    }

    /** A table in which every change is one that a database would allow. */
    public static final class RandomTable {
        private final TableSchema schema;
        private final Random random;
        private final List<Object[]> rows = new ArrayList<>();

        RandomTable(TableSchema schema, Random random) {
            this.schema = schema;
            this.random = random;
        }

        public TableSchema schema() {
            return schema;
        }

        /** The next change. */
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

        /** The rows as they are now, each as its values joined by a bar; bytes in hexadecimal digits. */
        public List<String> printed() {
            List<String> printed = new ArrayList<>();
            for (@Nullable Object[] row : rows) {
                List<String> values = new ArrayList<>();
                for (@Nullable Object value : row) {
                    values.add(value instanceof byte[] bytes ? HexFormat.of().formatHex(bytes) : String.valueOf(value));
                }
                printed.add(String.join("|", values));
            }
            return printed;
        }
    }
}
