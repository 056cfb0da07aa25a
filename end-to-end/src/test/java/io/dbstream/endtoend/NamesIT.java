package io.dbstream.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.endtoend.Api.Answer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tables go where the configuration says, by the rules of {@code docs/reference/configuration.md}. */
@TestInstance(Lifecycle.PER_CLASS)
class NamesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private Dbstream dbstream;

    @BeforeAll
    void start() {
        dbstream = Dbstream.start("names");
    }

    @AfterAll
    void end() {
        dbstream.close();
    }

    @ParameterizedTest
    @CsvSource({"MYSQL,POSTGRESQL", "MARIADB,MYSQL", "POSTGRESQL,MARIADB", "POSTGRESQL,POSTGRESQL"})
    void tablesGoWhereTheFilterSaysAndOthersKeepTheirNames(Kind from, Kind to) throws SQLException {
        Database source = Database.fresh(from);
        Database target = Database.fresh(to);
        String other = source.name() + "_Other";
        String made = source.name() + "_Made";
        makeTables(source, other);

        String id = created(source, target, """
                { "name": "orders", "target": "%2$s.Orders 2" },
                { "name": "`my.table`" },
                { "name": "Capital", "target": "\\"a.b\\"" },
                { "name": "%1$s.customers", "target": "crm_customers" },
                { "name": "%1$s.kept" }
                """.formatted(other, made));
        change(source, other);

        awaitRow(target, quoted(to, made) + "." + quoted(to, "Orders 2"), "renamed");
        awaitRow(target, quoted(to, "my.table"), "dotted");
        awaitRow(target, quoted(to, "a.b"), "capital");
        awaitRow(target, "crm_customers", "moved");
        awaitRow(target, quoted(to, other) + ".kept", "kept");
        dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);
    }

    @ParameterizedTest
    @CsvSource({"MYSQL", "MARIADB", "POSTGRESQL"})
    void withinOneServerTablesAreCopiedToOtherNames(Kind kind) throws SQLException {
        Database database = Database.fresh(kind);
        String other = database.name() + "_Other";
        makeTables(database, other);

        assertRefused(database, database, "{ \"name\": \"orders\" }", "the stream would write into the table");
        assertRefused(
                database,
                database,
                "{ \"name\": \"orders\", \"target\": \"Capital\" }, { \"name\": \"Capital\", \"target\": \"orders\" }",
                "the stream would write into the table");
        String id = created(database, database, """
                { "name": "orders", "target": "orders_copy" },
                { "name": "Capital", "target": "%s.copied" }
                """.formatted(other));
        change(database, other);

        awaitRow(database, "orders_copy", "renamed");
        awaitRow(database, quoted(kind, other) + ".copied", "capital");
        dbstream.api.send("DELETE", "/api/v1/streams/" + id, null);
    }

    @ParameterizedTest
    @CsvSource({"MYSQL,POSTGRESQL", "POSTGRESQL,MYSQL"})
    void whatIsMisspeltIsGuessedAndTwoTablesIntoOneAreRefused(Kind from, Kind to) throws SQLException {
        Database source = Database.fresh(from);
        Database target = Database.fresh(to);
        String other = source.name() + "_Other";
        makeTables(source, other);

        assertRefused(source, target, "{ \"name\": \"capital\" }", "(did you mean ");
        assertRefused(source, target, "{ \"name\": \"Orders\" }", "orders?)");
        assertRefused(source, target, "{ \"name\": \"dbstream_checkpoint\" }", "in which dbstream keeps its own state");
        assertRefused(
                source,
                target,
                "{ \"name\": \"orders\" }, { \"name\": \"Capital\", \"target\": \"orders\" }",
                "would both go to the target's table");
        // Only the target's server knows that this is its own namespace.
        String own = to == Kind.POSTGRESQL ? "public" : target.name();
        assertRefused(
                source,
                target,
                "{ \"name\": \"orders\" }, { \"name\": \"Capital\", \"target\": \"" + own + ".orders\" }",
                "would both go to the target's table");
    }

    private String created(Database source, Database target, String tables) {
        Answer answer = create(source, target, tables);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer.text("/data/id");
    }

    private void assertRefused(Database source, Database target, String tables, String message) {
        Answer answer = create(source, target, tables);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.text("/message")).contains(message);
    }

    private Answer create(Database source, Database target, String tables) {
        String filter = "\"filter\": { \"tables\": [ " + tables + " ] }";
        return dbstream.api.create(Dbstream.config(source, filter, target, ""));
    }

    private static void makeTables(Database source, String other) throws SQLException {
        Kind kind = source.kind();
        execute(
                source,
                (kind.isMySql() ? "CREATE DATABASE " : "CREATE SCHEMA ") + quoted(kind, other),
                table("orders"),
                table(quoted(kind, "my.table")),
                table(quoted(kind, "Capital")),
                table(quoted(kind, other) + ".customers"),
                table(quoted(kind, other) + ".kept"));
    }

    private static void change(Database source, String other) throws SQLException {
        Kind kind = source.kind();
        execute(
                source,
                row("orders", "renamed"),
                row(quoted(kind, "my.table"), "dotted"),
                row(quoted(kind, "Capital"), "capital"),
                row(quoted(kind, other) + ".customers", "moved"),
                row(quoted(kind, other) + ".kept", "kept"));
    }

    private static String table(String name) {
        return "CREATE TABLE " + name + " (id INT PRIMARY KEY, note VARCHAR(20))";
    }

    private static String row(String table, String note) {
        return "INSERT INTO " + table + " VALUES (1, '" + note + "')";
    }

    private static String quoted(Kind kind, String identifier) {
        return kind.isMySql() ? "`" + identifier + "`" : "\"" + identifier + "\"";
    }

    private static void awaitRow(Database target, String table, String note) {
        await().atMost(PATIENCE)
                // The table is made with its first row.
                .ignoreExceptionsInstanceOf(SQLException.class)
                .untilAsserted(() -> {
                    try (Connection connection = target.connect()) {
                        assertThat(QueryRows.of(connection, "SELECT id, note FROM " + table))
                                .containsExactly("1 | " + note);
                    }
                });
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
