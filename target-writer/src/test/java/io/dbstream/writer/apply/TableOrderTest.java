package io.dbstream.writer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class TableOrderTest {
    @Test
    void parents_come_before_their_children() {
        assertThat(order(table(1, 2, 3), table(2, 3), table(3), table(4))).containsExactly(3, 2, 1, 4);
    }

    @Test
    void parents_that_are_not_changed_do_not_matter() {
        assertThat(order(table(1, 99), table(2, 1))).containsExactly(1, 2);
    }

    @Test
    void a_circle_comes_in_any_order_but_whole() {
        assertThat(order(table(1, 2), table(2, 3), table(3, 1), table(4, 1))).containsExactlyInAnyOrder(1, 2, 3, 4);
    }

    private static List<Object> order(ForeignKeys... tables) {
        return TableOrder.parentsFirst(List.of(tables), Function.identity()).stream()
                .map(ForeignKeys::table)
                .toList();
    }

    private static ForeignKeys table(int name, Integer... parents) {
        return new ForeignKeys(name, Set.of(parents), false, false);
    }
}
