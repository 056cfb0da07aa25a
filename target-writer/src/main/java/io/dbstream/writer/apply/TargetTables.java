package io.dbstream.writer.apply;

import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tables of a target, over one connection. */
public interface TargetTables {
    /** The name under which the target has a table of the source, or would have it: equal for those that share one. */
    Object nameOf(TableId source);

    /** Whether the target has the table. */
    boolean has(TableId source) throws SQLException;

    /**
     * What writes rows of this schema; null when the target lacks the table.
     *
     * @throws io.dbstream.error.StreamException when rows cannot be written to it, saying what would mend that
     */
    @Nullable
    TableWriter find(TableSchema source) throws SQLException;

    /** Makes the table, which is missing, unless another makes it at the same time. */
    void make(TableSchema source) throws SQLException;

    /** Takes all rows out of tables, within the open transaction; children come before the parents that their foreign keys point to. */
    void empty(List<TableWriter> tables) throws SQLException;

    /** Puts off until the commit what the source may have checked at its commit only. */
    void deferConstraints() throws SQLException;

    /** Checks now what was put off. */
    void checkConstraints() throws SQLException;

    /** The table of checkpoints, made unless it is there. */
    CheckpointTable checkpoints(String streamId) throws SQLException;

    /** The table of dead letters, made unless it is there. */
    LetterTable letters(String streamId) throws SQLException;
}
