package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.endtoend.Scenario.AtTarget;
import io.dbstream.endtoend.Scenario.Change;
import io.dbstream.endtoend.Scenario.Compare;
import io.dbstream.endtoend.Scenario.Created;
import io.dbstream.endtoend.Scenario.Equal;
import io.dbstream.endtoend.Scenario.Expect;
import io.dbstream.endtoend.Scenario.Fails;
import io.dbstream.endtoend.Scenario.Refused;
import io.dbstream.endtoend.Scenario.Start;
import io.dbstream.endtoend.Scenario.Step;
import io.dbstream.sandbox.compare.Comparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scenario between one source and one target. A row of a table of its own follows the changes; when it has arrived so have they, and
 * whatever is then seen is final: nothing is looked at twice in the hope that it becomes right.
 */
final class ScenarioRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final String MARKS = "scenario_marks";

    private final Dbstream dbstream;
    private final Scenario scenario;
    private final Database source;
    private final Database target;
    private final Connection session;
    private String id = "";
    private int marks;

    ScenarioRun(Dbstream dbstream, Scenario scenario, Database source, Database target) throws SQLException {
        this.dbstream = dbstream;
        this.scenario = scenario;
        this.source = source;
        this.target = target;
        this.session = source.connect();
        execute(session, List.of("CREATE TABLE " + MARKS + " (n INT PRIMARY KEY)"));
    }

    void run() throws SQLException {
        List<Step> steps = scenario.steps().stream()
                .filter(step -> step.at().contains(target.kind()))
                .toList();
        for (int i = 0; i < steps.size(); i++) {
            switch (steps.get(i)) {
                case Change change -> change(change, i + 1 < steps.size() && steps.get(i + 1) instanceof Fails);
                case AtTarget atTarget -> atTarget(atTarget);
                case Start start -> start();
                case Refused refused -> refused(refused);
                case Fails fails -> fails(fails);
                case Expect expect -> expect(expect);
                case Created created -> created(created);
                case Compare compare -> compare(compare);
                case Equal equal -> equal(equal);
            }
        }
        for (String unspoken : scenario.unspoken()) {
            assertThat(everythingSaid()).doesNotContain(unspoken);
        }
    }

    private void change(Change change, boolean fails) throws SQLException {
        execute(session, change.statements());
        if (!id.isEmpty() && !fails) {
            marks++;
            execute(session, List.of("INSERT INTO " + MARKS + " VALUES (" + marks + ")"));
            awaitMark();
        }
    }

    private void awaitMark() throws SQLException {
        try (Connection connection = target.connect()) {
            await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> hasArrived(connection) || failure() != null);
        }
        assertThat(failure()).as("the stream's error").isNull();
    }

    private boolean hasArrived(Connection connection) {
        try {
            return QueryRows.of(connection, "SELECT 1 FROM " + MARKS + " WHERE n = " + marks)
                    .equals(List.of("1"));
        } catch (SQLException e) {
            // The table is made with its first row.
            return false;
        }
    }

    private @Nullable String failure() {
        Answer stat = dbstream.api.stat(id);
        for (String side : List.of("/source", "/target")) {
            if (stat.text(side + "/status").equals("FAILED")) {
                return stat.text(side + "/message");
            }
        }
        return null;
    }

    private void atTarget(AtTarget atTarget) throws SQLException {
        try (Connection connection = target.connect()) {
            execute(connection, atTarget.statements());
        }
    }

    private Answer create() {
        return dbstream.api.create(Dbstream.config(source, scenario.sourceMembers(), target, scenario.targetMembers()));
    }

    private void start() {
        Answer created = create();
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        id = created.text("/data/id");
    }

    private void refused(Refused refused) {
        Answer answer = create();
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("/message")).contains(refused.message());
    }

    private void fails(Fails fails) {
        await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> failure() != null);
        assertThat(failure()).contains(fails.message());
    }

    private void expect(Expect expect) throws SQLException {
        assertThat(rows(target, expect.query())).as(expect.what()).isEqualTo(expect.rows());
    }

    private void created(Created created) throws SQLException {
        try (Connection connection = target.connect()) {
            assertThat(TableDescription.of(target.kind(), connection, created.table()))
                    .as("the target's table %s", created.table())
                    .isEqualTo(created.lines());
        }
    }

    private void equal(Equal equal) throws SQLException {
        try (Connection atSource = source.connect();
                Connection atTarget = target.connect()) {
            List<Comparison> comparisons = Comparison.ofAll(source.side(atSource), target.side(atTarget));
            assertThat(comparisons).as("tables").isNotEmpty();
            assertThat(comparisons)
                    .as("tables that differ")
                    .filteredOn(each -> !each.isEqual())
                    .isEmpty();
            if (equal.definitions() && source.kind() == target.kind()) {
                assertThat(comparisons)
                        .as("tables whose definitions differ")
                        .flatExtracting(Comparison::definitions)
                        .isEmpty();
            }
        }
    }

    private void compare(Compare compare) throws SQLException {
        List<String> expected = rows(source, compare.sourceQuery());
        assertThat(expected).as(compare.what()).isNotEmpty();
        assertThat(rows(target, compare.targetQuery())).as(compare.what()).isEqualTo(expected);
    }

    private static List<String> rows(Database database, String query) throws SQLException {
        try (Connection connection = database.connectInUtc()) {
            return QueryRows.of(connection, query);
        }
    }

    private String everythingSaid() {
        return dbstream.apiServer.log()
                + dbstream.sourceReader.log()
                + dbstream.targetWriter.log()
                + (id.isEmpty() ? "" : dbstream.api.stat(id).body());
    }

    private static void execute(Connection connection, List<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    /** Ends the stream. */
    @Override
    public void close() throws SQLException {
        session.close();
        if (!id.isEmpty()) {
            dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);
        }
    }
}
