package io.dbstream.writer.apply;

import io.dbstream.schema.TableId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Each run takes the fast path. One that fails there is halved, so that most of it goes in bulk all the same, until a handful is left that
 * takes the exact path; a row that is refused there ends the work.
 */
final class StopAtRefusal implements RunApplier {
    private static final int HANDFUL = 8;

    private final Dialect dialect;
    private final Transaction transaction;
    private final TargetTables tables;
    private final Plans plans;
    private final BulkAttempt bulk;

    StopAtRefusal(Dialect dialect, Transaction transaction, TargetTables tables, Plans plans) {
        this.dialect = dialect;
        this.transaction = transaction;
        this.tables = tables;
        this.plans = plans;
        this.bulk = new BulkAttempt(dialect, transaction, plans);
    }

    @Override
    public void apply(List<PlannedChange> run) throws SQLException {
        Optional<List<TableWork>> work = TableWork.of(run);
        if (work.isPresent() && bulk.succeeds(work.get())) {
            return;
        }
        if (run.size() <= HANDFUL) {
            transaction.runUnguarded(() -> applyExactly(run));
            return;
        }
        List<PlannedChange> renewed = plans.renewed(run);
        int middle = renewed.size() / 2;
        apply(renewed.subList(0, middle));
        apply(renewed.subList(middle, renewed.size()));
    }

    @Override
    public void truncated(TableId table) {}

    @Override
    public void committed() {}

    @Override
    public void rolledBack() {}

    private void applyExactly(List<PlannedChange> run) throws SQLException {
        tables.deferConstraints();
        for (PlannedChange change : run) {
            // Planned anew when the target's table has turned out to be another than the plan thought.
            TablePlan plan = plans.of(change.event().table());
            try {
                ExactPath.apply(plan, change.event());
            } catch (SQLException e) {
                if (!dialect.passes(e)) {
                    transaction.rollback();
                }
                throw plan.writer().refusal(e, change.image());
            }
        }
    }
}
