package io.dbstream.writer.apply;

import io.dbstream.change.Row;
import io.dbstream.schema.TableSchema;
import java.util.ArrayList;
import java.util.List;

/**
 * The columns of a target table that rows of the source fill.
 *
 * @param <C> the database's own way of planning a column
 * @param written the columns that statements write: all but those that the target generates
 * @param key those that identify a row, empty when none do
 */
public record ColumnPlan<C extends ColumnPlan.Planned>(List<C> written, List<C> key) {
    /** A source column on its way into a target column. */
    public interface Planned {
        /** Its index in the source's rows. */
        int source();

        /** Whether the target computes it, so that nobody can write it. */
        boolean generated();
    }

    /** Copies the lists. */
    public ColumnPlan {
        written = List.copyOf(written);
        key = List.copyOf(key);
    }

    /**
     * Plans for all columns of a table.
     *
     * @param columns one for each of the schema's, in its order
     */
    public static <C extends Planned> ColumnPlan<C> of(TableSchema schema, List<C> columns) {
        List<C> key = schema.identifiesRows()
                ? schema.key().stream().map(columns::get).toList()
                : List.of();
        return new ColumnPlan<>(
                columns.stream().filter(column -> !column.generated()).toList(), key);
    }

    /** The source's indexes of the key. */
    public List<Integer> keySources() {
        return key.stream().map(Planned::source).toList();
    }

    /** The written columns that the row carries. */
    public List<C> carriedBy(Row row) {
        if (row.isComplete()) {
            return written;
        }
        List<C> carried = new ArrayList<>(written.size());
        for (C column : written) {
            if (!row.isAbsent(column.source())) {
                carried.add(column);
            }
        }
        return carried;
    }

    /**
     * The written columns of a set, without the key.
     *
     * @param columns the source's columns, a bit for each by its index
     */
    public List<C> besideKey(long columns) {
        return written.stream()
                .filter(column -> (columns >> column.source() & 1) == 1 && !key.contains(column))
                .toList();
    }

    /** The written columns that the row carries, without the key. */
    public List<C> besideKey(Row row) {
        List<C> carried = new ArrayList<>(carriedBy(row));
        carried.removeAll(key);
        return carried;
    }
}
