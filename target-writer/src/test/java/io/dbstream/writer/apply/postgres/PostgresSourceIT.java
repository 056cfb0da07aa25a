package io.dbstream.writer.apply.postgres;

import static io.dbstream.writer.apply.Failures.kind;
import static io.dbstream.writer.apply.Tables.column;
import static io.dbstream.writer.apply.Tables.delete;
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

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Enumeration;
import io.dbstream.schema.DataType.Other;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.DatabaseType;
import io.dbstream.writer.apply.Tables;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a PostgreSQL target does for a PostgreSQL source beyond values: types of users, and who reacts to what is written. */
class PostgresSourceIT {
    private static final String LIMITED = "limited_writer";

    private final TargetDatabase database = new TargetDatabase();

    private static Column mood(String... labels) {
        return new Column("m", new Enumeration(List.of(labels)), true, Tables.NAMESPACE + ".mood");
    }

    private static Column other(String declared) {
        return new Column("v", new Other(), true, declared);
    }

    @Test
    void an_enum_is_made_with_its_table_where_the_tables_of_its_schema_are() {
        TableSchema table = keyed(
                "t",
                mood("sad", "o'k", ""),
                new Column("w", new Enumeration(List.of("on", "off")), true, "\"Other Schema\".\"Switch\""));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(table, 1L, "", "off")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT *, pg_typeof(m), pg_typeof(w) FROM t"))
                .containsExactly("1||off|mood|\"Other Schema\".\"Switch\"");
        assertThat(labels("mood")).containsExactly("sad", "o'k", "");
    }

