package io.dbstream.writer.apply;

import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A table that nobody writes into. */
final class FakeTableWriter implements TableWriter {
    @Override
    public ForeignKeys foreignKeys() {
        return new ForeignKeys(this, Set.of(), false, false);
    }

    @Override
    public List<Integer> key() {
        return List.of(0);
    }

    @Override
    public boolean keyIsFixed() {
        return false;
    }

    @Override
    public int loadsFrom() {
        return Integer.MAX_VALUE;
    }

    @Override
    public void load(List<Row> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void insert(List<Row> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void upsert(List<Row> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int changesFrom() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean change(List<Row> rows, long columns) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void patch(List<Row> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean update(Row before, Row after, boolean movesKey) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(List<Row> rows) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void deleteOne(Row before) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean updateOne(Row before, Row after) {
        throw new UnsupportedOperationException();
    }

    @Override
    public StreamException refusal(SQLException e, @Nullable Row row) {
        return new StreamException(ErrorKind.REJECTED, "refused");
    }
}
