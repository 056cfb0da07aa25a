package io.dbstream.benchmarks;

import java.util.List;

/**
 * What a workload has written at the source in one round.
 *
 * @param units how many of what the workload counts, rows or transactions
 * @param changes how many rows were inserted, updated or deleted
 * @param arrival a condition that holds at a target when it has everything: it looks at the last changes of each table, by key
 * @param inserted all that was written, when that is nothing but new rows; else empty
 */
record Written(long units, long changes, String arrival, List<Rows> inserted) {
    /** The rows of a table from one number to another, both included. */
    record Rows(Table table, long first, long last) {}
}
