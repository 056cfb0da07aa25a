package io.dbstream.change.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.memory.AllocatedBytes;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row costs on its way into a bundle and out of it. */
class BundleAllocationTest {
    private static final int ROWS = 1000;
    private static final TableSchema PRODUCTS = new TableSchema(
            new TableId("shop", "products"),
            List.of(
                    new Column("id", new DataType.Int(64, false), false),
                    new Column("name", new DataType.Varchar(100), false),
                    new Column("price", new DataType.Decimal(10, 2, false), false),
                    new Column("weight", new DataType.FloatingPoint(64), false),
                    new Column("created", new DataType.DateTime(0), false)),
            List.of(0));

    @Test
    void aRowIsWrittenStraightIntoItsMessage() {
        // Some fifty bytes of the message, which grows and is copied once.
        assertThat(encoding(inserts())).isLessThan(150);
        assertThat(encoding(updates())).isLessThan(170);
    }

    @Test
    void nothingIsMadeOfAMessageButItsEventsAndTheirValues() {
        // The event, the row and its array, a long, a double, and three texts with their bytes.
        assertThat(decoding(encoded(inserts()))).isLessThan(345);
        assertThat(decoding(encoded(updates()))).isLessThan(470);
    }

    private static long encoding(List<ChangeEvent> events) {
        return AllocatedBytes.forEach(ROWS, () -> encoded(events));
    }

    private static long decoding(byte[] message) {
        BundleDecoder decoder = new BundleDecoder();
        return AllocatedBytes.forEach(ROWS, () -> decoder.decode(message));
    }

    private static byte[] encoded(List<ChangeEvent> events) {
        BundleEncoder encoder = new BundleEncoder(0, new SourcePosition("here", 0), 80 << 10);
        events.forEach(encoder::add);
        return encoder.finish();
    }

    private static List<ChangeEvent> inserts() {
        List<ChangeEvent> events = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            events.add(new Insert(PRODUCTS, row(i, "spade")));
        }
        return events;
    }

    private static List<ChangeEvent> updates() {
        List<ChangeEvent> events = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            events.add(new Update(PRODUCTS, row(i, "spade"), row(i, "shovel")));
        }
        return events;
    }

    private static Row row(int number, String name) {
        return Row.of(100_000L + number, name + " " + number, number + ".50", number * 1.5, "2024-02-29 12:30:00");
    }
}
