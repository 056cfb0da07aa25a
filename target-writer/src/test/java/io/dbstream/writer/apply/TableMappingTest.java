package io.dbstream.writer.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.stream.Operation;
import io.dbstream.stream.QualifiedName;
import io.dbstream.stream.TableFilter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TableMappingTest {
    @Test
    void tablesOfTheSourcesDefaultNamespaceGoToTheTargetsOwn() {
        TableMapping mapping = new TableMapping("shop");

        assertThat(mapping.target(new TableId("shop", "Orders"))).isEqualTo(new TableId("", "Orders"));
        assertThat(mapping.target(new TableId("other", "a.b"))).isEqualTo(new TableId("other", "a.b"));
    }

    @Test
    void tablesThatAreRenamedGoWhereTheUserSays() {
        TableMapping mapping = mapping(
                filter("orders", "sales.orders"), filter("other.a", "b"), filter("other.c", null), filter("d", null));

        assertThat(mapping.target(new TableId("shop", "orders"))).isEqualTo(new TableId("sales", "orders"));
        assertThat(mapping.target(new TableId("other", "a"))).isEqualTo(new TableId("", "b"));
        assertThat(mapping.target(new TableId("other", "c"))).isEqualTo(new TableId("other", "c"));
        assertThat(mapping.target(new TableId("shop", "d"))).isEqualTo(new TableId("", "d"));
    }

    @Test
    void aSourceThatWritesAllNamesInLowerCaseIsUnderstood() {
        TableMapping mapping =
                new TableMapping("Shop", List.of(filter("Orders", "sales.Orders"), filter("Lines", null)));

        assertThat(mapping.target(new TableId("shop", "orders"))).isEqualTo(new TableId("sales", "Orders"));
        assertThat(mapping.target(new TableId("shop", "lines"))).isEqualTo(new TableId("", "lines"));
    }

    @Test
    void twoTablesIntoOneAreRefusedAsTheTargetSeesThem() {
        TableMapping own = mapping(filter("a", null), filter("b", "public.a"));
        TableMapping cases = mapping(filter("Orders", null), filter("orders", null));

        assertThatCode(() -> own.refuseSharing(id -> own.target(id).toString())).doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> own.refuseSharing(id -> own.target(id).toString().replaceFirst("^[.]", "public.")))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining("would both go to the target's table public.a");
        assertThatCode(() -> cases.refuseSharing(id -> cases.target(id).toString()))
                .doesNotThrowAnyException();
        assertThatThrownBy(() ->
                        cases.refuseSharing(id -> cases.target(id).toString().toLowerCase(Locale.ROOT)))
                .hasMessageContaining("shop.Orders")
                .hasMessageContaining("shop.orders");
    }

    @Test
    void aTableOfTheTargetBelongsToOneOfTheSource() {
        TableOwners owners = new TableOwners();
        owners.claim(new TableId("shop", "a"), "public.a");

        assertThatCode(() -> owners.claim(new TableId("shop", "a"), "public.a")).doesNotThrowAnyException();
        assertThatThrownBy(() -> owners.claim(new TableId("public", "a"), "public.a"))
                .isInstanceOf(StreamException.class)
                .hasMessageContaining(
                        "The source's tables shop.a and public.a would both go to the target's table public.a");
    }

    private static TableMapping mapping(TableFilter... filters) {
        return new TableMapping("shop", List.of(filters));
    }

    private static TableFilter filter(String name, @Nullable String target) {
        return new TableFilter(
                QualifiedName.parse(name),
                Set.of(Operation.INSERT),
                target == null ? null : QualifiedName.parse(target));
    }
}
