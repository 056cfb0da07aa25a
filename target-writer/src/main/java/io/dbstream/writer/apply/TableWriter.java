package io.dbstream.writer.apply;

import io.dbstream.change.Row;
import io.dbstream.error.StreamException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows of one source table, as it looked at one moment, into its table of the target, within the open transaction. A failed
 * call may leave part of its work behind. Values come as the source has them; converting them is the writer's.
 */
public interface TableWriter {
    /** How the table hangs together with others. */
    ForeignKeys foreignKeys();

    /** The source's columns that identify a row, by index; empty when none do. */
    List<Integer> key();

    /** Whether a row's key cannot be changed, so that the row has to go and come again. */
    boolean keyIsFixed();

    /** Whether keys that are not the same may be one to the target, such as 1.0 and 1.00: then it matters which row goes first. */
    default boolean keyIsLoose() {
        return false;
    }

    /** From how many rows on {@link #load} is faster than other ways. */
    int loadsFrom();

    /** Adds rows that are new, in the fastest way there is; fails when one is not. */
    void load(List<Row> rows) throws SQLException;

    /** Adds rows that are new; few of them. */
    void insert(List<Row> rows) throws SQLException;

    /** Gives the rows with these keys these values, and adds those that are missing. Each row is complete, and no key comes twice. */
    void upsert(List<Row> rows) throws SQLException;

    /** From how many rows on {@link #change} is faster than {@link #upsert}; the largest number where it never is. */
    int changesFrom();

    /**
     * Gives the rows with these keys these values in some of the columns; false when one of them is not there. Then the others may have
     * them. Each row is complete, and no key comes twice.
     *
     * @param columns the source's columns to set, a bit for each by its index; those of the key stay as they are
     */
    boolean change(List<Row> rows, long columns) throws SQLException;

    /** Sets the columns that the rows carry, the same ones in all of them, where there are rows with their keys. */
    void patch(List<Row> rows) throws SQLException;

    /**
     * Sets the columns that {@code after} carries.
     *
     * @param before carries the key of the row as it was
     * @param movesKey whether {@code after} has another
     * @return whether there was such a row
     */
    boolean update(Row before, Row after, boolean movesKey) throws SQLException;

    /** Deletes the rows with these keys, where there are such. */
    void delete(List<Row> rows) throws SQLException;

    /** Deletes one of the rows that have all these values, if there is any. */
    void deleteOne(Row before) throws SQLException;

    /** Changes one of the rows that have all the values of {@code before}; returns whether there was any. */
    boolean updateOne(Row before, Row after) throws SQLException;

    /**
     * The product's error for one of the driver's. What failed has been taken back, unless the connection is lost.
     *
     * @param row what was written, to look for the column that is to blame
     */
    StreamException refusal(SQLException e, @Nullable Row row) throws SQLException;
}
