package io.dbstream.endtoend.faults;

import java.util.ArrayList;
import java.util.List;

/**
 * What holds in every state that a source ever has.
 *
 * @param query selects two values that are equal then
 */
record Invariant(String sentence, String query) {
    /** What the accounts hold together, always. */
    static final long MONEY = 100_000;

    /**
     * All of them. The table {@code totals} has one row, which each transaction of the {@link Workload} brings up to date: how many rows
     * each table has, and what they weigh.
     */
    static List<Invariant> all() {
        List<Invariant> all = new ArrayList<>();
        for (CountedTable table : CountedTable.values()) {
            all.add(new Invariant(
                    "the rows of " + table + " are counted",
                    "SELECT %1$s_count, (SELECT COUNT(*) FROM %1$s) FROM totals".formatted(table)));
            all.add(new Invariant(
                    "the rows of " + table + " are weighed",
                    "SELECT %1$s_weight, (SELECT COALESCE(SUM(%2$s), 0) FROM %1$s) FROM totals"
                            .formatted(table, table.weight())));
        }
        all.add(new Invariant(
                "the accounts keep their sum",
                "SELECT " + MONEY + ", (SELECT SUM(balance) FROM accounts) FROM totals"));
        all.add(new Invariant(
                "no line of the journal is there twice", "SELECT COUNT(*), COUNT(DISTINCT number) FROM journal"));
        all.add(new Invariant(
                "the last line of the ledger is the last transaction's",
                "SELECT marker, (SELECT MAX(marker) FROM ledger) FROM totals"));
        all.add(new Invariant(
                "documents are as long as they say", "SELECT 0, COUNT(*) FROM documents WHERE LENGTH(body) <> size"));
        all.add(new Invariant("batches are whole", """
                SELECT 0, COUNT(*) FROM batches
                WHERE size <> (SELECT COUNT(*) FROM parts WHERE parts.batch = batches.batch AND parts.state = batches.state)"""));
        return all;
    }
}
