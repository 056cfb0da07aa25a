package io.dbstream.writer.apply;

import io.dbstream.schema.TableSchema;

/** How changes of a source table, as it looked at one moment, get to the target. */
final class TablePlan {
    /** How many runs go without bulk loads after a row turned out to be there already. */
    private static final int LOAD_PAUSE = 100;

    private final TableSchema schema;
    private final TableWriter writer;
    private final int[] key;
    private int loadPause;

    TablePlan(TableSchema schema, TableWriter writer) {
        this.schema = schema;
        this.writer = writer;
        this.key = writer.key().stream().mapToInt(Integer::intValue).toArray();
    }

    TableSchema schema() {
        return schema;
    }

    TableWriter writer() {
        return writer;
    }

    /** The source's columns that identify a row, by index; not to be changed. */
    int[] key() {
        return key;
    }

    boolean isKeyed() {
        return key.length > 0;
    }

    ForeignKeys foreignKeys() {
        return writer.foreignKeys();
    }

    /** Whether so many new rows are loaded in bulk; asked once for each run of changes that has some. */
    boolean loads(int newRows) {
        if (newRows < writer.loadsFrom()) {
            return false;
        }
        if (loadPause > 0) {
            loadPause--;
            return false;
        }
        return true;
    }

    /** Rows taken for new may have been there already, and others may be too; false when so many would not have been loaded anyway. */
    boolean pauseLoads(int newRows) {
        if (!loads(newRows)) {
            return false;
        }
        loadPause = LOAD_PAUSE;
        return true;
    }
}
