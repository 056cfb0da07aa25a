package io.dbstream.writer.apply.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TableOrderTest {
    @Test
    void parents_come_before_their_children() {
        assertThat(order(table(1, 2, 3), table(2, 3), table(3), table(4))).containsExactly(3L, 2L, 1L, 4L);
    }

    @Test
    void parents_that_are_not_changed_do_not_matter() {
        assertThat(order(table(1, 99), table(2, 1))).containsExactly(1L, 2L);
    }

    @Test
    void a_circle_comes_in_any_order_but_whole() {
        assertThat(order(table(1, 2), table(2, 3), table(3, 1), table(4, 1))).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
    }

    private static List<Long> order(TargetTable... tables) {
        return TableOrder.parentsFirst(List.of(tables), Function.identity()).stream()
                .map(TargetTable::oid)
                .toList();
    }

    private static TargetTable table(long oid, long... parents) {
        Set<Long> oids = new HashSet<>();
        for (long parent : parents) {
            oids.add(parent);
        }
        return new TargetTable(
                oid, new TableName("public", "t" + oid), false, List.of(), List.of(), oids, false, false);
    }
}
