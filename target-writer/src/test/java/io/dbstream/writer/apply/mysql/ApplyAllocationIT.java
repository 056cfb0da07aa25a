package io.dbstream.writer.apply.mysql;

import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.Tables.update;
import static io.dbstream.writer.apply.mysql.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.Row;
import io.dbstream.memory.AllocatedBytes;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a row costs on its way from a batch to the server: the plan, the values of a statement of many rows, and how the driver writes them. */
class ApplyAllocationIT {
    private static final int ROWS = 1000;
    private static final TableSchema PRODUCTS =
            keyed("products", text("name"), text("price"), text("weight"), text("created"));

    @Test
    void changes_travel_as_statements_of_many_rows() {
        List<ChangeEvent> inserts = new ArrayList<>();
        List<ChangeEvent> updates = new ArrayList<>();
        for (int i = 0; i < ROWS; i++) {
            Object[] before = values(i, "spade");
            inserts.add(insert(PRODUCTS, before));
            updates.add(update(PRODUCTS, Row.of(before), Row.of(values(i, "shovel"))));
        }
        try (Target target = new TargetDatabase(Flavor.MYSQL).opened()) {
            target.apply(inserts);
            target.commit(checkpoint(1));

            assertThat(AllocatedBytes.forEach(ROWS, () -> target.apply(updates)))
                    .isLessThan(760);
        }
    }

    private static Object[] values(int number, String name) {
        return new Object[] {100_000L + number, name + number, number + ".50 " + name, "1.5 " + name, "today " + name};
    }
}
