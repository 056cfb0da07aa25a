package io.dbstream.benchmarks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What dbstream may be measured against. */
enum Baseline {
    /** The target's own bulk load of the same rows. */
    BARE,
    /** The replication that comes with the database, where both ends are of one kind. */
    NATIVE,
    DEBEZIUM,
    FLINK;

    static Baseline of(String word) {
        return Arrays.stream(values())
                .filter(baseline -> baseline.toString().equals(word))
                .findFirst()
                .orElseThrow(() -> new Mistake("--against knows none, %s, not '%s'"
                        .formatted(
                                Arrays.stream(values()).map(Baseline::toString).collect(Collectors.joining(", ")),
                                word)));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
