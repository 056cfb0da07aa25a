package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.endtoend.Api.Answer;
import io.dbstream.sandbox.Ports;
import io.dbstream.sandbox.SharedServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Every mistake has one answer that says what is wrong, and leaves nothing behind: no stream, no slot, no publication. */
@TestInstance(Lifecycle.PER_CLASS)
class MistakesIT {
    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Database postgres;

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Database mysql;

    @BeforeAll
    void start() {
        dbstream = Dbstream.start("mistakes");
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    @BeforeEach
    void makeTables() throws SQLException {
        postgres = Database.fresh(Kind.POSTGRESQL);
        mysql = Database.fresh(Kind.MYSQL);
        execute(
                postgres,
                "CREATE TABLE orders (id INT PRIMARY KEY)",
                "CREATE SCHEMA odd",
                "CREATE TABLE odd.keyless (id INT)");
        execute(mysql, "CREATE TABLE orders (id INT PRIMARY KEY)");
    }

    @AfterEach
    void nothingIsLeft() throws SQLException {
        JsonNode streams =
                dbstream.api.send("GET", "/api/v1/streams", null).body().get("data");
        for (JsonNode stream : streams) {
            assertThat(stream.at("/status/source").asString())
                    .as(stream.toString())
                    .isEqualTo("STOPPED");
        }
        try (Connection connection = postgres.connect()) {
            String slots = "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()";
            assertThat(QueryRows.of(connection, slots)).isEmpty();
            assertThat(QueryRows.of(connection, "SELECT pubname FROM pg_publication"))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"settings\": {\"replicationSlotName\": \"Not-A-Name\"}|source: source.settings.replicationSlotName may hold",
                "\"settings\": {\"publicationName\": \"\"}|source: source.settings.publicationName is a name",
                "\"settings\": {\"slotName\": \"x\"}|source: source.settings has no slotName",
                "\"filter\": {\"tables\": [{\"name\": \"nothing\"}]}|the table public.nothing of the filter does not exist",
                "\"filter\": {\"tables\": [{\"name\": \"Orders\"}]}|does not exist (did you mean public.orders?)",
                "\"filter\": {\"tables\": [{\"name\": \"odd.keyless\"}]}|ALTER TABLE \"odd\".\"keyless\" REPLICA IDENTITY FULL",
            })
    void aPostgresqlSourceSaysWhatIsWrong(String members, String message) {
        assertRefused(400, message, Dbstream.config(postgres, members, mysql, ""));
    }

    @Test
    void aUserOfAPostgresqlSourceWithoutRightsIsToldWhichAreMissing() throws SQLException {
        String user = postgres.name() + "_reader";
        execute(postgres, "CREATE ROLE " + user + " LOGIN PASSWORD 'wrong-s3cret'");

        assertRefused(
                400,
                "ALTER ROLE \"" + user + "\" REPLICATION",
                Dbstream.config(as(postgres, user, "wrong-s3cret"), "", mysql, ""));
    }

    @ParameterizedTest
    @CsvSource({"POSTGRESQL,MYSQL", "MYSQL,POSTGRESQL", "MYSQL,MARIADB"})
    void aConnectionThatCannotBeIsNamed(Kind from, Kind to) {
        Database source = from == Kind.POSTGRESQL ? postgres : mysql;
        Database target = Database.fresh(to);

        assertRefused(400, "source: ", Dbstream.config(as(source, "nobody", "wrong-s3cret"), "", target, ""));
        assertRefused(400, "target: ", Dbstream.config(source, "", as(target, "nobody", "wrong-s3cret"), ""));
        assertRefused(400, "no_such_database", Dbstream.config(in(source, "no_such_database"), "", target, ""));
        assertRefused(400, "no_such_database", Dbstream.config(source, "", in(target, "no_such_database"), ""));
        int nobody = Ports.free();
        assertRefused(502, "source: ", Dbstream.config(at(source, nobody), "", target, ""));
        assertRefused(502, "target: ", Dbstream.config(source, "", at(target, nobody), ""));
        assertRefused(400, "target: ", Dbstream.config(source, "", target, "\"settings\": {\"x\": 1}"));
    }

    @ParameterizedTest
    @CsvSource({"MYSQL", "MARIADB"})
    void aUserOfAMysqlTargetWithoutRightsIsToldWhichAreMissing(Kind kind) throws SQLException {
        Database target = Database.fresh(kind);
        String user = target.name() + "_w";
        execute(
                target,
                "CREATE USER '" + user + "'@'%' IDENTIFIED BY 'wrong-s3cret'",
                "GRANT SELECT ON `" + target.name() + "`.* TO '" + user + "'@'%'");

        assertRefused(400, "GRANT ", Dbstream.config(postgres, "", as(target, user, "wrong-s3cret"), ""));
        assertRefused(
                400,
                "target: target.settings.triggers",
                Dbstream.config(postgres, "", target, "\"settings\": {\"triggers\": \"perhaps\"}"));
    }

    @Test
    void aSlotThatAnotherStreamReadsFromIsNotTaken() throws SQLException {
        String settings = "\"settings\": {\"replicationSlotName\": \"" + postgres.name() + "\"}";
        Answer first = dbstream.api.create(Dbstream.config(postgres, settings, mysql, ""));
        assertThat(first.status()).as(first.body().toString()).isEqualTo(201);

        Answer second = dbstream.api.create(Dbstream.config(postgres, settings, Database.fresh(Kind.MARIADB), ""));

        assertThat(second.status()).as(second.body().toString()).isEqualTo(400);
        assertThat(second.text("/message")).contains("replicationSlotName is " + postgres.name());
        String id = first.text("/data/id");
        assertThat(dbstream.api.stat(id).text("/source/status")).isEqualTo("READY");
        dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);
    }

    private void assertRefused(int status, String message, String config) {
        Answer answer = dbstream.api.create(config);

        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
        assertThat(answer.text("/message"))
                .contains(message)
                .doesNotContain("wrong-s3cret", SharedServers.postgres().password());
    }

    private static Database as(Database database, String user, String password) {
        return with(database, "(^postgres://|^)[^:/@]+:[^@]+@", "$1" + user + ":" + password + "@");
    }

    private static Database in(Database database, String other) {
        return with(database, "/" + database.name(), "/" + other);
    }

    private static Database at(Database database, int port) {
        return with(database, ":[0-9]+([)]?/)", ":" + port + "$1");
    }

    private static Database with(Database database, String part, String replacement) {
        return new Database(
                database.kind(),
                database.name(),
                database.type(),
                database.address().replaceFirst(part, replacement),
                database.connecting());
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
