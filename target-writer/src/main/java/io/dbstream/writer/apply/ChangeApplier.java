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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Applies changes within the open transaction. They are cut into runs whose rows may change their order. */
final class ChangeApplier {
    private final TargetTables tables;
    private final Plans plans;
    private final RunApplier runs;
    private final List<PlannedChange> run = new ArrayList<>();
    private final Set<TablePlan> truncates = new LinkedHashSet<>();

    /** How many data events of the stream are committed, and how many are applied. */
    private long committed;

    private long applied;

    ChangeApplier(TargetTables tables, Plans plans, RunApplier runs) {
        this.tables = tables;
        this.plans = plans;
        this.runs = runs;
    }

    /** So many data events of the stream are committed. */
    void committed(long events) {
        committed = events;
        applied = events;
        runs.committed();
    }

    /** What was applied since the last commit is taken back. */
    void rolledBack() throws SQLException {
        applied = committed;
        runs.rolledBack();
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
                    applied++;
                    runs.truncated(truncate.table().id());
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
        PlannedChange change = new PlannedChange(applied++, event, plan);
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
        runs.apply(changes);
    }
}
