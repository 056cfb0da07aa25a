package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The tables of a campaign. */
final class TestTables {
    private TestTables() {}

    /** What makes all of them. */
    static List<String> all(Kind kind) {
        String long_ = kind.isMySql() ? "LONGTEXT" : "TEXT";
        List<String> statements = new ArrayList<>(List.of(
                "CREATE TABLE totals (id INT PRIMARY KEY, marker BIGINT NOT NULL, %s)".formatted(totals()),
                "CREATE TABLE accounts (id INT PRIMARY KEY, balance BIGINT NOT NULL, note VARCHAR(200))",
                "CREATE TABLE journal (number BIGINT NOT NULL, account INT NOT NULL, amount INT NOT NULL, note VARCHAR(40))",
                "CREATE TABLE tally (kind INT NOT NULL)",
                items(),
                "CREATE TABLE documents (id INT PRIMARY KEY, size INT NOT NULL, edition INT NOT NULL, body %s NOT NULL)"
                        .formatted(long_),
                "CREATE TABLE ledger (marker BIGINT PRIMARY KEY, changes INT NOT NULL)",
                "CREATE TABLE batches (batch INT PRIMARY KEY, size INT NOT NULL, state INT NOT NULL)",
                "CREATE TABLE parts (batch INT NOT NULL, part INT NOT NULL, state INT NOT NULL, filler VARCHAR(600),"
                        + " PRIMARY KEY (batch, part))",
                "CREATE TABLE scratch (id BIGINT PRIMARY KEY, note VARCHAR(40))"));
        if (!kind.isMySql()) {
            statements.add("ALTER TABLE journal REPLICA IDENTITY FULL");
            statements.add("ALTER TABLE tally REPLICA IDENTITY FULL");
        }
        return statements;
    }

    /** A table with a unique column beside its key. */
    static String items() {
        return "CREATE TABLE items (id INT PRIMARY KEY, code VARCHAR(40) NOT NULL UNIQUE, amount BIGINT NOT NULL)";
    }

    private static String totals() {
        return Arrays.stream(CountedTable.values())
                .map("%1$s_count BIGINT NOT NULL, %1$s_weight BIGINT NOT NULL"::formatted)
                .collect(Collectors.joining(", "));
    }
}
