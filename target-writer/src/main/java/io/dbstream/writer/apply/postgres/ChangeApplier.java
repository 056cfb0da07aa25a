package io.dbstream.writer.apply.postgres;

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
import io.dbstream.error.StreamException;
import java.sql.Connection;
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
    private final Transaction transaction;
    private final Plans plans;
    private final FastPath fast;
    private final ExactPath exact;
    private final ColumnProbe probe;

    private final List<PlannedChange> run = new ArrayList<>();
    private final Set<TablePlan> truncates = new LinkedHashSet<>();

    ChangeApplier(Connection connection, Transaction transaction, Plans plans) {
        this.transaction = transaction;
        this.plans = plans;
        BulkStatement statement = new BulkStatement(connection);
        CopyRun copy = new CopyRun(connection);
        KeylessRows keyless = new KeylessRows(statement, copy);
        this.fast = new FastPath(statement, copy, keyless);
        this.exact = new ExactPath(statement, keyless);
        this.probe = new ColumnProbe(connection);
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
        return change.plan().table().cascading()
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
        List<TablePlan> tables = new ArrayList<>(truncates);
        truncates.clear();
        List<String> names = new ArrayList<>();
        tables.forEach(plan -> names.add(plan.table().name().sql()));
        String together = String.join(", ", names);
        if (transaction.attempt(() -> transaction.execute("TRUNCATE " + together)) == null) {
            return;
        }
        // A table that a foreign key points to from outside, or no right to truncate: deleting needs neither.
        SQLException failure = transaction.attempt(() -> {
            for (TablePlan plan :
                    TableOrder.parentsFirst(tables, TablePlan::table).reversed()) {
                transaction.execute("DELETE FROM " + plan.table().name().sql());
            }
        });
        if (failure != null) {
            throw PostgresErrors.of(failure, "Emptying " + together, null);
        }
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
        SQLException failure = transaction.attempt(() -> fast.apply(work));
        if (failure != null && PostgresErrors.isUniqueViolation(failure) && pauseCopies(work)) {
            failure = transaction.attempt(() -> fast.apply(work));
        }
        if (failure != null && PostgresErrors.isAboutTheCatalog(failure)) {
            plans.forgetAll();
        }
        return failure == null;
    }

    /** A row taken for new may have been there; false when none was copied, so that this is not it. */
    private static boolean pauseCopies(List<TableWork> work) {
        boolean copied = false;
        for (TableWork table : work) {
            copied |= table.plan().pauseCopy(table.news().size());
        }
        return copied;
    }

    private void applyExactly(List<PlannedChange> changes) throws SQLException {
        // What the source checked at its commit only, the target need not check earlier.
        transaction.execute("SET CONSTRAINTS ALL DEFERRED");
        for (PlannedChange planned : changes) {
            // Planned anew when the target's table has turned out to be another than the plan thought.
            PlannedChange change =
                    new PlannedChange(planned.event(), plans.of(planned.event().table()));
            try {
                exact.apply(change);
            } catch (SQLException e) {
                throw refused(e, change);
            }
        }
    }

    private StreamException refused(SQLException e, PlannedChange change) throws SQLException {
        TablePlan plan = change.plan();
        Row image = image(change.event());
        String column = image != null && PostgresErrors.isAboutAValue(e) ? probe.find(plan.written(), image) : null;
        return PostgresErrors.of(e, "Writing to table " + plan.table().name(), column);
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
