package io.dbstream.writer.apply;

import static io.dbstream.writer.apply.Tables.delete;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.row;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.Tables.update;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NetChangesTest {
    private static final Object ABSENT = Row.ABSENT;

    private final TableSchema table = keyed("t", text("a"), text("b"));
    private final int[] key = {0};

    @Test
    void an_insert_alone_is_a_new_row() {
        assertThat(net(insert(table, 1L, "a", "b"))).containsExactly("NEW 1 a b");
    }

    @Test
    void an_insert_and_its_updates_are_one_new_row() {
        assertThat(net(
                        insert(table, 1L, "a", "b"),
                        update(table, row(1L, "a", "b"), row(1L, "c", "b")),
                        new Update(table, null, row(1L, ABSENT, "d"))))
                .containsExactly("NEW 1 c d");
    }

    @Test
    void a_row_that_came_and_went_is_gone() {
        assertThat(net(insert(table, 1L, "a", "b"), delete(table, 1L, ABSENT, ABSENT)))
                .containsExactly("GONE 1 - -");
    }

    @Test
    void a_row_that_went_and_came_again_may_still_be_there() {
        assertThat(net(delete(table, 1L, "a", "b"), insert(table, 1L, "c", "d")))
                .containsExactly("PUT 1 c d");
    }

    @Test
    void a_row_that_is_inserted_twice_is_not_new() {
        assertThat(net(insert(table, 1L, "a", "b"), insert(table, 1L, "c", "d")))
                .containsExactly("PUT 1 c d");
    }

    @Test
    void a_complete_update_may_make_the_row_and_an_incomplete_one_may_not() {
        assertThat(net(
                        update(table, row(1L, "a", "b"), row(1L, "c", "d")),
                        new Update(table, null, row(2L, ABSENT, "d"))))
                .containsExactly("PUT 1 c d", "PATCHED 2 - d");
    }

    @Test
    void incomplete_updates_complete_each_other() {
        assertThat(net(new Update(table, null, row(1L, ABSENT, "d")), new Update(table, null, row(1L, "c", ABSENT))))
                .containsExactly("PUT 1 c d");
    }

    @Test
    void what_the_image_behind_lacks_is_as_it_was_before() {
        assertThat(net(update(table, row(1L, "a", "b"), row(ABSENT, ABSENT, "d"))))
                .containsExactly("PUT 1 a d");
    }

    @Test
    void an_incomplete_update_of_a_row_that_is_gone_makes_none() {
        assertThat(net(delete(table, 1L, "a", "b"), new Update(table, null, row(1L, ABSENT, "d"))))
                .containsExactly("GONE 1 a b");
    }

    @Test
    void a_changed_key_takes_the_row_with_it() {
        assertThat(net(
                        insert(table, 1L, "a", "b"),
                        update(table, row(1L, ABSENT, ABSENT), row(2L, ABSENT, "d")),
                        insert(table, 1L, "e", "f")))
                .containsExactly("PUT 1 e f", "PUT 2 a d");
    }

    @Test
    void a_changed_key_of_a_row_that_is_not_known_whole_needs_the_sources_order() {
        NetChanges changes = new NetChanges(key, false, false, true);
        assertThat(changes.add(update(table, row(1L, ABSENT, ABSENT), row(2L, ABSENT, "d"))))
                .isFalse();
    }

    @Test
    void a_changed_key_that_other_tables_follow_needs_the_sources_order() {
        NetChanges changes = new NetChanges(key, true, false, true);
        assertThat(changes.add(update(table, row(1L, "a", "b"), row(2L, "a", "b"))))
                .isFalse();
    }

    @Test
    void a_row_that_goes_needs_the_sources_order_where_another_key_may_be_the_same_to_the_target() {
        NetChanges changes = new NetChanges(key, false, true, true);
        assertThat(changes.add(insert(table, 1L, "a", "b"))).isTrue();
        assertThat(changes.add(update(table, row(1L, "a", "b"), row(1L, "c", "b"))))
                .isTrue();
        assertThat(changes.add(update(table, row(1L, "a", "b"), row(2L, "a", "b"))))
                .isFalse();
        assertThat(changes.add(delete(table, 1L, "a", "b"))).isFalse();
    }

    @Test
    void keys_of_bytes_and_of_several_columns_are_equal_when_their_values_are() {
        TableSchema withBytes = keyed("t", Tables.column("a", new DataType.Bytes()), text("b"));
        NetChanges changes = new NetChanges(new int[] {0, 1}, false, false, true);
        changes.add(insert(withBytes, 1L, new byte[] {1, 2}, "b"));
        changes.add(insert(withBytes, 1L, new byte[] {1, 3}, "b"));
        changes.add(delete(withBytes, 1L, new byte[] {1, 2}, ABSENT));
        assertThat(changes.rows()).extracting(NetRow::state).containsExactly(NetRow.State.GONE, NetRow.State.NEW);
    }

    @Test
    void what_several_updates_of_a_row_change_is_the_sum_of_it() {
        assertThat(changed(update(table, row(1L, "a", "b"), row(1L, "c", "b")))).isEqualTo(0b010);
        assertThat(changed(
                        update(table, row(1L, "a", "b"), row(1L, "c", "b")),
                        update(table, row(1L, "c", "b"), row(1L, "c", null))))
                .isEqualTo(0b110);
        assertThat(changed(
                        new Update(table, row(1L, "a", ABSENT), row(1L, "c", ABSENT)),
                        update(table, row(1L, "c", "b"), row(1L, "c", "d"))))
                .isEqualTo(0b110);
        assertThat(changed(new Update(table, row(1L, "a", "b"), row(1L, "c", ABSENT))))
                .isEqualTo(0b010);
    }

    @Test
    void every_column_counts_as_changed_where_nobody_knows() {
        assertThat(changed(new Update(table, null, row(1L, "a", "b")))).isEqualTo(RowImages.EVERY_COLUMN);
        assertThat(changed(update(table, row(1L, "a", "b"), row(1L, "a", "b")))).isEqualTo(RowImages.EVERY_COLUMN);
        assertThat(changed(
                        delete(table, 1L, "a", "b"),
                        insert(table, 1L, "a", "b"),
                        update(table, row(1L, "a", "b"), row(1L, "c", "b"))))
                .isEqualTo(RowImages.EVERY_COLUMN);
    }

    private long changed(DataEvent... events) {
        NetChanges changes = new NetChanges(key, false, false, true);
        for (DataEvent event : events) {
            assertThat(changes.add(event)).isTrue();
        }
        assertThat(changes.rows()).hasSize(1).extracting(NetRow::state).containsExactly(NetRow.State.PUT);
        return changes.rows().getFirst().changed();
    }

    private List<String> net(DataEvent... events) {
        NetChanges changes = new NetChanges(key, false, false, true);
        for (DataEvent event : events) {
            assertThat(changes.add(event)).isTrue();
        }
        List<String> printed = new ArrayList<>();
        for (NetRow row : changes.rows()) {
            StringBuilder text = new StringBuilder(row.state().toString());
            for (int column = 0; column < row.row().size(); column++) {
                Object value = row.row().get(column);
                text.append(' ').append(value == ABSENT ? "-" : value);
            }
            printed.add(text.toString());
        }
        return printed;
    }
}
