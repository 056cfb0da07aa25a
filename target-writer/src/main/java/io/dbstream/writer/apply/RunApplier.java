package io.dbstream.writer.apply;

import io.dbstream.schema.TableId;
import java.sql.SQLException;
import java.util.List;

/** Applies runs of changes within the open transaction, and knows what becomes of rows that the target refuses. */
interface RunApplier {
    /** Applies changes whose rows may change their order. */
    void apply(List<PlannedChange> run) throws SQLException;

    /** The source has emptied the table behind all that was applied so far. */
    void truncated(TableId table) throws SQLException;

    /** What was applied is committed. */
    void committed();

    /** What was applied since the last commit is taken back. */
    void rolledBack() throws SQLException;
}
