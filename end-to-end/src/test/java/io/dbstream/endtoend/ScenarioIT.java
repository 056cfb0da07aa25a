package io.dbstream.endtoend;

import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.MySqlServer.Flavor;
import io.dbstream.sandbox.SharedServers;
import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was written at the source is what arrives at the target, or the stream says why it cannot be. */
@TestInstance(Lifecycle.PER_CLASS)
class ScenarioIT {
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
        return ScenarioFile.all().stream()
                .filter(scenario -> scenario.name().startsWith(only))
                .flatMap(
                        scenario -> scenario.flavors().stream().sorted().map(flavor -> Arguments.of(scenario, flavor)));
    }

    @ParameterizedTest(name = "{0} from {1}")
    @MethodSource("scenarios")
    void whatIsWrittenArrives(Scenario scenario, Flavor flavor) throws SQLException {
        MySqlServer source = switch (flavor) {
            case MYSQL -> SharedServers.mysql();
            case MARIADB -> SharedServers.mariadb();
        };
        try (ScenarioRun run = new ScenarioRun(dbstream, source, SharedServers.postgres())) {
            run.run(scenario);
        }
    }
}
