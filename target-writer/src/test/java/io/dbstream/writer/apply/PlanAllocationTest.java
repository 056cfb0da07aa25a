package io.dbstream.writer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.Row;
import io.dbstream.memory.AllocatedBytes;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row costs on its way from a batch to the bytes that the target's bulk load reads. */
class PlanAllocationTest {
    private static final int ROWS = 1000;
    private static final TableSchema PRODUCTS = Tables.keyed(
            "products", Tables.text("name"), Tables.text("price"), Tables.text("weight"), Tables.text("created"));

    @Test
    void planningARunRemembersOneEntryForEachRow() {
        TablePlan plan = new TablePlan(PRODUCTS, new FakeTableWriter());
        List<PlannedChange> inserts = new ArrayList<>();
        List<PlannedChange> updates = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            inserts.add(new PlannedChange(i, Tables.insert(PRODUCTS, values(i, "a")), plan));
            updates.add(new PlannedChange(
                    i, Tables.update(PRODUCTS, Row.of(values(i, "a")), Row.of(values(i, "b"))), plan));
        }

        // An entry of the map, the row's state, and places in lists.
        assertThat(AllocatedBytes.forEach(ROWS, () -> TableWork.of(inserts))).isLessThan(128);
        assertThat(AllocatedBytes.forEach(ROWS, () -> TableWork.of(updates))).isLessThan(128);
    }

    @Test
    void textForABulkLoadIsWrittenWithoutMakingAny() {
        TabbedText text = new TabbedText(256 << 10, "\tt\nn\\\\", "\\\\x");
        List<Object[]> rows = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            rows.add(values(i, "a"));
        }

        long each = AllocatedBytes.forEach(ROWS, () -> {
            text.clear();
            for (int i = 0; i < ROWS; i++) {
                for (Object value : rows.get(i)) {
                    text.append(value);
                    text.endColumn();
                }
                text.endRow();
            }
        });

        assertThat(each).isZero();
    }

    private static Object[] values(int number, String name) {
        return new Object[] {100_000L + number, name + number, number + ".50", "1.5", "2024-02-29 12:30:00"};
    }
}
