package io.dbstream.reader.capture.mysql;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class RowsDecoderTest {
    private static final TableSchema SCHEMA = new TableSchema(
            new TableId("shop", "t"),
            List.of(
                    new Column("a", new DataType.Int(8, false), false),
                    new Column("b", new DataType.Int(16, true), true),
                    new Column("c", new DataType.Year(), true)),
            List.of(0));
    private static final CapturedTable TABLE = new CapturedTable(
            SCHEMA,
            new ValueReader[] {in -> (long) (byte) in.uint8(), in -> (long) in.uint16(), in -> 1900L + in.uint8()},
            EnumSet.allOf(Operation.class));

    @Test
    void everyRowOfAnEventBecomesAChange() {
        // Three columns, all present; then for each row its nulls and its values.
        assertThat(decode("03 07" + "00 ff 0100 7c" + "02 05 7d" + "06 06", Operation.INSERT))
                .containsExactly(
                        new Insert(SCHEMA, Row.of(-1L, 1L, 2024L)),
                        new Insert(SCHEMA, Row.of(5L, null, 2025L)),
                        new Insert(SCHEMA, Row.of(6L, null, null)));
    }

    @Test
    void columnsThatAreNotPresentTakeNoPlaceAmongTheNulls() {
        // Only a and c before, only c after.
        assertThat(decode("03 05 04" + "00 01 7c 00 7d" + "02 02 01", Operation.UPDATE))
                .containsExactly(
                        new Update(SCHEMA, Row.of(1L, Row.ABSENT, 2024L), Row.of(Row.ABSENT, Row.ABSENT, 2025L)),
                        new Update(SCHEMA, Row.of(2L, Row.ABSENT, null), Row.of(Row.ABSENT, Row.ABSENT, null)));
        assertThat(decode("03 01" + "00 07", Operation.DELETE))
                .containsExactly(new Delete(SCHEMA, Row.of(7L, Row.ABSENT, Row.ABSENT)));
    }

    @Test
    void whatAnUpdateDoesNotChangeIsMadeOnce() {
        List<DataEvent> changes = decode("03 07 07" + "00 ff 0701 7c" + "00 ff 0702 7c", Operation.UPDATE);

        assertThat(changes).containsExactly(new Update(SCHEMA, Row.of(-1L, 263L, 2024L), Row.of(-1L, 519L, 2024L)));
        Update update = (Update) changes.getFirst();
        assertThat(update.after().get(2))
                .isSameAs(requireNonNull(update.before()).get(2));
    }

    @Test
    void anUpdateFromAndToNullIsTold() {
        // Of a NULL there are no bytes, which are the beginning of anything; and at the event's end there are none to
        // compare.
        assertThat(decode("03 07 07" + "06 01" + "00 01 0000 00" + "00 01 0000 00" + "06 01", Operation.UPDATE))
                .containsExactly(
                        new Update(SCHEMA, Row.of(1L, null, null), Row.of(1L, 0L, 1900L)),
                        new Update(SCHEMA, Row.of(1L, 0L, 1900L), Row.of(1L, null, null)));
    }

    @Test
    void anInsertThatLacksColumnsIsRefused() {
        assertThatThrownBy(() -> decode("03 01" + "00 07", Operation.INSERT))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("shop.t");
    }

    @Test
    void anEventThatIsCutOffIsNoRow() {
        assertThatThrownBy(() -> decode("03 07 00 ff 01", Operation.INSERT))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void anEventOfAnotherShapeIsRefused() {
        assertThatThrownBy(() -> decode("04 0f 00", Operation.INSERT)).isInstanceOf(IllegalStateException.class);
    }

    private static List<DataEvent> decode(String hex, Operation operation) {
        List<DataEvent> changes = new ArrayList<>();
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        RowsDecoder.decode(new EventBytes(bytes), TABLE, operation, changes::add);
        return changes;
    }
}
