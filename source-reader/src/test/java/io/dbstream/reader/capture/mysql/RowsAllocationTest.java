package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.memory.AllocatedBytes;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Operation;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a row costs on its way out of the binary log. */
class RowsAllocationTest {
    private static final int ROWS = 1000;
    private static final byte[] PRICE = HexFormat.of().parseHex("80000c1832");
    private static final byte[] CREATED = HexFormat.of().parseHex("99b2bac780");
    private static final TextDecoder UTF8 = TextDecoder.of(StandardCharsets.UTF_8);
    private static final Temporals TEMPORALS = new Temporals();

    private static final CapturedTable PRODUCTS = new CapturedTable(
            new TableSchema(
                    new TableId("shop", "products"),
                    List.of(
                            new Column("id", new DataType.Int(32, false), false),
                            new Column("name", new DataType.Varchar(60), false),
                            new Column("price", new DataType.Decimal(10, 2, false), false),
                            new Column("weight", new DataType.FloatingPoint(64), false),
                            new Column("created", new DataType.DateTime(0), false)),
                    List.of(0)),
            new ValueReader[] {
                in -> (long) in.int32(),
                RowsAllocationTest::text,
                in -> PackedDecimal.read(in, 10, 2),
                in -> Double.longBitsToDouble(in.int64()),
                in -> TEMPORALS.dateTime(in, 0)
            },
            EnumSet.allOf(Operation.class));

    @Test
    void nothingIsMadeOfARowsEventButChangesAndTheirValues() {
        byte[] event = event();
        AtomicInteger told = new AtomicInteger();
        Consumer<DataEvent> changes = change -> told.incrementAndGet();

        long each = AllocatedBytes.forEach(
                ROWS, () -> RowsDecoder.decode(new EventBytes(event), PRODUCTS, Operation.INSERT, changes));

        // The event, the row and its array, a long, a double, and three texts with their bytes.
        assertThat(each).isLessThan(385);
        assertThat(told.get() % ROWS).isZero();
        assertThat(told).hasPositiveValue();
    }

    private static Object text(EventBytes in) {
        int length = in.uint8();
        int from = in.position();
        in.skip(length);
        return String.valueOf(UTF8.decode(in.array(), from, length));
    }

    private static byte[] event() {
        ByteBuffer rows = ByteBuffer.allocate(ROWS * 64).order(ByteOrder.LITTLE_ENDIAN);
        rows.put((byte) 5).put((byte) 0x1f);
        for (int i = 0; i < ROWS; i++) {
            byte[] name = ("spade " + i).getBytes(StandardCharsets.UTF_8);
            rows.put((byte) 0).putInt(100_000 + i).put((byte) name.length).put(name);
            rows.put(PRICE).putDouble(i * 1.5).put(CREATED);
        }
        byte[] event = new byte[rows.position()];
        rows.flip().get(event);
        return event;
    }
}
