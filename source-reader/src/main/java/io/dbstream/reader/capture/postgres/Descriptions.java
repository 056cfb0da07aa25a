package io.dbstream.reader.capture.postgres;

import java.util.List;
import java.util.Map;

/** What the log does not tell of its tables. */
interface Descriptions {
    /**
     * A table as it is now, which may differ from how the log shows it.
     *
     * @param types those of the columns that the log shows
     * @param nullable by the names of the columns; none for a table that is gone
     * @param primaryKey the names of its columns in their order
     * @param identityIndex the names of the columns of the index that is its replica identity, in their order
     */
    record Described(
            List<ColumnType> types,
            Map<String, Boolean> nullable,
            List<String> primaryKey,
            List<String> identityIndex) {}

    Described describe(Relation relation);

    /** Whether a value since the last call showed that a type has changed, which no message tells. */
    boolean outdated();
}
