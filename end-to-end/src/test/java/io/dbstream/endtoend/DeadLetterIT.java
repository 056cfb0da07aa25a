package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What becomes of rows that the target refuses, as a user of curl sees it, and that nobody ever shows what is in them. */
@TestInstance(Lifecycle.PER_CLASS)
class DeadLetterIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String SECRET = "s3cret-that-is-far-too-long";

    private final List<String> answers = new ArrayList<>();
    private final Database source = Database.fresh(Kind.MARIADB);
    private final Database target = Database.fresh(Kind.POSTGRESQL);

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() throws SQLException {
        execute(
                source,
                "CREATE TABLE items (id INT PRIMARY KEY, name VARCHAR(100), n INT)",
                "CREATE TABLE wares (id INT PRIMARY KEY, name VARCHAR(100), n INT)");
        dbstream = Dbstream.start("dead-letter");
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    @Test
    void aRefusedRowWaitsAsideUntilItIsRetriedOrSkippedAndEverythingElseGoesOn() throws SQLException {
        Answer refused = create("perhaps", "items");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("/message")).contains("errorPolicy is stop or dead-letter");
        execute(
                target,
                "CREATE TABLE items (id int PRIMARY KEY, name varchar(10), n int CONSTRAINT no_debts CHECK (n >= 0))");
        String id = create("dead-letter", "items").text("/data/id");

        execute(
                source,
                "INSERT INTO items VALUES (1, 'one', 1), (2, '" + SECRET + "', 2), (3, 'three', 3)",
                "UPDATE items SET n = 20 WHERE id = 2",
                "UPDATE items SET n = 30 WHERE id = 3");
        awaitRows("items", "1|one|1|", "3|three|30|");
        Answer listed = awaitLetters(id, 1, 2);
        assertThat(listed.text("/data/0/table")).endsWith(".items");
        assertThat(listed.text("/data/0/kind")).isEqualTo("UNREPRESENTABLE");
        assertThat(listed.text("/data/0/reason")).contains("\"name\"");
        String first = listed.text("/data/0/number");

        dbstream.targetWriter.kill();
        execute(
                source,
                "UPDATE items SET n = 21 WHERE id = 2",
                "INSERT INTO items VALUES (4, 'four', 4), (5, 'five', -5)");
        dbstream.targetWriter.start();
        awaitRows("items", "1|one|1|", "3|three|30|", "4|four|4|");
        listed = awaitLetters(id, 2, 4);
        String second = listed.text("/data/1/number");
        assertThat(listed.text("/data/1/kind")).isEqualTo("REJECTED");

        Answer again = letters("POST", id, "/" + first + "/retry");
        assertThat(again.status()).as(again.body().toString()).isEqualTo(200);
        assertThat(again.body().at("/refused").asInt()).isEqualTo(1);
        assertThat(again.text("/letter/number")).isEqualTo(first);
        execute(target, "ALTER TABLE items ALTER COLUMN name TYPE text");
        again = letters("POST", id, "/" + first + "/retry");
        assertThat(again.body().at("/applied").asInt())
                .as(again.body().toString())
                .isEqualTo(1);
        execute(source, "UPDATE items SET n = 22 WHERE id = 2");
        awaitRows("items", "1|one|1|", "2|" + SECRET + "|22|", "3|three|30|", "4|four|4|");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(dbstream.targetWriter.metrics())
                        .contains("dbstream_target_dead_letters{stream=\"" + id + "\"} 1.0"));
        assertThat(letters("POST", id, "/" + second + "/skip")
                        .body()
                        .at("/skipped")
                        .asInt())
                .isEqualTo(1);
        assertThat(letters("POST", id, "/" + second + "/skip").status()).isEqualTo(404);
        assertThat(letters("POST", id, "/none/retry").status()).isEqualTo(404);
        assertThat(letters("POST", id, "/retry").status()).isEqualTo(200);
        awaitLetters(id, 0, 0);

        execute(source, "INSERT INTO items VALUES (6, 'six', -6)");
        awaitLetters(id, 1, 1);
        send("POST", "/api/v1/streams/" + id + "/pause");
        assertThat(letters("POST", id, "/skip").status()).isEqualTo(202);
        send("POST", "/api/v1/streams/" + id + "/resume");
        awaitLetters(id, 0, 0);

        assertThat(send("DELETE", "/api/v1/streams/" + id).status()).isEqualTo(200);
        assertThat(letters("POST", id, "/retry").status()).isEqualTo(409);
        assertQuiet();
    }

    @Test
    void aFailedStreamGoesOnWhereItStoppedOnceTheCauseIsMended() throws SQLException {
        execute(
                target,
                "CREATE TABLE wares (id int PRIMARY KEY, name varchar(10) CONSTRAINT one_name UNIQUE, n int)",
                "INSERT INTO wares VALUES (77, 'one', 0)",
                "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
                "CREATE TRIGGER meddle BEFORE INSERT ON wares FOR EACH ROW EXECUTE FUNCTION meddle()");
        String id = create("stop", "wares").text("/data/id");

        execute(source, "INSERT INTO wares VALUES (1, 'one', 1)");
        awaitFailure(id, "PREREQUISITE", "DISABLE TRIGGER");
        execute(target, "DROP TRIGGER meddle ON wares");
        send("POST", "/api/v1/streams/" + id + "/resume");
        awaitFailure(id, "REJECTED", "one_name");
        execute(target, "DELETE FROM wares");
        send("POST", "/api/v1/streams/" + id + "/resume");
        awaitRows("wares", "1|one|1|");

        execute(
                source,
                "INSERT INTO wares VALUES (2, '" + SECRET + "', 2)",
                "INSERT INTO wares VALUES (3, 'three', 3)");
        awaitFailure(id, "UNREPRESENTABLE", "\"name\"");
        execute(target, "ALTER TABLE wares ALTER COLUMN name TYPE text");
        send("POST", "/api/v1/streams/" + id + "/resume");
        awaitRows("wares", "1|one|1|", "2|" + SECRET + "|2|", "3|three|3|");
        assertThat(send("DELETE", "/api/v1/streams/" + id).status()).isEqualTo(200);
        assertQuiet();
    }

    private Answer create(String policy, String table) {
        Answer answer = dbstream.api.create(Dbstream.config(
                source,
                "\"filter\": {\"tables\": [{\"name\": \"" + table + "\"}]}",
                target,
                "\"settings\": {\"errorPolicy\": \"" + policy + "\"}"));
        answers.add(answer.body().toString());
        return answer;
    }

    private Answer send(String method, String path) {
        Answer answer = dbstream.api.send(method, path, null);
        answers.add(answer.body().toString());
        return answer;
    }

    private Answer letters(String method, String id, String action) {
        return send(method, "/api/v1/streams/" + id + "/dead-letters" + action);
    }

    private Answer awaitLetters(String id, int letters, int changes) {
        return await().atMost(PATIENCE)
                .until(
                        () -> letters("GET", id, ""),
                        answer -> answer.body().at("/letters").asInt(-1) == letters
                                && answer.body().at("/changes").asInt(-1) == changes);
    }

    private void awaitFailure(String id, String kind, String message) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Answer stat = send("GET", "/api/v1/streams/" + id + "/stat");
            assertThat(stat.text("/target/status")).as(stat.body().toString()).isEqualTo("FAILED");
            assertThat(stat.text("/target/kind")).isEqualTo(kind);
            assertThat(stat.text("/target/message")).contains(message);
            assertThat(stat.text("/target/since")).isNotEmpty();
        });
    }

    private void awaitRows(String table, String... rows) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            try (Connection connection = target.connect()) {
                assertThat(Tables.rows(connection, "SELECT id, name, n FROM " + table))
                        .containsExactly(rows);
            }
        });
    }

    private void assertQuiet() {
        for (Service service : List.of(dbstream.apiServer, dbstream.sourceReader, dbstream.targetWriter)) {
            assertThat(service.log()).doesNotContain(SECRET);
            assertThat(service.metrics()).doesNotContain(SECRET);
        }
        assertThat(answers).noneMatch(answer -> answer.contains(SECRET));
    }

    private static void execute(Database database, String... statements) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }
}