    @Test
    void an_enum_gets_the_labels_of_the_source_where_the_source_has_them() {
        TableSchema before = keyed("t", mood("b", "d"));
        TableSchema after = keyed("t", mood("a", "b", "c", "d", "e"));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(before, 1L, "b")));
            target.commit(checkpoint(1));
            target.apply(List.of(insert(before, 2L, "d"), new SchemaChange(after), insert(after, 3L, "c")));
            target.apply(List.of(update(after, row(1L, "b"), row(1L, "e")), insert(after, 4L, "a")));
            target.commit(checkpoint(2));
        }
        assertThat(labels("mood")).containsExactly("a", "b", "c", "d", "e");
        assertThat(database.rows("SELECT * FROM t ORDER BY m")).containsExactly("4|a", "3|c", "2|d", "1|e");
    }

    @Test
    void an_enum_that_was_made_in_the_open_transaction_gets_labels_too() {
        TableSchema before = keyed("t", mood("b"));
        TableSchema after = keyed("t", mood("b", "c"));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(before, 1L, "b"), new SchemaChange(after), insert(after, 2L, "c")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).containsExactly("1|b", "2|c");
    }

    @Test
    void labels_that_only_the_types_owner_may_add_are_named_with_the_statement() {
        makeLimitedWriter();
        database.execute(
                "CREATE TYPE mood AS ENUM ('b')",
                "CREATE TABLE t (id bigint PRIMARY KEY, m mood)",
                "GRANT ALL ON t TO " + LIMITED);
        try (Target target = database.target(limited(), DatabaseType.POSTGRESQL, Map.of())) {
            target.open();
            assertThatThrownBy(() -> target.apply(List.of(insert(keyed("t", mood("b", "c")), 1L, "b"))))
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("ALTER TYPE \"public\".\"mood\" ADD VALUE IF NOT EXISTS 'c' AFTER 'b'");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "shop.pair;CREATE TYPE \"public\".\"pair\" AS",
                "shop.pair[];CREATE TYPE \"public\".\"pair\" AS",
                "shop.hstore;CREATE EXTENSION hstore",
                "x.geometry(Point,4326);CREATE EXTENSION postgis"
            })
    void a_type_that_is_missing_is_named_with_what_makes_it(String declared, String remedy) {
        try (Target target = database.openedForPostgres()) {
            assertThatThrownBy(() -> target.apply(List.of(insert(keyed("t", other(declared)), 1L, null))))
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("\"v\"")
                    .hasMessageContaining("public.t")
                    .hasMessageContaining(remedy);
        }
    }

    @Test
    void an_extensions_type_is_found_wherever_the_extension_is() {
        database.execute("CREATE SCHEMA extensions", "CREATE EXTENSION hstore SCHEMA extensions");
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(keyed("t", other("shop.hstore")), 1L, "\"a\"=>\"1\"")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT pg_typeof(v), v FROM t")).containsExactly("extensions.hstore|\"a\"=>\"1\"");
    }

    /** A type of the source's column, the type of a column that is there, a value and what is printed of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "numeric(5,2)[];text;{1.00};{1.00}",
                "numeric(5,2)[];numeric[];{1.00};{1.00}",
                "numeric(5,2)[];price[];{1.00};{1.00}",
                "numeric(5,2)[];prices;{1.00};{1.00}",
                "interval(3);interval;00:00:00.5;00:00:00.5",
                "interval day to hour;interval;5 days;5 days",
                "bit varying(3);bit varying;101;101",
                "inet;varchar(50);10.0.0.1/8;10.0.0.1/8",
                "int4range;text;[1,6);[1,6)",
                "shop.hidden;hidden;(1);(1)",
            })
    void a_type_that_only_postgresql_knows_goes_into_its_like_and_into_text(
            String declared, String type, String value, String printed) {
        database.execute(
                "CREATE DOMAIN price AS numeric(5,2)",
                "CREATE DOMAIN prices AS numeric(5,2)[]",
                "CREATE TYPE hidden AS (a int)",
                "CREATE TABLE t (id bigint PRIMARY KEY, v " + type + ")");
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(keyed("t", other(declared)), 1L, value)));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT format('%s', v) FROM t")).containsExactly(printed);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "numeric(5,2)[];numeric(5,1)[]",
                "numeric(5,2)[];int[]",
                "interval;interval(3)",
                "interval;time",
                "inet;cidr",
                "int4range;int8range",
                "bit varying(8);bit varying(7)",
                "time with time zone;time",
                "money;numeric",
                "shop.hidden;shown"
            })
    void a_type_between_which_a_value_could_change_is_refused_with_the_one_that_fits(String declared, String type) {
        database.execute(
                "CREATE TYPE hidden AS (a int)",
                "CREATE TYPE shown AS (a int)",
                "CREATE TABLE t (id bigint PRIMARY KEY, v " + type + ")");
        try (Target target = database.openedForPostgres()) {
            assertThatThrownBy(() -> target.apply(List.of(insert(keyed("t", other(declared)), 1L, null))))
                    .satisfies(kind(ErrorKind.UNREPRESENTABLE))
                    .hasMessageContaining("ALTER COLUMN \"v\" TYPE ")
                    .hasMessageContaining(declared.replace("shop.hidden", "\"public\".\"hidden\""));
        }
    }

    @Test
    void a_padded_text_loses_its_padding_where_it_is_none() {
        database.execute(
                "CREATE TYPE mood AS ENUM ('ab')",
                "CREATE TABLE t (id bigint PRIMARY KEY, v text, w varchar(2), x mood)");
        DataType padded = new DataType.Char(4);
        TableSchema table = keyed(
                "t",
                new Column("v", padded, true, "character(4)"),
                new Column("w", padded, true, "character(4)"),
                new Column("x", padded, true, "character(4)"));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(table, 1L, "ab  ", "ab  ", "ab  ")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM t")).containsExactly("1|ab|ab|ab");
    }

    @Test
    void neither_triggers_nor_foreign_keys_act_a_second_time() {
        database.execute(
                "CREATE TABLE parents (id bigint PRIMARY KEY, name text)",
                "CREATE TABLE t (id bigint PRIMARY KEY, parent int REFERENCES parents ON DELETE CASCADE)",
                "CREATE TABLE noted (what text)",
                "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN INSERT INTO noted VALUES (TG_NAME); RETURN NULL; END $$",
                "CREATE TRIGGER ordinary AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION note()",
                "CREATE TRIGGER for_replicas AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION note()",
                "ALTER TABLE t ENABLE REPLICA TRIGGER for_replicas");
        TableSchema parents = keyed("parents", text("name"));
        TableSchema table = keyed("t", number("parent"));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(parents, 1L, "p"), insert(table, 1L, 1L), insert(table, 2L, 2L)));
            target.apply(List.of(delete(parents, 1L, "p")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM noted")).containsExactly("for_replicas", "for_replicas");
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).containsExactly("1|1", "2|2");
    }

    @Test
    void a_writer_that_may_not_be_a_replica_refuses_triggers_and_heeds_foreign_keys() {
        makeLimitedWriter();
        database.execute(
                "CREATE TABLE noted (what text)",
                "GRANT ALL ON noted TO " + LIMITED,
                "CREATE FUNCTION note() RETURNS trigger LANGUAGE plpgsql AS"
                        + " $$ BEGIN INSERT INTO noted VALUES (TG_NAME); RETURN NULL; END $$",
                "CREATE TABLE t (id bigint PRIMARY KEY, other bigint REFERENCES t DEFERRABLE)",
                "CREATE TRIGGER \"My Trigger\" AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION note()",
                "GRANT ALL ON t TO " + LIMITED);
        TableSchema table = keyed("t", column("other", new DataType.Int(64, false)));
        ChangeEvent pair = insert(table, 1L, 2L);
        refuses("ALTER TABLE \"public\".\"t\" DISABLE TRIGGER USER", Map.of(), pair);
        database.execute("ALTER TABLE t DISABLE TRIGGER USER");
        refuses("t_other_fkey", Map.of(), pair);
        writes(Map.of(), pair, insert(table, 2L, 1L));
        // By the exact path, where each row is checked by itself unless that is put off.
        writes(Map.of(), insert(table, 3L, 3L), update(table, row(3L, 3L), row(4L, 4L)));
        database.execute("ALTER TABLE t ENABLE ALWAYS TRIGGER \"My Trigger\"");
        writes(Map.of(), insert(table, 5L, 5L));
        database.execute("ALTER TABLE t DISABLE TRIGGER USER", "ALTER TABLE t ENABLE TRIGGER USER");
        writes(Map.of("triggers", "fire"), insert(table, 6L, 6L));
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).containsExactly("1|2", "2|1", "4|4", "5|5", "6|6");
        assertThat(database.rows("SELECT * FROM noted")).containsExactly("My Trigger", "My Trigger");
    }

    @Test
    void a_trigger_is_refused_for_other_sources_too() {
        database.execute(
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$",
                "CREATE TABLE t (id bigint PRIMARY KEY, n int) PARTITION BY RANGE (id)",
                "CREATE TABLE t1 PARTITION OF t DEFAULT",
                "CREATE TRIGGER on_partition AFTER DELETE ON t1 EXECUTE FUNCTION nothing()");
        try (Target target = database.opened()) {
            assertThatThrownBy(() -> target.apply(List.of(insert(keyed("t", number("n")), 1L, 1L))))
                    .satisfies(kind(ErrorKind.PREREQUISITE))
                    .hasMessageContaining("on_partition")
                    .hasMessageContaining("target.settings.triggers");
        }
    }

    @Test
    void the_setting_for_triggers_is_refuse_or_fire() {
        assertThatThrownBy(() -> database.target(database.address(), DatabaseType.MYSQL, Map.of("triggers", "no")))
                .satisfies(kind(ErrorKind.CONFIGURATION))
                .hasMessageContaining("target.settings.triggers");
    }

    @Test
    void a_table_whose_policies_hide_rows_is_refused() {
        makeLimitedWriter();
        database.execute(
                "CREATE TABLE t (id bigint PRIMARY KEY, n int)",
                "ALTER TABLE t ENABLE ROW LEVEL SECURITY",
                "GRANT ALL ON t TO " + LIMITED);
        refuses("BYPASSRLS", Map.of(), insert(keyed("t", number("n")), 1L, 1L));
    }

    @Test
    void a_key_that_only_looks_different_stays_one_row() {
        database.execute(
                "CREATE TABLE t (id numeric PRIMARY KEY, v text, w text)",
                "CREATE TABLE children (id bigint PRIMARY KEY, parent numeric REFERENCES t ON UPDATE CASCADE)");
        TableSchema table = new TableSchema(
                keyed("t").id(),
                List.of(new Column("id", new DataType.Numeric(), false, "numeric"), text("v"), text("w")),
                List.of(0));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(
                    insert(table, "1.0", "a", "b"), insert(table, "2", "a", "b"), insert(table, "3.0", "a", "b")));
            // What did not change and lies outside of the row, the log does not carry.
            target.apply(List.of(new Update(table, row("1.0", Row.ABSENT, Row.ABSENT), row("1.00", "c", Row.ABSENT))));
            target.apply(List.of(delete(table, "2", Row.ABSENT, Row.ABSENT), insert(table, "2.0", "d", "e")));
            target.apply(List.of(update(table, row("3.0", "a", "b"), row("3", "a", "b"))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).containsExactly("1.00|c|b", "2.0|d|e", "3|a|b");
    }

    @Test
    void rows_that_only_a_collation_calls_equal_are_told_apart() {
        database.execute(
                "CREATE COLLATION same_letters (provider = icu, locale = 'und-u-ks-level2', deterministic = false)",
                "CREATE TABLE t (v text COLLATE same_letters)");
        TableSchema table = keyless("t", new Column("v", new DataType.Text(), true, "text"));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(table, "ab"), insert(table, "AB"), insert(table, "Ab")));
            target.apply(List.of(delete(table, "AB"), update(table, row("Ab"), row("aB"))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT v COLLATE \"C\" AS v FROM t ORDER BY v"))
                .containsExactly("aB", "ab");
    }

    @Test
    void unique_values_swap_inside_a_transaction_where_the_constraint_can_wait() {
        database.execute("CREATE TABLE t (id bigint PRIMARY KEY, v text UNIQUE DEFERRABLE)");
        TableSchema table = keyed("t", text("v"));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(table, 1L, "a"), insert(table, 2L, "b")));
            target.apply(List.of(update(table, row(1L, "a"), row(1L, "b")), update(table, row(2L, "b"), row(2L, "a"))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM t ORDER BY id")).containsExactly("1|b", "2|a");
    }

    @Test
    void a_table_called_like_the_row_that_was_to_be_inserted_is_written() {
        TableSchema table = keyed("excluded", text("v"), text("excluded"), text("t"), text("k0"), text("unnest"));
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(insert(table, 1L, "a", "b", "c", "d", "e")));
            target.apply(List.of(update(table, row(1L, "a", "b", "c", "d", "e"), row(1L, "f", "g", "h", "i", "j"))));
            target.apply(
                    List.of(insert(table, 2L, "a", "b", "c", "d", "e"), delete(table, 2L, "a", "b", "c", "d", "e")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM excluded")).containsExactly("1|f|g|h|i|j");
    }

    @Test
    void tables_are_emptied_whoever_points_to_them() {
        database.execute(
                "CREATE TABLE t (id bigint PRIMARY KEY, n int)",
                "CREATE TABLE children (id bigint PRIMARY KEY, t int REFERENCES t)",
                "INSERT INTO t VALUES (1, 1)");
        try (Target target = database.openedForPostgres()) {
            target.apply(List.of(new Truncate(keyed("t", number("n")))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT * FROM t")).isEmpty();
    }

    @Test
    void sixteen_megabytes_of_bytes_go_by_every_path() {
        byte[] bytes = new byte[16 << 20];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i * 31);
        }
        TableSchema table = keyed("t", new Column("v", new DataType.Bytes(), true, "bytea"), text("w"));
        List<ChangeEvent> copied = new ArrayList<>();
        copied.add(insert(table, 100L, bytes, "w"));
        for (long id = 0; id < CopyRun.WORTHWHILE; id++) {
            copied.add(insert(table, id, new byte[0], ""));
        }
        try (Target target = database.openedForPostgres()) {
            target.apply(copied);
            target.apply(List.of(insert(table, 101L, bytes, null)));
            target.apply(List.of(update(table, row(1L, null, ""), row(1L, bytes, ""))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT count(DISTINCT v), max(length(v)) FROM t WHERE id IN (1, 100, 101)"))
                .containsExactly("1|" + bytes.length);
    }

    private List<String> labels(String type) {
        return database.rows(
                "SELECT enumlabel FROM pg_enum WHERE enumtypid = '" + type + "'::regtype ORDER BY enumsortorder");
    }

    private void makeLimitedWriter() {
        database.execute(
                "CREATE ROLE " + LIMITED + " LOGIN PASSWORD 'x'", "GRANT CREATE ON SCHEMA public TO " + LIMITED);
    }

    @AfterEach
    void dropLimitedWriter() {
        if (!database.rows("SELECT FROM pg_roles WHERE rolname = '" + LIMITED + "'")
                .isEmpty()) {
            database.execute("DROP OWNED BY " + LIMITED, "DROP ROLE " + LIMITED);
        }
    }

    private ConnectionString limited() {
        return database.address(LIMITED, "x");
    }

    private void writes(Map<String, String> settings, ChangeEvent... changes) {
        try (Target target = database.target(limited(), DatabaseType.POSTGRESQL, settings)) {
            target.open();
            target.apply(List.of(changes));
            target.commit(checkpoint(1));
        }
    }

    private void refuses(String message, Map<String, String> settings, ChangeEvent... changes) {
        assertThatThrownBy(() -> writes(settings, changes)).hasMessageContaining(message);
    }
}
