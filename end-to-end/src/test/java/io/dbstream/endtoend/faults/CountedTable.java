package io.dbstream.endtoend.faults;

import java.util.Locale;

/** A table whose rows each transaction counts and weighs. */
enum CountedTable {
    ACCOUNTS("id * balance"),
    /** Without a key; a number never comes twice. */
    JOURNAL("number + amount"),
    /** Without a key, and with rows that are alike. */
    TALLY("kind"),
    /** With a unique column beside the key, and keys that change. */
    ITEMS("id * amount"),
    /** With large rows. */
    DOCUMENTS("size + edition"),
    LEDGER("marker"),
    /** With as many rows in one transaction as do not go into one batch. */
    PARTS("state");

    private final String weight;

    CountedTable(String weight) {
        this.weight = weight;
    }

    /** What a row weighs, in SQL. */
    String weight() {
        return weight;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
