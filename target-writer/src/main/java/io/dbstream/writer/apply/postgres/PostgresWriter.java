package io.dbstream.writer.apply.postgres;

import io.dbstream.change.Row;
import io.dbstream.error.StreamException;
import io.dbstream.writer.apply.ColumnPlan;
import io.dbstream.writer.apply.ForeignKeys;
import io.dbstream.writer.apply.TableWriter;
import io.dbstream.writer.apply.Transaction;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes into one table of PostgreSQL: new rows with COPY, others with one array per column. */
final class PostgresWriter implements TableWriter {
    /** So many rows are worth another statement than the upsert of the others. */
    private static final int WORTH_A_CHANGE = 16;

    private final Connection connection;
    private final Transaction transaction;
    private final BulkStatement statement;
    private final CopyRun copy;
    private final TargetTable table;
    private final ColumnPlan<PlanColumn> columns;
    private final TableStatements statements;
    private final ForeignKeys foreignKeys;

    PostgresWriter(
            Connection connection,
            Transaction transaction,
            BulkStatement statement,
            CopyRun copy,
            TargetTable table,
            ColumnPlan<PlanColumn> columns) {
        this.connection = connection;
        this.transaction = transaction;
        this.statement = statement;
        this.copy = copy;
        this.table = table;
        this.columns = columns;
        this.statements = new TableStatements(table, columns.written(), columns.key());
        this.foreignKeys = new ForeignKeys(table.oid(), table.parents(), table.referenced(), table.cascading());
    }

    TableName name() {
        return table.name();
    }

    @Override
    public ForeignKeys foreignKeys() {
        return foreignKeys;
    }

    @Override
    public List<Integer> key() {
        return columns.keySources();
    }

    /** No statement updates an identity that is always generated, but one can insert into it. */
    @Override
    public boolean keyIsFixed() {
        return columns.key().stream().anyMatch(column -> column.target().identityAlways());
    }

    @Override
    public boolean keyIsLoose() {
        return columns.key().stream().anyMatch(column -> column.target().equality() != Equality.SAME);
    }

    @Override
    public int loadsFrom() {
        return CopyRun.WORTHWHILE;
    }

    @Override
    public void load(List<Row> rows) throws SQLException {
        copy.run(statements.copy(), columns.written(), rows);
    }

    @Override
    public void insert(List<Row> rows) throws SQLException {
        statement.run(statements.insert(), columns.written(), rows);
    }

    @Override
    public void upsert(List<Row> rows) throws SQLException {
        statement.run(statements.upsert(), columns.written(), rows);
    }

    @Override
    public int changesFrom() {
        return WORTH_A_CHANGE;
    }

    @Override
    public boolean change(List<Row> rows, long changed) throws SQLException {
        return update(columns.besideKey(changed), rows, rows) == rows.size();
    }

    @Override
    public void patch(List<Row> rows) throws SQLException {
        update(columns.besideKey(rows.getFirst()), rows, rows);
    }

    @Override
    public boolean update(Row before, Row after, boolean movesKey) throws SQLException {
        List<PlanColumn> set = movesKey ? columns.carriedBy(after) : columns.besideKey(after);
        return update(set, List.of(after), List.of(before)) > 0;
    }

    private int update(List<PlanColumn> set, List<Row> after, List<Row> before) throws SQLException {
        return set.isEmpty() ? 0 : statement.run(statements.update(set), set, after, columns.key(), before);
    }

    @Override
    public void delete(List<Row> rows) throws SQLException {
        statement.run(statements.delete(), columns.key(), rows);
    }

    @Override
    public void deleteOne(Row before) throws SQLException {
        Shape shape = shape(before);
        statement.run(statements.deleteOne(shape.values(), shape.nulls()), shape.values(), List.of(before));
    }

    @Override
    public boolean updateOne(Row before, Row after) throws SQLException {
        List<PlanColumn> set = columns.carriedBy(after);
        Shape shape = shape(before);
        String sql = statements.updateOne(set, shape.values(), shape.nulls());
        return statement.run(sql, set, List.of(after), shape.values(), List.of(before)) > 0;
    }

    @Override
    public StreamException refusal(SQLException e, @Nullable Row row) throws SQLException {
        String column = row != null && PostgresErrors.isAboutAValue(e)
                ? new ColumnProbe(connection, transaction).find(columns.written(), row)
                : null;
        return PostgresErrors.of(e, "Writing to table " + table.name(), column);
    }

    /** Which columns of a row hold values, and which hold NULL. */
    private Shape shape(Row row) {
        List<PlanColumn> values = new ArrayList<>();
        List<PlanColumn> nulls = new ArrayList<>();
        for (PlanColumn column : columns.carriedBy(row)) {
            (row.get(column.source()) == null ? nulls : values).add(column);
        }
        return new Shape(values, nulls);
    }

    private record Shape(List<PlanColumn> values, List<PlanColumn> nulls) {}
}
