package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.Row;
import io.dbstream.memory.AllocatedBytes;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row costs on its way out of a message of pgoutput. */
class TupleAllocationTest {
    private static final int ROWS = 1000;

    @Test
    void nothingIsMadeOfAMessageButTheRowAndItsValues() {
        CapturedTable products = new CapturedTable(
                new Relation(1, new TableId("public", "products"), Relation.Identity.DEFAULT, List.of()),
                new TableSchema(
                        new TableId("public", "products"),
                        List.of(
                                new Column("id", new DataType.Int(32, false), false),
                                new Column("name", new DataType.Text(), false),
                                new Column("price", new DataType.Decimal(10, 2, false), false),
                                new Column("weight", new DataType.FloatingPoint(64), false),
                                new Column("created", new DataType.DateTime(0), false)),
                        List.of(0)),
                new TextDecoder[] {
                    TextDecoders::wholeNumber,
                    TextDecoders::text,
                    TextDecoders::text,
                    TextDecoders::doublePrecision,
                    TextDecoders::text
                },
                new boolean[] {true, false, false, false, false},
                EnumSet.allOf(Operation.class));
        byte[] message = tuple("100000", "spade 1000", "12.50", "1.5", "2024-02-29 12:30:00");
        MessageBytes in = new MessageBytes();
        Row[] rows = new Row[ROWS];

        long each = AllocatedBytes.forEach(ROWS, () -> {
            for (int i = 0; i < ROWS; i++) {
                in.over(message, 0);
                rows[i] = TupleDecoder.row(in, products, null);
            }
        });

        // The row and its array, a long, a double with the text it is read from, and three texts with their bytes.
        assertThat(each).isLessThan(400);
        assertThat(rows).containsOnly(Row.of(100_000L, "spade 1000", "12.50", 1.5, "2024-02-29 12:30:00"));
    }

    private static byte[] tuple(String... values) {
        ByteBuffer bytes = ByteBuffer.allocate(200).putShort((short) values.length);
        for (String value : values) {
            bytes.put((byte) 't').putInt(value.length()).put(value.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.array();
    }
}
