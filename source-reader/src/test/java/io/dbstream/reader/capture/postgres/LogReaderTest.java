package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.reader.capture.ChangeListener;
import io.dbstream.reader.capture.TableSelection;
import io.dbstream.schema.DataType;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as PostgreSQL 18 sent them. */
class LogReaderTest {
    private static final String BEGIN = "420000000001b8bb90000303da95e5608c000002f7";
    private static final String COMMIT = "43000000000001b8bb900000000001b8bbc0000303da95e5608c";
    /** A table of an int, its key, and a text. */
    private static final String TABLE_T =
            "52000040017075626c69630074006400020169640000000017ffffffff00760000000019ffffffff";
    /** The same with one column more. */
    private static final String TABLE_T_LATER =
            "52000040017075626c69630074006400030169640000000017ffffffff00760000000019ffffffff006d0000004018ffffffff";
    /** A table of a text and an int, with REPLICA IDENTITY FULL. */
    private static final String TABLE_F =
            "52000040097075626c696300660066000201760000000019ffffffff016e0000000017ffffffff";

    private static final String INSERT_1 = "49000040014e00027400000001317400000005c3a9c3a96e";
    private static final String UPDATE_KEY = "55000040014b00027400000001326e4e000274000000013375";
    private static final String DELETE_1 = "44000040014b00027400000001316e";
    private static final String UPDATE_F = "55000040094f00027400000001616e4e0002740000000161740000000137";
    private static final String DELETE_F = "44000040094f0002740000000161740000000137";
    private static final String TRUNCATE_BOTH = "5400000002000000400100004009";
    private static final String TYPE = "59000040187075626c6963006d6f6f6400";

    private final List<ChangeEvent> told = new ArrayList<>();
    private final List<String> commits = new ArrayList<>();
    private final ChangeListener listener = new ChangeListener() {
        @Override
        public void change(DataEvent event) {
            told.add(event);
        }

        @Override
        public void schemaChange(SchemaChange event) {
            told.add(event);
        }

        @Override
        public void commit(String coordinate, Instant committedAt) {
            commits.add(coordinate + " " + committedAt);
        }

        @Override
        public void idle() {}
    };

    private LogReader reader(TableFilter... filters) {
        Descriptions descriptions = new Descriptions() {
            @Override
            public Described describe(Relation relation) {
                List<ColumnType> types = new ArrayList<>();
                for (Relation.RelationColumn column : relation.columns()) {
                    types.add(
                            column.typeOid() == 23
                                    ? new ColumnType(new DataType.Int(32, false), "integer", TextDecoders::wholeNumber)
                                    : new ColumnType(new DataType.Text(), "text", TextDecoders::text));
                }
                return new Described(types, Map.of(), List.of(), List.of());
            }

            @Override
            public boolean outdated() {
                return false;
            }
        };
        Pace pace = new Pace(new LogPosition("7", 0x1B8B000, 0), listener, () -> 0);
        return new LogReader(new TableSelection("public", List.of(filters)), descriptions, listener, pace);
    }

    private static void read(LogReader reader, String... messages) {
        for (String message : messages) {
            // What stands before a message among the bytes is none of the reader's business.
            reader.message(HexFormat.of().parseHex("ffff" + message), 2);
        }
    }

    @Test
    void rowsAreToldAsFarAsTheLogKnowsThem() {
        read(
                reader(),
                BEGIN,
                TABLE_T,
                INSERT_1,
                UPDATE_KEY,
                DELETE_1,
                TABLE_F,
                UPDATE_F,
                DELETE_F,
                TRUNCATE_BOTH,
                TYPE,
                COMMIT);

        assertThat(told.stream().map(LogReaderTest::shown))
                .containsExactly(
                        "Insert t null [1, één]",
                        "Update t [2, ABSENT] [3, ABSENT]",
                        "Delete t [1, ABSENT] null",
                        "Update f [a, null] [a, 7]",
                        "Delete f [a, 7] null",
                        "Truncate t",
                        "Truncate f");
        assertThat(commits).containsExactly("7/0/1B8BBC0 2026-11-22T11:31:22.723468Z");
        assertThat(((DataEvent) told.getFirst()).table().key()).containsExactly(0);
        assertThat(((DataEvent) told.getLast()).table().hasKey()).isFalse();
    }

