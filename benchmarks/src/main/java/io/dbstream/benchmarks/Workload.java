package io.dbstream.benchmarks;

import java.sql.SQLException;
import java.util.List;

/** Tables, and the transactions that are written into them, the same in every run. */
interface Workload {
    /** For people: what a round writes. */
    String description();

    /** What it counts: {@code rows} or {@code transactions}. */
    default String unit() {
        return "rows";
    }

    List<Table> tables();

    /** Whether nothing but new rows is written. */
    boolean insertsOnly();

    /** Writes what is there before the first round; every contender brings it over before the clock starts for any of them. */
    Written seed(Writer writer) throws SQLException;

    /** Writes the next round. */
    Written write(Writer writer) throws SQLException;
}
