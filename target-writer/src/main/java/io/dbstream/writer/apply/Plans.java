package io.dbstream.writer.apply;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plans of the tables seen so far. A table that the target lacks is made when its first plan is. */
final class Plans {
    private static final int MOST_SCHEMAS = 10_000;

    private final TargetTables tables;
    private final Map<TableId, TablePlan> byTable = new HashMap<>();
    private final IdentityHashMap<TableSchema, TablePlan> bySchema = new IdentityHashMap<>();
    private final TableOwners owners = new TableOwners();

    Plans(TargetTables tables) {
        this.tables = tables;
    }

    /** The plan for rows of this schema when there is one: a look-up by identity, since it is asked for every row. */
    @Nullable
    TablePlan known(TableSchema schema) {
        return bySchema.get(schema);
    }

    /** The plan for rows of this schema, made when there is none. */
    TablePlan of(TableSchema schema) throws SQLException {
        TablePlan plan = bySchema.get(schema);
        if (plan == null) {
            plan = byTable.get(schema.id());
            if (plan == null || !plan.schema().equals(schema)) {
                plan = new TablePlan(schema, foundOrMade(schema));
                forget(schema.id());
                byTable.put(schema.id(), plan);
            }
            remember(schema, plan);
        }
        return plan;
    }

    /** The same changes with the plans that hold now: those of the run may be from before the target's catalog was looked at again. */
    List<PlannedChange> renewed(List<PlannedChange> run) throws SQLException {
        List<PlannedChange> renewed = new ArrayList<>(run.size());
        for (PlannedChange change : run) {
            renewed.add(new PlannedChange(
                    change.number(), change.event(), of(change.event().table())));
        }
        return renewed;
    }

    /** The same, but null when the target lacks the table: where there is nothing to take away, nothing is made. */
    @Nullable
    TablePlan ofExisting(TableSchema schema) throws SQLException {
        return known(schema) == null && !tables.has(schema.id()) ? null : of(schema);
    }

    /** The table looks different now, here or there. */
    void forget(TableId table) {
        byTable.remove(table);
        bySchema.values().removeIf(plan -> plan.schema().id().equals(table));
    }

    /** What the target's catalog said holds no longer. */
    void forgetAll() {
        byTable.clear();
        bySchema.clear();
    }

    private void remember(TableSchema schema, TablePlan plan) {
        if (bySchema.size() >= MOST_SCHEMAS) {
            bySchema.clear();
        }
        bySchema.put(schema, plan);
    }

    private TableWriter foundOrMade(TableSchema schema) throws SQLException {
        TableWriter found = tables.find(schema);
        owners.claim(schema.id(), tables.nameOf(schema.id()).toString());
        if (found != null) {
            return found;
        }
        tables.make(schema);
        TableWriter made = tables.find(schema);
        if (made == null) {
            throw new StreamException(
                    ErrorKind.REJECTED,
                    "Table " + tables.nameOf(schema.id()) + " disappeared from the target right after it was made");
        }
        return made;
    }
}
