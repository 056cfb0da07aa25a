package io.dbstream.writer.apply;

import io.dbstream.change.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes net changes in bulk. Rows appear parents first and go children first, so that foreign keys hold after every statement; a
 * table that no other points to loses its rows before it gets new ones, so that a unique value may pass from one row to another.
 */
final class FastPath {
    private FastPath() {}

    static void apply(List<TableWork> work) throws SQLException {
        List<TableWork> parentsFirst =
                TableOrder.parentsFirst(work, table -> table.plan().foreignKeys());
        for (TableWork table : parentsFirst) {
            if (!table.plan().foreignKeys().referenced()) {
                delete(table);
            }
        }
        for (TableWork table : parentsFirst) {
            write(table);
        }
        for (TableWork table : parentsFirst.reversed()) {
            if (table.plan().foreignKeys().referenced()) {
                delete(table);
            }
        }
    }

    private static void delete(TableWork work) throws SQLException {
        if (!work.gone().isEmpty()) {
            work.plan().writer().delete(work.gone());
        }
    }

    private static void write(TableWork work) throws SQLException {
        TablePlan plan = work.plan();
        List<Row> upserts = work.puts();
        TableWriter writer = plan.writer();
        if (plan.loads(work.news().size())) {
            writer.load(work.news());
        } else if (!work.news().isEmpty()) {
            upserts = new ArrayList<>(work.news());
            upserts.addAll(work.puts());
        }
        if (!upserts.isEmpty()) {
            writer.upsert(upserts);
        }
        for (Map.Entry<Long, List<Row>> changes : work.changes().entrySet()) {
            if (!writer.change(changes.getValue(), changes.getKey())) {
                writer.upsert(changes.getValue());
            }
        }
        for (List<Row> patches : work.patches()) {
            writer.patch(patches);
        }
        if (!work.ordered().isEmpty()) {
            KeylessRows.apply(writer, work.ordered());
        }
    }
}