    private static String shown(ChangeEvent event) {
        String name = event.getClass().getSimpleName() + " "
                + ((DataEvent) event).table().id().name();
        return switch (event) {
            case Insert insert -> name + " null " + shown(insert.after());
            case Update update ->
                name + " " + (update.before() == null ? null : shown(update.before())) + " " + shown(update.after());
            case Delete delete -> name + " " + shown(delete.before()) + " null";
            default -> name;
        };
    }

    private static List<Object> shown(Row row) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < row.size(); i++) {
            values.add(row.get(i));
        }
        return values;
    }

    @Test
    void aTableThatLooksDifferentIsToldBeforeItsRows() {
        String insert = "49000040014e00037400000001397400000000740000000178";
        read(reader(), BEGIN, TABLE_T, INSERT_1, TABLE_T, TABLE_T_LATER, insert, COMMIT);

        assertThat(told).hasSize(3);
        assertThat(told.get(1)).isInstanceOf(SchemaChange.class);
        assertThat(((Insert) told.get(2)).after()).isEqualTo(Row.of(9L, "", "x"));
        assertThat(((Insert) told.get(2)).table()).isSameAs(((SchemaChange) told.get(1)).table());
    }

    @Test
    void whatIsNotSelectedIsPassedOver() {
        LogReader reader = reader(new TableFilter("t", Set.of(Operation.DELETE)));
        read(reader, BEGIN, TABLE_T, INSERT_1, UPDATE_KEY, TABLE_F, UPDATE_F, DELETE_F, COMMIT);
        assertThat(told).isEmpty();
        assertThat(commits).as("a transaction that told nothing").isEmpty();

        read(reader, BEGIN, DELETE_1, TRUNCATE_BOTH, COMMIT);
        assertThat(told).hasExactlyElementsOfTypes(Delete.class, Truncate.class);
        assertThat(commits).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A message of an unknown kind, a row of an unknown kind, a value of an unknown kind, in binary.
                "53000002f700",
                "49000040015800027400000001317400000001 61",
                "49000040014e00027800000001317400000001 61",
                "49000040014e00026200000004000000017400000001 61",
                // A row with too few columns, one that ends too soon, one of a table that was not named.
                "49000040014e000174000000 0131",
                "49000040014e000274000000 0131740000",
                "49000099994e000174000000 0131",
            })
    void whatCannotBeReadEndsTheReading(String message) {
        LogReader reader = reader();
        read(reader, BEGIN, TABLE_T);

        assertInternal(() -> read(reader, message.replace(" ", ""))).hasMessageContaining("a message of the kind");
        assertThat(told).isEmpty();
    }

    @Test
    void aValueThatItsTypeDoesNotHaveIsNotShown() {
        LogReader reader = reader();
        read(reader, BEGIN, TABLE_T);

        String secret = HexFormat.of().formatHex(new byte[] {(byte) 0xff, (byte) 0xfe});
        assertThatThrownBy(() -> read(reader, "49000040014e000274000000013174 00000002".replace(" ", "") + secret))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.UNREPRESENTABLE))
                .hasMessageContaining("column v of public.t");
    }

    @Test
    void transactionsBeginAndEndInTurn() {
        LogReader reader = reader();
        assertInternal(() -> read(reader, COMMIT)).hasMessageContaining("no transaction has begun");
        read(reader, BEGIN);
        assertThat(reader.inTransaction()).isTrue();
        assertInternal(() -> read(reader, BEGIN)).hasMessageContaining("no end");
        read(reader, COMMIT);
        assertThat(reader.inTransaction()).isFalse();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertInternal(ThrowingCallable reading) {
        return assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.INTERNAL));
    }
}
