package io.dbstream.writer.apply.postgres;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.column;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.keyless;
import static io.dbstream.writer.apply.Tables.number;
import static io.dbstream.writer.apply.Tables.row;
import static io.dbstream.writer.apply.Tables.text;
import static io.dbstream.writer.apply.Tables.update;
import static io.dbstream.writer.apply.postgres.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.ErrorKind;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.Target;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the target refuses, and what is said about it: where, why and what to do, but never which value. */
class RefusalsIT {
    private static final String SECRET = "s3cret";

    private final TargetDatabase database = new TargetDatabase();
    private final TableSchema items = keyed("items", text("name"), number("price"));

    @Test
    void a_unique_constraint_that_does_not_hold_is_named() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text CONSTRAINT one_name UNIQUE, price int)");
        String message = refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, 1L), insert(items, 2L, SECRET, 1L));
        assertThat(message).contains("public.items").contains("one_name").contains("23505");
    }

    @Test
    void a_foreign_key_that_does_not_hold_is_named() {
        database.execute(
                "CREATE TABLE names (name text PRIMARY KEY)",
                "CREATE TABLE items (id bigint PRIMARY KEY, name text CONSTRAINT known_name REFERENCES names, price int)");
        assertThat(refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, 1L)))
                .contains("public.items")
                .contains("known_name");
    }

    @Test
    void a_deferred_constraint_that_does_not_hold_at_the_commit_is_named() {
        database.execute(
                "CREATE TABLE names (name text PRIMARY KEY)",
                "CREATE TABLE items (id bigint PRIMARY KEY, price int,"
                        + " name text CONSTRAINT known_name REFERENCES names DEFERRABLE INITIALLY DEFERRED)");
        assertThat(refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, 1L))).contains("known_name");
    }

    @Test
    void a_column_that_may_not_be_null_is_named() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text, price int NOT NULL)");
        assertThat(refusal(ErrorKind.REJECTED, insert(items, 1L, SECRET, null))).contains("\"price\"");
    }

    @Test
    void what_a_trigger_refuses_is_not_repeated() {
        database.execute(
                "CREATE TABLE items (id bigint PRIMARY KEY, name text, price int)",
                "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN RAISE EXCEPTION 'not %', NEW.name; END $$",
                "CREATE TRIGGER refuse BEFORE INSERT ON items FOR EACH ROW EXECUTE FUNCTION refuse()");
        assertThat(refusal(Map.of("triggers", "fire"), ErrorKind.REJECTED, insert(items, 1L, SECRET, null)))
                .contains("public.items")
                .contains("P0001");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "varchar(5)",
                "char(5)",
                "uuid",
                "json",
                "jsonb",
            })
    void a_text_that_its_column_cannot_hold_is_refused_with_the_columns_name(String type) {
        TableSchema table = keyed("items", number("price"), column("name", new DataType.Varchar(100)));
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, price int, name " + type + ")");
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(table, 1L, 5L, SECRET)))
                .contains("public.items")
                .contains("\"name\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"'a  ';varchar(2)", "'a ';char(3)", "'a\0b';text", "'a\0b';varchar(10)"})
    void a_text_that_postgresql_would_shorten_is_refused(String value, String type) {
        TableSchema table = keyed("items", column("name", new DataType.Varchar(100)));
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name " + type + ")");
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(table, 1L, value)))
                .contains("public.items")
                .contains("\"name\"");
    }

    @Test
    void a_number_out_of_the_columns_range_is_refused_in_bulk_and_alone() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text, price smallint)");
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 0; id < 100; id++) {
            changes.add(insert(items, id, SECRET, id == 50 ? 700_700L : id));
        }
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, changes.toArray(new ChangeEvent[0])))
                .contains("\"price\"")
                .doesNotContain("700700");
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(items, 1L, SECRET, 700_700L)))
                .contains("\"price\"")
                .doesNotContain("700700");
    }

    @ParameterizedTest
    @CsvSource({"0000-00-00", "2024-00-01", "2024-01-00", "0000-05-05"})
    void dates_that_do_not_exist_are_refused(String date) {
        TableSchema days = keyed("days", column("day", new DataType.Date()));
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(days, 1L, date)))
                .contains("\"day\"")
                .contains("public.days")
                .doesNotContain(date);
        TableSchema times = keyed("times", column("at", new DataType.DateTime(6)));
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(times, 1L, date + " 00:00:00.000000")))
                .contains("\"at\"")
                .contains("public.times");
    }

    @Test
    void a_day_that_mysql_only_allows_on_request_is_refused() {
        TableSchema days = keyed("days", column("day", new DataType.Date()));
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(days, 1L, "2024-02-31")))
                .contains("\"day\"")
                .doesNotContain("2024-02-31");
    }

    @Test
    void an_update_is_refused_like_an_insert() {
        database.execute("CREATE TABLE items (id bigint PRIMARY KEY, name text, price int CHECK (price < 5))");
        assertThat(refusal(
                        ErrorKind.REJECTED,
                        insert(items, 1L, SECRET, 1L),
                        update(items, row(1L, SECRET, 1L), row(1L, SECRET, 7L))))
                .contains("items_price_check");
    }

    @Test
    void rows_of_a_table_without_key_are_refused_like_others() {
        TableSchema log = keyless("log", text("line"));
        database.execute("CREATE TABLE log (line text UNIQUE)");
        assertThat(refusal(ErrorKind.REJECTED, insert(log, SECRET), insert(log, SECRET)))
                .contains("log_line_key");
    }

    @Test
    void names_that_postgresql_would_shorten_are_refused() {
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(keyed("n".repeat(64)), 1L)))
                .contains("n".repeat(64));
        assertThat(refusal(ErrorKind.UNREPRESENTABLE, insert(keyed("t", text("ä".repeat(32))), 1L, SECRET)))
                .contains("ä".repeat(32));
    }

    @Test
    void a_view_is_refused() {
        database.execute("CREATE VIEW items AS SELECT 1::bigint AS id, ''::text AS name, 1 AS price");
        assertThat(refusal(ErrorKind.CONFIGURATION, insert(items, 1L, SECRET, 1L)))
                .contains("public.items");
    }

    @Test
    void two_source_tables_that_would_share_a_target_table_are_refused() {
        TableSchema other = new TableSchema(new TableId("public", "items"), items.columns(), items.key());
        assertThat(refusal(ErrorKind.CONFIGURATION, insert(items, 1L, SECRET, 1L), insert(other, 1L, SECRET, 1L)))
                .contains("shop.items")
                .contains("public.items");
    }

    @Test
    void missing_rights_are_named_with_the_statement_that_grants_them() {
        database.execute(
                "CREATE TABLE items (id bigint PRIMARY KEY, name text, price int)",
                "CREATE ROLE poor LOGIN PASSWORD 'x'");
        try {
            assertThatThrownBy(database.target(database.address("poor", "x"))::open)
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("GRANT CREATE, USAGE ON SCHEMA \"public\" TO \"poor\"");
            database.execute("GRANT CREATE ON SCHEMA public TO poor");
            try (Target target = database.target(database.address("poor", "x"))) {
                target.open();
                assertThatThrownBy(() -> target.apply(List.of(insert(items, 1L, SECRET, 1L))))
                        .satisfies(kind(ErrorKind.PREREQUISITE))
                        .hasMessageContaining("ON \"public\".\"items\" TO \"poor\"");
            }
            database.execute("GRANT SELECT, INSERT, UPDATE, DELETE ON items TO poor");
            try (Target target = database.target(database.address("poor", "x"))) {
                target.open();
                target.apply(List.of(insert(items, 1L, SECRET, 1L), new ChangeEvent.Truncate(items)));
                target.commit(checkpoint(1));
            }
        } finally {
            database.execute("DROP OWNED BY poor", "DROP ROLE poor");
        }
    }

    private String refusal(ErrorKind kind, ChangeEvent... changes) {
        return refusal(Map.of(), kind, changes);
    }

    private String refusal(Map<String, String> settings, ErrorKind kind, ChangeEvent... changes) {
        try (Target target = database.target(database.address(), DatabaseType.MYSQL, settings)) {
            target.open();
            Throwable thrown = catchThrowable(() -> {
                target.apply(List.of(changes));
                target.commit(checkpoint(1));
            });
            assertThat(thrown).satisfies(kind(kind));
            StringWriter printed = new StringWriter();
            thrown.printStackTrace(new PrintWriter(printed));
            assertThat(printed.toString()).doesNotContain(SECRET);
            return String.valueOf(thrown.getMessage());
        }
    }
}
