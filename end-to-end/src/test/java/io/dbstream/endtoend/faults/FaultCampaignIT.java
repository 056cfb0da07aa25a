package io.dbstream.endtoend.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api;
import io.dbstream.sandbox.compare.Comparison;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Four streams under a random workload, while everything around them dies, freezes, is cut off or full, at random moments. Every state
 * that a target shows is one that its source had; in the end they are equal.
 *
 * <p>{@code -Dfaults.minutes=20} makes it long, {@code -Dfaults.seed=…} lets the same happen again.
 */
class FaultCampaignIT {
    private static final String NAME = "faults";
    private static final Duration USUAL = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void whateverDiesTheTargetsShowWhatTheirSourcesHad() throws Exception {
        long seed = Long.getLong("faults.seed", new Random().nextLong());
        Integer minutes = Integer.getInteger("faults.minutes");
        Duration whole = minutes == null ? USUAL : Duration.ofMinutes(minutes);
        System.out.printf("Fault campaign of %d s; again with -Dfaults.seed=%d%n", whole.toSeconds(), seed);
        try (Landscape landscape = Landscape.start(NAME)) {
            Report report = new Report(seed);
            List<Pair> pairs = landscape.pairs(seed, report);
            Schedule schedule = Schedule.of(seed, whole, landscape.faults(pairs));
            schedule.entries().forEach(System.out::println);
            Api api = landscape.dbstream().api;
            StatusWatch watch = new StatusWatch(api, pairs, report);
            try {
                new Injector(report).run(schedule);
                report.say("The faults are over");
                for (Pair pair : pairs) {
                    pair.endWorkload();
                }
                for (Pair pair : pairs) {
                    requireLevel(pair, api, report);
                }
                report.say("The end");
            } finally {
                watch.end();
                for (Pair pair : pairs) {
                    pair.endWorkload();
                    pair.endObserver();
                }
                report.sumUp(pairs, Path.of("target", "systems", NAME, "summary.txt"));
            }
            assertThat(report.violations()).isEmpty();
        }
    }

    /** Whatever is found goes into the report: one stream's trouble shall not hide another's. */
    private static void requireLevel(Pair pair, Api api, Report report) throws SQLException {
        try {
            awaitLevel(pair, report.isBroken() ? Duration.ofSeconds(10) : PATIENCE);
            for (Comparison comparison : pair.compare()) {
                if (!comparison.isEqual()) {
                    report.violation(pair.toString(), comparison.toString());
                }
            }
            // The api-server may have been killed last, and not be up again.
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                    .until(() -> haveSameCounter(api.stat(pair.id()).body()));
        } catch (ConditionTimeoutException e) {
            report.violation(
                    pair.toString(), "stands still: " + api.stat(pair.id()).body());
        }
    }

    /** As long as a target comes nearer it may take its time: what counts is that it does not stand still. */
    private static void awaitLevel(Pair pair, Duration patience) {
        AtomicLong seen = new AtomicLong(-1);
        AtomicBoolean level = new AtomicBoolean();
        while (!level.get()) {
            await().atMost(patience)
                    .ignoreExceptionsInstanceOf(SQLException.class)
                    .until(() -> {
                        level.set(pair.isLevel());
                        return level.get() || seen.getAndSet(pair.shown()) < seen.get();
                    });
        }
    }

    private static boolean haveSameCounter(JsonNode stat) {
        return stat.at("/source/counter").asLong(-1)
                == stat.at("/target/counter").asLong(-2);
    }
}
