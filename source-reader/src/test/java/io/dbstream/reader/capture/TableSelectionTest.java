package io.dbstream.reader.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import io.dbstream.stream.TableFilter;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TableSelectionTest {
    private static final Set<Operation> ALL = Set.of(Operation.values());

    @Test
    void withoutFiltersAllTablesOfTheDefaultNamespaceAreMeantButForDbstreamsOwn() {
        TableSelection selection = new TableSelection("shop", List.of());

        assertThat(selection.named()).isEmpty();
        assertThat(selection.operations(new TableId("shop", "orders"))).isEqualTo(ALL);
        assertThat(selection.selects(new TableId("Shop", "orders"))).isFalse();
        assertThat(selection.selects(new TableId("shop", "dbstream_checkpoint")))
                .isFalse();
        assertThat(selection.selects(new TableId("shop", "DBSTREAM_DEAD_LETTER")))
                .isFalse();
    }

    @Test
    void withFiltersOnlyTheNamedTablesAreMeantAsTheyAreSpelled() {
        TableSelection selection = named("orders", "other.\"a.b\"");

        assertThat(selection.named()).containsExactly(new TableId("shop", "orders"), new TableId("other", "a.b"));
        assertThat(selection.selects(new TableId("shop", "orders"))).isTrue();
        assertThat(selection.selects(new TableId("other", "a.b"))).isTrue();
        assertThat(selection.selects(new TableId("shop", "Orders"))).isFalse();
        assertThat(selection.selects(new TableId("other", "orders"))).isFalse();
    }

    @Test
    void aTableNamedTwiceIsRefused() {
        assertThatThrownBy(() -> named("orders", "shop.orders"))
                .isInstanceOf(StreamException.class)
                .hasMessage("the filter names the table shop.orders twice: leave one out");
    }

    @Test
    void dbstreamsOwnTablesAreRefused() {
        assertThatThrownBy(() -> named("dbstream_checkpoint"))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("in which dbstream keeps its own state");
    }

    private static TableSelection named(String... names) {
        return new TableSelection(
                "shop",
                Arrays.stream(names).map(name -> new TableFilter(name, ALL)).toList());
    }
}
