package io.dbstream.endtoend;

import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.PostgresServer.Version;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The oldest PostgreSQL that dbstream supports, as source and as target, with scenarios that are broad. All others, and the versions in
 * between, are a matter of {@code -Dpostgres.version}.
 */
@TestInstance(Lifecycle.PER_CLASS)
class OldestVersionIT {
    private static final Set<String> BROAD = Set.of(
            "postgres-many-rows",
            "postgres-arrays",
            "postgres-definitions",
            "postgres-identities",
            "postgres-partitions",
            "postgres-truncates");

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private PostgresServer server;

    @BeforeAll
    void start() {
        server = PostgresServer.start(Version.V14, Path.of("target", "sandbox", "oldest"));
        dbstream = Dbstream.start("oldest");
    }

    @AfterAll
    void end() {
        dbstream.close();
        server.close();
    }

    static List<Scenario> broadScenarios() {
        return ScenarioFile.all().stream()
                .filter(scenario -> BROAD.contains(scenario.name()))
                .toList();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broadScenarios")
    void whatIsWrittenArrives(Scenario scenario) throws SQLException {
        try (ScenarioRun run = new ScenarioRun(dbstream, scenario, Database.on(server), Database.on(server))) {
            run.run();
        }
    }
}
