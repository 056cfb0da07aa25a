package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.endtoend.Scenario.AtTarget;
import io.dbstream.endtoend.Scenario.Change;
import io.dbstream.endtoend.Scenario.Compare;
import io.dbstream.endtoend.Scenario.Created;
import io.dbstream.endtoend.Scenario.Expect;
import io.dbstream.endtoend.Scenario.Fails;
import io.dbstream.endtoend.Scenario.Refused;
import io.dbstream.endtoend.Scenario.Start;
import io.dbstream.sandbox.MySqlServer;
import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One scenario between one source and one target. A row of a table of its own follows the changes; when it has arrived so have they, and
 * whatever is then seen is final: nothing is looked at twice in the hope that it becomes right.
 */
final class ScenarioRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(20);
    private static final String MARKS = "scenario_marks";

    private final Dbstream dbstream;
    private final MySqlServer source;
    private final PostgresServer target;
    private final String sourceDatabase;
    private final String targetDatabase;
    private final Connection session;
    private String id = "";
    private int marks;

    ScenarioRun(Dbstream dbstream, MySqlServer source, PostgresServer target) throws SQLException {
        this.dbstream = dbstream;
        this.source = source;
        this.target = target;
        this.sourceDatabase = SharedServers.freshDatabase(source);
        this.targetDatabase = SharedServers.freshDatabase(target);
        this.session = source.connect(sourceDatabase);
        execute(session, List.of("CREATE TABLE " + MARKS + " (n INT PRIMARY KEY)"));
    }

    void run(Scenario scenario) throws SQLException {
        List<Scenario.Step> steps = scenario.steps();
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
        try (Connection connection = target.connect(targetDatabase)) {
            await().atMost(PATIENCE).pollInterval(OFTEN).until(() -> hasArrived(connection) || failure() != null);
        }
        assertThat(failure()).as("the stream's error").isNull();
    }

    private boolean hasArrived(Connection connection) {
        try {
            return rows(connection, "SELECT 1 FROM " + MARKS + " WHERE n = " + marks)
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
        try (Connection connection = target.connect(targetDatabase)) {
            execute(connection, atTarget.statements());
        }
    }

    private Answer create() {
        return dbstream.api.create(Dbstream.config(source, sourceDatabase, target, targetDatabase, ""));
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
        assertThat(atTarget(expect.query())).as(expect.what()).isEqualTo(expect.rows());
    }

    private void created(Created created) throws SQLException {
        assertThat(atTarget(description(created.table())))
                .as("the target's table %s", created.table())
                .isEqualTo(created.lines());
    }

    /** Asks for a table's columns and its key, each a line. */
    private static String description(String table) {
        String quoted = table.replace("\"", "\"\"").replace("'", "''");
        return """
            SELECT line FROM (
                SELECT attnum AS place, attname || ' ' || format_type(atttypid, atttypmod)
                       || CASE WHEN attnotnull THEN ' not null' ELSE '' END AS line
                FROM pg_attribute WHERE attrelid = '"%1$s"'::regclass AND attnum > 0
                UNION ALL
                SELECT 10000, lower(pg_get_constraintdef(oid))
                FROM pg_constraint WHERE conrelid = '"%1$s"'::regclass AND contype IN ('p', 'u')) AS lines
            ORDER BY place""".formatted(quoted);
    }

    private void compare(Compare compare) throws SQLException {
        List<String> expected;
        try (Connection connection = source.connect(sourceDatabase)) {
            execute(connection, List.of("SET time_zone = '+00:00'"));
            expected = rows(connection, compare.sourceQuery());
        }
        assertThat(expected).as(compare.what()).isNotEmpty();
        assertThat(atTarget(compare.targetQuery())).as(compare.what()).isEqualTo(expected);
    }

    private List<String> atTarget(String query) throws SQLException {
        try (Connection connection = target.connect(targetDatabase)) {
            execute(connection, List.of("SET TIME ZONE 'UTC'"));
            return rows(connection, query);
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

    /** Each row as one line, as the server prints the values. */
    private static List<String> rows(Connection connection, String query) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            while (result.next()) {
                List<String> values = new ArrayList<>();
                for (int column = 1; column <= columns; column++) {
                    String value = result.getString(column);
                    values.add(value == null ? "NULL" : value);
                }
                rows.add(String.join(" | ", values));
            }
        }
        return rows;
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
