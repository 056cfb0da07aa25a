package io.dbstream.writer.apply.postgres;

import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Applies changes row by row in the source's order, which cannot fail if the source did not. */
final class ExactPath {
    private final BulkStatement statement;
    private final KeylessRows keyless;

    ExactPath(BulkStatement statement, KeylessRows keyless) {
        this.statement = statement;
        this.keyless = keyless;
    }

    void apply(PlannedChange change) throws SQLException {
        TablePlan plan = change.plan();
        DataEvent event = change.event();
        if (!plan.isKeyed()) {
            keyless.apply(plan, event);
            return;
        }
        switch (event) {
            case Insert insert -> upsert(plan, insert.after());
            case Delete delete -> delete(plan, delete.before());
            case Update update -> update(plan, update);
            case Truncate truncate -> throw new IllegalArgumentException("a truncate is no change of a row");
        }
    }

    private void upsert(TablePlan plan, Row row) throws SQLException {
        statement.run(plan.statements().upsert(), plan.written(), List.of(row));
    }

    private void delete(TablePlan plan, Row row) throws SQLException {
        statement.run(plan.statements().delete(), plan.key(), List.of(row));
    }

    private void update(TablePlan plan, Update update) throws SQLException {
        Row before = RowImages.before(update);
        Row after = RowImages.after(update);
        boolean moves = RowImages.changesKey(update, plan.key());
        if (moves) {
            // The source has no row with the new key, or its own update would have failed.
            delete(plan, after);
            if (plan.key().stream().anyMatch(column -> column.target().identityAlways()) && after.isComplete()) {
                // No statement updates such a column, but one can insert into it.
                delete(plan, before);
            }
        }
        List<PlanColumn> set = new ArrayList<>(plan.carriedBy(after));
        if (!moves) {
            set.removeAll(plan.key());
        }
        int changed = set.isEmpty() ? 0 : change(plan, set, after, before);
        if (changed == 0 && after.isComplete()) {
            upsert(plan, after);
        }
    }

    private int change(TablePlan plan, List<PlanColumn> set, Row after, Row before) throws SQLException {
        return statement.run(plan.statements().update(set), set, List.of(after), plan.key(), List.of(before));
    }
}
