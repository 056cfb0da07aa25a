package io.dbstream.writer.apply.postgres;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.TableMapping;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plans of the tables seen so far. A table that the target lacks is made when its first plan is. */
final class Plans {
    private static final int MOST_SCHEMAS = 10_000;

    private final Transaction transaction;
    private final Connection connection;
    private final Catalog catalog;
    private final TableMapping mapping;
    private final String currentSchema;
    private final Map<TableId, TablePlan> byTable = new HashMap<>();
    private final IdentityHashMap<TableSchema, TablePlan> bySchema = new IdentityHashMap<>();
    private final Map<TableName, TableId> owners = new HashMap<>();

    Plans(Connection connection, Transaction transaction, TableMapping mapping, String currentSchema) {
        this.transaction = transaction;
        this.connection = connection;
        this.catalog = new Catalog(connection);
        this.mapping = mapping;
        this.currentSchema = currentSchema;
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
                plan = TablePlan.of(schema, foundOrMade(schema));
                forget(schema.id());
                byTable.put(schema.id(), plan);
            }
            remember(schema, plan);
        }
        return plan;
    }

    /** The same, but null when the target lacks the table: where there is nothing to take away, nothing is made. */
    @Nullable
    TablePlan ofExisting(TableSchema schema) throws SQLException {
        return known(schema) == null && catalog.find(nameOf(schema.id())) == null ? null : of(schema);
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

    private TargetTable foundOrMade(TableSchema schema) throws SQLException {
        TableId id = schema.id();
        TableName name = nameOf(id);
        TargetTable found = catalog.find(name);
        refuseSharing(id, name);
        if (found != null) {
            return found;
        }
        if (!name.schema().equals(currentSchema)) {
            make(
                    "CREATE SCHEMA IF NOT EXISTS " + TableName.quote(name.schema()),
                    "schema " + name.schema(),
                    "GRANT CREATE ON DATABASE " + TableName.quote(connection.getCatalog()) + " TO "
                            + Session.user(connection));
        }
        make(
                TableCreation.statement(schema, name),
                "table " + name,
                "GRANT CREATE, USAGE ON SCHEMA " + TableName.quote(name.schema()) + " TO " + Session.user(connection));
        TargetTable made = catalog.find(name);
        if (made == null) {
            throw new StreamException(
                    ErrorKind.REJECTED, "Table " + name + " disappeared from the target right after it was made");
        }
        return made;
    }

    private TableName nameOf(TableId id) {
        TableId target = mapping.target(id);
        return new TableName(target.namespace().isEmpty() ? currentSchema : target.namespace(), target.name());
    }

    /** Two source tables in one of the target would overwrite each other's rows. */
    private void refuseSharing(TableId id, TableName name) {
        TableId other = owners.putIfAbsent(name, id);
        if (other != null && !other.equals(id)) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION,
                    "The source's tables " + other + " and " + id + " would both go to the target's table " + name
                            + ": leave one out of the filter, or let the target's search_path begin with another schema");
        }
    }

    /** IF NOT EXISTS does not see what another session has made but not committed: then its commit is awaited, and this one fails. */
    private void make(String statement, String what, String grant) throws SQLException {
        SQLException failure = transaction.attempt(() -> transaction.execute(statement));
        if (failure == null || PostgresErrors.isMadeByAnother(failure)) {
            return;
        }
        if (PostgresErrors.isMissingRight(failure)) {
            throw new StreamException(
                    ErrorKind.PREREQUISITE,
                    "The target lacks " + what + ", and the user may not make it: " + grant + ", or make it yourself: "
                            + statement);
        }
        throw PostgresErrors.of(failure, "Making " + what + " at the target", null);
    }
}
