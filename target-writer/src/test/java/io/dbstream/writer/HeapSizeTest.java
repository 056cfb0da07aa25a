package io.dbstream.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.Bundle;
import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.change.codec.BundleDecoder;
import io.dbstream.change.codec.BundleEncoder;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Measures what decoded rows take on the heap. */
class HeapSizeTest {
    private static final int BUNDLES = 200;

    @Test
    void narrowRows() {
        check(2, row -> new Object[] {(long) row, (long) row * 31});
    }

    @Test
    void usualRows() {
        check(6, row ->
                new Object[] {(long) row, "customer " + row, "2024-01-01 00:00:00", "12.50", (long) row % 7, null});
    }

    @Test
    void wideRows() {
        check(40, row -> {
            Object[] values = new Object[40];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 2 == 0 ? (Object) (1000L * i + row) : "text " + i;
            }
            return values;
        });
    }

    @Test
    void longTexts() {
        check(2, row -> new Object[] {(long) row, "x".repeat(4000)});
    }

    @Test
    void updatesOfOneColumn() {
        TableSchema table = table(6);
        measure(table, row -> new Update(table, image(row, "before " + row), image(row, "after " + row)));
    }

    @Test
    void updatesOfEveryColumn() {
        TableSchema table = table(6);
        measure(table, row -> new Update(table, image(row, "before " + row), image(row + 1, "after " + row)));
    }

    private static Row image(int row, String name) {
        return Row.of((long) row, name, "item " + row, row + ".50", row * 1.5, "2024-01-01 00:00:" + row);
    }

    private static void check(int columns, IntFunction<Object[]> rows) {
        TableSchema table = table(columns);
        measure(table, row -> new Insert(table, Row.of(rows.apply(row))));
    }

    /** Fills bundles as the reader does, keeps what comes of them, and looks at how much the heap has grown. */
    private static void measure(TableSchema table, IntFunction<ChangeEvent> changes) {
        byte[] message = message(changes);
        BundleDecoder decoder = new BundleDecoder();
        decoder.decode(message);
        List<Bundle> kept = new ArrayList<>(BUNDLES);
        long before = used();
        for (int i = 0; i < BUNDLES; i++) {
            kept.add(decoder.decode(message));
        }
        long measured = (used() - before) / BUNDLES;
        long estimated = HeapSize.of(kept.getFirst(), message.length);

        System.out.printf(
                "%d columns, %d rows: %d bytes on the wire, %d on the heap, %.1f times as much; estimated %d%n",
                table.columns().size(),
                kept.getFirst().events().size(),
                message.length,
                measured,
                (double) measured / message.length,
                estimated);
        assertThat((double) estimated / measured).isBetween(0.7, 1.6);
    }

    private static byte[] message(IntFunction<ChangeEvent> changes) {
        BundleEncoder encoder = new BundleEncoder(0, new SourcePosition("0", 0), 1 << 16);
        for (int row = 1000; encoder.size() < 64 << 10; row++) {
            encoder.add(changes.apply(row));
        }
        return encoder.finish();
    }

    private static TableSchema table(int columns) {
        List<Column> list = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            list.add(new Column("c" + i, new DataType.Text(), true, ""));
        }
        return new TableSchema(new TableId("db", "t"), list, List.of(0));
    }

    private static long used() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
