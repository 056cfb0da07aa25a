package io.dbstream.writer.apply;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.DataEvent;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Applies changes within the open transaction. They are cut into runs whose rows may change their order; each run takes the fast path,
 * and the exact one when the fast one fails.
 */
final class ChangeApplier {
    private final Dialect dialect;
    private final Transaction transaction;
    private final TargetTables tables;
    private final Plans plans;
    private final List<PlannedChange> run = new ArrayList<>();
    private final Set<TablePlan> truncates = new LinkedHashSet<>();

    ChangeApplier(Dialect dialect, Transaction transaction, TargetTables tables, Plans plans) {
        this.dialect = dialect;
        this.transaction = transaction;
        this.tables = tables;
        this.plans = plans;
    }

    void apply(List<ChangeEvent> changes) throws SQLException {
        run.clear();
        truncates.clear();
        for (ChangeEvent change : changes) {
            switch (change) {
                case Insert insert -> add(insert);
                case Update update -> add(update);
                case Delete delete -> add(delete);
                case Truncate truncate -> {
                    applyRun();
                    TablePlan plan = plans.ofExisting(truncate.table());
                    if (plan != null) {
                        truncates.add(plan);
                    }
                }
                case SchemaChange schemaChange -> {
                    applyAll();
                    plans.forget(schemaChange.table().id());
                }
                case Commit commit -> throw new IllegalArgumentException("a commit is not applied");
                case Discard discard -> throw new IllegalArgumentException("a discard is not applied");
            }
        }
        applyAll();
    }

    private void add(DataEvent event) throws SQLException {
        applyTruncates();
        PlannedChange latest = run.isEmpty() ? null : run.getLast();
        TablePlan plan = latest != null && latest.plan().schema() == event.table() ? latest.plan() : planned(event);
        PlannedChange change = new PlannedChange(event, plan);
        if (!run.isEmpty() && isBorder(run.getLast(), change)) {
            applyRun();
        }
        run.add(change);
    }

    /** The plan of an event's table; when the table has changed since the run began, the run ends. */
    private TablePlan planned(DataEvent event) throws SQLException {
        TablePlan known = plans.known(event.table());
        if (known != null) {
            return known;
        }
        applyRun();
        return plans.of(event.table());
    }

    /** Whether two neighbours may not change places: a delete that cascades must find the rows of other tables as they were. */
    private static boolean isBorder(PlannedChange former, PlannedChange latter) {
        boolean formerCascades = cascades(former);
        boolean latterCascades = cascades(latter);
        return formerCascades != latterCascades || (formerCascades && former.plan() != latter.plan());
    }

    private static boolean cascades(PlannedChange change) {
        return change.plan().foreignKeys().cascading()
                && switch (change.event()) {
                    case Delete delete -> true;
                    case Update update ->
                        RowImages.changesKey(update, change.plan().key());
                    case Insert insert -> false;
                    case Truncate truncate -> false;
                };
    }

    private void applyAll() throws SQLException {
        applyTruncates();
        applyRun();
    }

    private void applyTruncates() throws SQLException {
        if (truncates.isEmpty()) {
            return;
        }
        List<TablePlan> emptied = new ArrayList<>(truncates);
        truncates.clear();
        List<TableWriter> childrenFirst = new ArrayList<>();
        for (TablePlan plan :
                TableOrder.parentsFirst(emptied, TablePlan::foreignKeys).reversed()) {
            childrenFirst.add(plan.writer());
        }
        tables.empty(childrenFirst);
    }

    private void applyRun() throws SQLException {
        if (run.isEmpty()) {
            return;
        }
        List<PlannedChange> changes = new ArrayList<>(run);
        run.clear();
        Optional<List<TableWork>> work = TableWork.of(changes);
        if (work.isEmpty() || !appliedFast(work.get())) {
            transaction.runUnguarded(() -> applyExactly(changes));
        }
    }

    private boolean appliedFast(List<TableWork> work) throws SQLException {
        SQLException failure = transaction.attempt(() -> FastPath.apply(work));
        if (failure != null && dialect.isUniqueViolation(failure) && pauseLoads(work)) {
            failure = transaction.attempt(() -> FastPath.apply(work));
        }
        if (failure != null && dialect.isAboutTheCatalog(failure)) {
            plans.forgetAll();
        }
        return failure == null;
    }

    /** A row taken for new may have been there; false when none was loaded, so that this is not it. */
    private static boolean pauseLoads(List<TableWork> work) {
        boolean loaded = false;
        for (TableWork table : work) {
            loaded |= table.plan().pauseLoads(table.news().size());
        }
        return loaded;
    }

    private void applyExactly(List<PlannedChange> changes) throws SQLException {
        tables.deferConstraints();
        for (PlannedChange planned : changes) {
            // Planned anew when the target's table has turned out to be another than the plan thought.
            PlannedChange change =
                    new PlannedChange(planned.event(), plans.of(planned.event().table()));
            try {
                ExactPath.apply(change);
            } catch (SQLException e) {
                throw change.plan().writer().refusal(e, image(change.event()));
            }
        }
    }

    private static @Nullable Row image(DataEvent event) {
        return switch (event) {
            case Insert insert -> insert.after();
            case Update update -> update.after();
            case Delete delete -> delete.before();
            case Truncate truncate -> null;
        };
    }
}
