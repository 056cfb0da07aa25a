package io.dbstream.writer.apply.postgres;

import io.dbstream.change.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes net changes in bulk. Rows appear parents first and go children first, so that foreign keys hold after every statement; a
 * table that no other points to loses its rows before it gets new ones, so that a unique value may pass from one row to another.
 */
final class FastPath {
    private final BulkStatement statement;
    private final CopyRun copy;
    private final KeylessRows keyless;

    FastPath(BulkStatement statement, CopyRun copy, KeylessRows keyless) {
        this.statement = statement;
        this.copy = copy;
        this.keyless = keyless;
    }

    void apply(List<TableWork> work) throws SQLException {
        List<TableWork> parentsFirst =
                TableOrder.parentsFirst(work, table -> table.plan().table());
        for (TableWork table : parentsFirst) {
            if (!table.plan().table().referenced()) {
                delete(table);
            }
        }
        for (TableWork table : parentsFirst) {
            write(table);
        }
        for (TableWork table : parentsFirst.reversed()) {
            if (table.plan().table().referenced()) {
                delete(table);
            }
        }
    }

    private void delete(TableWork work) throws SQLException {
        if (!work.gone().isEmpty()) {
            TablePlan plan = work.plan();
            statement.run(plan.statements().delete(), plan.key(), work.gone());
        }
    }

    private void write(TableWork work) throws SQLException {
        TablePlan plan = work.plan();
        List<Row> upserts = work.puts();
        if (plan.copies(work.news().size())) {
            copy.run(plan, work.news());
        } else if (!work.news().isEmpty()) {
            upserts = new ArrayList<>(work.news());
            upserts.addAll(work.puts());
        }
        if (!upserts.isEmpty()) {
            statement.run(plan.statements().upsert(), plan.written(), upserts);
        }
        for (List<Row> patches : work.patches()) {
            patch(plan, patches);
        }
        if (!work.ordered().isEmpty()) {
            keyless.apply(plan, work.ordered());
        }
    }

    private void patch(TablePlan plan, List<Row> rows) throws SQLException {
        List<PlanColumn> set = new ArrayList<>(plan.carriedBy(rows.getFirst()));
        set.removeAll(plan.key());
        if (!set.isEmpty()) {
            statement.run(plan.statements().update(set), set, rows, plan.key(), rows);
        }
    }
}
