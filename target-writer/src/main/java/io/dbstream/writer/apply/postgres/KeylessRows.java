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

/**
 * Changes of tables that have no key. A row is found by all its values; of several that are equal any one is as good as another, so a
 * change touches exactly one.
 */
final class KeylessRows {
    private final BulkStatement statement;
    private final CopyRun copy;

    KeylessRows(BulkStatement statement, CopyRun copy) {
        this.statement = statement;
        this.copy = copy;
    }

    /** Applies changes of one table in their order, runs of inserts in bulk. */
    void apply(TablePlan plan, List<DataEvent> events) throws SQLException {
        List<Row> inserts = new ArrayList<>();
        for (DataEvent event : events) {
            if (event instanceof Insert insert) {
                inserts.add(insert.after());
            } else {
                insert(plan, inserts);
                inserts.clear();
                apply(plan, event);
            }
        }
        insert(plan, inserts);
    }

    /** Applies one change. */
    void apply(TablePlan plan, DataEvent event) throws SQLException {
        switch (event) {
            case Insert insert -> insert(plan, List.of(insert.after()));
            case Delete delete -> delete(plan, delete.before());
            case Update update -> update(plan, update);
            case Truncate truncate -> throw new IllegalArgumentException("a truncate is no change of a row");
        }
    }

    private void insert(TablePlan plan, List<Row> rows) throws SQLException {
        if (rows.size() >= CopyRun.WORTHWHILE) {
            copy.run(plan, rows);
        } else if (!rows.isEmpty()) {
            statement.run(plan.statements().insert(), plan.written(), rows);
        }
    }

    private void delete(TablePlan plan, Row before) throws SQLException {
        Shape shape = Shape.of(plan, before);
        statement.run(plan.statements().deleteOne(shape.values(), shape.nulls()), shape.values(), List.of(before));
    }

    private void update(TablePlan plan, Update update) throws SQLException {
        Row before = update.before() == null ? update.after() : update.before();
        Row after = RowImages.after(update);
        List<PlanColumn> set = plan.carriedBy(after);
        Shape shape = Shape.of(plan, before);
        String sql = plan.statements().updateOne(set, shape.values(), shape.nulls());
        int changed = statement.run(sql, set, List.of(after), shape.values(), List.of(before));
        if (changed == 0 && after.isComplete()) {
            insert(plan, List.of(after));
        }
    }

    /** Which columns of a row hold values, and which hold NULL. */
    private record Shape(List<PlanColumn> values, List<PlanColumn> nulls) {
        static Shape of(TablePlan plan, Row row) {
            List<PlanColumn> values = new ArrayList<>();
            List<PlanColumn> nulls = new ArrayList<>();
            for (PlanColumn column : plan.carriedBy(row)) {
                (row.get(column.source()) == null ? nulls : values).add(column);
            }
            return new Shape(values, nulls);
        }
    }
}
