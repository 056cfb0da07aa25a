package io.dbstream.reader;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.util.List;
import org.junit.jupiter.api.Test;

class LargeRowsTest {
    private static final byte[] LARGE = new byte[2 << 20];

    private final TableSchema keyed = table(List.of(0), false);

    @Test
    void formerValuesOfALargeRowAreLeftToItsKey() {
        Update update = new Update(keyed, Row.of(1L, LARGE), Row.of(2L, LARGE));

        assertThat(LargeRows.slimmed(update)).isEqualTo(new Update(keyed, Row.of(1L, Row.ABSENT), Row.of(2L, LARGE)));
    }

    @Test
    void smallRowsStayWhole() {
        Update update = new Update(keyed, Row.of(1L, new byte[10]), Row.of(1L, LARGE));

        assertThat(LargeRows.slimmed(update)).isSameAs(update);
    }

    @Test
    void rowsThatNoKeyIdentifiesStayWhole() {
        for (TableSchema table : List.of(table(List.of(), false), table(List.of(0), true))) {
            Update update = new Update(table, Row.of(1L, LARGE), Row.of(2L, LARGE));

            assertThat(LargeRows.slimmed(update)).isSameAs(update);
        }
    }

    @Test
    void rowsOfWhichTheLogDoesNotSayEverythingStayWhole() {
        Update update = new Update(keyed, Row.of(1L, LARGE), Row.of(2L, Row.ABSENT));

        assertThat(LargeRows.slimmed(update)).isSameAs(update);
    }

    private static TableSchema table(List<Integer> key, boolean nullable) {
        return new TableSchema(
                new TableId("shop", "pictures"),
                List.of(
                        new Column("id", new DataType.Int(64, false), nullable),
                        new Column("picture", new DataType.Bytes(), true)),
                key);
    }
}
