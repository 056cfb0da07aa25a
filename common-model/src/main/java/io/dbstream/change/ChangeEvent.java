package io.dbstream.change;

import io.dbstream.schema.TableSchema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened at the source. The events of a stream come in the order in which the source committed them: first the
 * changes of a transaction, then its {@link Commit}. Only a commit carries a position, so resuming inside a transaction cannot be
 * said.
 */
public sealed interface ChangeEvent {

    /** An event that changes data: these are numbered, counted and limited. */
    sealed interface DataEvent extends ChangeEvent {
        /** The table as it looked when the change was made. */
        TableSchema table();
    }

    /** A new row; complete. */
    record Insert(TableSchema table, Row after) implements DataEvent {}

    /**
     * A changed row.
     *
     * @param before the row as it was, as far as the log says; null when the log says nothing and the key did not change
     * @param after the row as it is; columns that the log did not carry are absent
     */
    record Update(TableSchema table, @Nullable Row before, Row after) implements DataEvent {}

    /** A row that is gone; at least the key columns are present, or every column when the table has no key. */
    record Delete(TableSchema table, Row before) implements DataEvent {}

    /** All rows of a table are gone. */
    record Truncate(TableSchema table) implements DataEvent {}

    /** The table looks different from here on. */
    record SchemaChange(TableSchema table) implements ChangeEvent {}

    /**
     * The source committed what came since the last commit.
     *
     * @param position where to read on, behind this commit
     * @param committedAt the source's clock at the commit, as precise as its log tells
     */
    record Commit(SourcePosition position, Instant committedAt) implements ChangeEvent {}

    /** What came since the last commit never happened: its reader died before the transaction's end reached the hub. */
    record Discard() implements ChangeEvent {}
}
