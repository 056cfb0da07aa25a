package io.dbstream.endtoend;

import static org.assertj.core.api.Assumptions.assumeThat;

import io.dbstream.sandbox.SharedServers;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written at the source is what arrives at the target, or the stream says why it cannot be. */
@TestInstance(Lifecycle.PER_CLASS)
class ScenarioIT {
    private final Lock oneLarge = new ReentrantLock();

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() {
        dbstream = Dbstream.start("scenarios");
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    static Stream<Arguments> scenarios() {
        String only = System.getProperty("scenario", "");
        Set<Kind> sources = kinds("scenario.from");
        Set<Kind> targets = kinds("scenario.to");
        return ScenarioFile.all().stream()
                .filter(scenario -> scenario.name().startsWith(only))
                .flatMap(scenario -> scenario.sources().stream()
                        .filter(sources::contains)
                        .sorted()
                        .flatMap(source -> scenario.targets().stream()
                                .filter(targets::contains)
                                .sorted()
                                .map(target -> Arguments.of(scenario, source, target))));
    }

    @ParameterizedTest(name = "{0} from {1} to {2}")
    @MethodSource("scenarios")
    @Execution(ExecutionMode.CONCURRENT)
    void whatIsWrittenArrives(Scenario scenario, Kind source, Kind target) throws SQLException {
        assumeThat(SharedServers.postgresVersion().number()).isGreaterThanOrEqualTo(scenario.postgresSince());
        if (scenario.isLarge()) {
            oneLarge.lock();
        }
        try (ScenarioRun run = new ScenarioRun(dbstream, scenario, Database.fresh(source), Database.fresh(target))) {
            run.run();
        } finally {
            if (scenario.isLarge()) {
                oneLarge.unlock();
            }
        }
    }

    private static Set<Kind> kinds(String property) {
        String names = System.getProperty(property, "");
        return names.isEmpty()
                ? EnumSet.allOf(Kind.class)
                : Stream.of(names.split(",")).map(Kind::of).collect(Collectors.toSet());
    }
}
