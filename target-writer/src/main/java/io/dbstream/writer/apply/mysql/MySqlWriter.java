package io.dbstream.writer.apply.mysql;

import io.dbstream.change.Row;
import io.dbstream.error.StreamException;
import io.dbstream.writer.apply.ColumnPlan;
import io.dbstream.writer.apply.ForeignKeys;
import io.dbstream.writer.apply.TableWriter;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes into one table of MySQL or MariaDB: new rows with LOAD DATA where that is allowed, others with statements of many rows. */
final class MySqlWriter implements TableWriter {
    private final Rights rights;
    private final RowStatement statement;
    private final LoadRun load;
    private final TargetTable table;
    private final ColumnPlan<PlanColumn> columns;
    private final MySqlStatements statements;
    private final ForeignKeys foreignKeys;

    MySqlWriter(
            MySqlSession session,
            RowStatement statement,
            LoadRun load,
            TargetTable table,
            ColumnPlan<PlanColumn> columns) {
        this.statement = statement;
        this.load = load;
        this.table = table;
        this.columns = columns;
        this.rights = session.rights();
        this.statements = new MySqlStatements(table, columns, session.server());
        boolean checked = session.checksForeignKeys();
        this.foreignKeys = new ForeignKeys(
                table.name(), table.parents(), checked && table.referenced(), checked && table.cascading());
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

    @Override
    public boolean keyIsFixed() {
        return false;
    }

    @Override
    public int loadsFrom() {
        return load.worthwhile();
    }

    @Override
    public void load(List<Row> rows) throws SQLException {
        load.run(statements.load(), columns.written(), rows);
    }

    @Override
    public void insert(List<Row> rows) throws SQLException {
        statement.runMany(table.name(), statements::insert, columns.written(), rows);
    }

    @Override
    public void upsert(List<Row> rows) throws SQLException {
        try {
            statement.runMany(table.name(), statements::upsert, columns.written(), rows);
        } catch (SQLException e) {
            if (rows.size() > 1 || !statements.guarded() || !MySqlFailures.isGuard(e)) {
                throw e;
            }
            // Another row has a unique value of this one: if this one is there too, it may still change.
            Row row = rows.getFirst();
            if (!update(row, row, false)) {
                insert(rows);
            }
        }
    }

    /** Never: an update is a statement for each row, an upsert one for many. */
    @Override
    public int changesFrom() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean change(List<Row> rows, long changed) {
        return false;
    }

    @Override
    public void patch(List<Row> rows) throws SQLException {
        List<PlanColumn> set = columns.besideKey(rows.getFirst());
        if (!set.isEmpty()) {
            statement.runEach(table.name(), statements.update(set), set, rows, statements.keyValues());
        }
    }

    @Override
    public boolean update(Row before, Row after, boolean movesKey) throws SQLException {
        List<PlanColumn> set = movesKey ? columns.carriedBy(after) : columns.besideKey(after);
        return !set.isEmpty()
                && statement.runOne(table.name(), statements.update(set), set, after, statements.keyValues(), before)
                        > 0;
    }

    @Override
    public void delete(List<Row> rows) throws SQLException {
        statement.runMany(table.name(), statements::delete, statements.keyValues(), rows);
    }

    @Override
    public void deleteOne(Row before) throws SQLException {
        Shape shape = shape(before);
        String sql = statements.deleteOne(shape.values(), shape.nulls());
        int unused = statement.runOne(table.name(), sql, List.of(), before, shape.values(), before);
    }

    @Override
    public boolean updateOne(Row before, Row after) throws SQLException {
        List<PlanColumn> set = columns.carriedBy(after);
        Shape shape = shape(before);
        String sql = statements.updateOne(set, shape.values(), shape.nulls());
        return statement.runOne(table.name(), sql, set, after, shape.values(), before) > 0;
    }

    @Override
    public StreamException refusal(SQLException e, @Nullable Row row) {
        String doing = "Writing to table " + table.name();
        return MySqlFailures.isMissingRight(e)
                ? rights.missing(doing, table.name().database())
                : MySqlFailures.of(e, doing, table);
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
