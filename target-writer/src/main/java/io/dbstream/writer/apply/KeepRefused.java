package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the changes that the target refuses for their own sake, and those behind them that touch the same rows, and applies all others. A
 * run that fails as a whole is halved until the rows to blame are found, so that the rest of it still goes in bulk.
 */
final class KeepRefused implements RunApplier {
    private final Dialect dialect;
    private final Transaction transaction;
    private final TargetTables tables;
    private final Plans plans;
    private final BulkAttempt bulk;
    private final HeldLetters letters;

    KeepRefused(Dialect dialect, Transaction transaction, TargetTables tables, Plans plans, HeldLetters letters) {
        this.dialect = dialect;
        this.transaction = transaction;
        this.tables = tables;
        this.plans = plans;
        this.bulk = new BulkAttempt(dialect, transaction, plans);
        this.letters = letters;
    }

    @Override
    public void apply(List<PlannedChange> run) throws SQLException {
        List<PlannedChange> free = letters.withoutHeld(run);
        if (free.isEmpty() || appliedTogether(free)) {
            return;
        }
        if (free.size() == 1) {
            applyAlone(free.getFirst());
            return;
        }
        List<PlannedChange> renewed = plans.renewed(free);
        int middle = renewed.size() / 2;
        apply(renewed.subList(0, middle));
        apply(renewed.subList(middle, renewed.size()));
    }

    @Override
    public void truncated(TableId table) throws SQLException {
        letters.truncated(table);
    }

    @Override
    public void committed() {
        letters.committed();
    }

    @Override
    public void rolledBack() throws SQLException {
        letters.rolledBack();
    }

    private boolean appliedTogether(List<PlannedChange> changes) throws SQLException {
        Optional<List<TableWork>> work = TableWork.of(changes);
        try {
            return work.isPresent()
                    ? bulk.succeeds(work.get())
                    : transaction.attempt(() -> applyExactly(changes)) == null;
        } catch (StreamException e) {
            if (!isAboutTheRow(e)) {
                throw e;
            }
            return false;
        }
    }

    private void applyExactly(List<PlannedChange> changes) throws SQLException {
        tables.deferConstraints();
        for (PlannedChange change : changes) {
            ExactPath.apply(plans.of(change.event().table()), change.event());
        }
    }

    private void applyAlone(PlannedChange change) throws SQLException {
        // Planned anew when the target's table has turned out to be another than the plan thought; what is wrong with
        // the
        // table is not the row's fault.
        StreamException refusal = refusal(change, plans.of(change.event().table()));
        if (refusal != null && refusal.kind() == ErrorKind.UNREPRESENTABLE) {
            // The column may have been mended since it was planned for.
            plans.forget(change.event().table().id());
            refusal = refusal(change, plans.of(change.event().table()));
        }
        if (refusal != null) {
            letters.keep(change, refusal);
        }
    }

    /** Why the target refuses the row; null when it has taken it. */
    private @Nullable StreamException refusal(PlannedChange change, TablePlan plan) throws SQLException {
        SQLException failure;
        try {
            failure = transaction.attempt(() -> {
                tables.deferConstraints();
                ExactPath.apply(plan, change.event());
            });
        } catch (StreamException e) {
            if (!isAboutTheRow(e)) {
                throw e;
            }
            return e;
        }
        if (failure == null) {
            return null;
        }
        StreamException refusal = plan.writer().refusal(failure, change.image());
        if (!dialect.isAboutTheRow(failure)) {
            throw refusal;
        }
        return refusal;
    }

    /** Whether a value of the row is one that the target cannot have. */
    private static boolean isAboutTheRow(StreamException e) {
        return e.kind() == ErrorKind.UNREPRESENTABLE || e.kind() == ErrorKind.REJECTED;
    }
}
