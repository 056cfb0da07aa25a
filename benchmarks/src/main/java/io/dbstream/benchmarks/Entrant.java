package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Place;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A contender, and its target, where it shows what it has done. */
record Entrant(Contender contender, Place target) {
    /** How it begins when somebody says that rows are not those of the source. */
    static final String WRONG = "WRONG";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(5);
    private static final Duration BETWEEN_HEALTH_CHECKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_COMPARISONS = Duration.ofMillis(200);
    private static final Duration PATIENCE_WITH_DISORDER = Duration.ofSeconds(20);
    private static final Duration LEAST_PATIENCE = Duration.ofMinutes(2);
    private static final long SLOWEST_CHANGES_PER_SECOND = 2_000;

    /**
     * Lets the contender, which is held, work off what was written, and holds it again. Its target must then have the rows of the source.
     * A contender that mixes up the order may show the last changes before others: its clock runs until it has them all.
     *
     * @param sums those of the source
     */
    Lap lap(Written written, List<Table> tables, List<List<BigDecimal>> sums) throws Exception {
        contender.prepare(written);
        Machine.settle();
        long hubBefore = contender.hubBytes();
        Usage before = Usage.of(contender.processes());
        Duration machineBefore = Machine.processorTime();
        long start = System.nanoTime();
        Release release = release(written);
        Duration time = release.arrived;
        Usage used = Usage.of(contender.processes()).since(before);
        Duration machine = Machine.processorTime().minus(machineBefore);
        for (String wrong = differences(tables, sums); !wrong.isEmpty(); wrong = differences(tables, sums)) {
            if (time.minus(release.arrived).compareTo(PATIENCE_WITH_DISORDER) > 0) {
                throw new IllegalStateException(wrong);
            }
            Thread.sleep(BETWEEN_COMPARISONS.toMillis());
            time = Duration.ofNanos(System.nanoTime() - start);
            used = Usage.of(contender.processes()).since(before);
            machine = Machine.processorTime().minus(machineBefore);
        }
        long hub = contender.hubBytes() - hubBefore;
        contender.hold();
        return new Lap(written, time, release.released, used, machine, hub);
    }

    /**
     * How long it took from the beginning.
     *
     * @param released until the contender was let go
     * @param arrived until everything was at the target
     */
    record Release(Duration released, Duration arrived) {}

    /** Lets the contender go until everything that was written is at its target. It is still going then. */
    Release release(Written written) throws Exception {
        Duration patience = LEAST_PATIENCE.plusSeconds(written.changes() / SLOWEST_CHANGES_PER_SECOND);
        try (Connection connection = target.connect();
                Statement statement = connection.createStatement()) {
            long start = System.nanoTime();
            long nextHealthCheck = start + BETWEEN_HEALTH_CHECKS.toNanos();
            contender.release();
            Duration released = Duration.ofNanos(System.nanoTime() - start);
            while (!hasArrived(statement, written)) {
                long now = System.nanoTime();
                if (now - start > patience.toNanos()) {
                    throw new IllegalStateException("not done after " + patience.toSeconds() + " s");
                }
                if (now > nextHealthCheck) {
                    contender.demandHealth();
                    nextHealthCheck = now + BETWEEN_HEALTH_CHECKS.toNanos();
                }
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
            return new Release(released, Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static boolean hasArrived(Statement statement, Written written) throws SQLException {
        try (ResultSet answer =
                statement.executeQuery("SELECT CASE WHEN %s THEN 1 ELSE 0 END".formatted(written.arrival()))) {
            answer.next();
            return answer.getInt(1) == 1;
        }
    }

    /** Throws when its target does not have the rows that the source has. */
    void demandEquality(List<Table> tables, List<List<BigDecimal>> sumsOfSource) throws SQLException {
        String wrong = differences(tables, sumsOfSource);
        if (!wrong.isEmpty()) {
            throw new IllegalStateException(wrong);
        }
    }

    /** In which tables its target's rows are not those of the source; empty when all are. */
    private String differences(List<Table> tables, List<List<BigDecimal>> sumsOfSource) throws SQLException {
        List<List<BigDecimal>> sums = Table.sums(tables, target);
        return IntStream.range(0, tables.size())
                .filter(index -> !sums.get(index).equals(sumsOfSource.get(index)))
                .mapToObj(index -> "%s: counts and sums of %s are %s, not %s"
                        .formatted(WRONG, tables.get(index).name(), sums.get(index), sumsOfSource.get(index)))
                .collect(Collectors.joining("; "));
    }
}
