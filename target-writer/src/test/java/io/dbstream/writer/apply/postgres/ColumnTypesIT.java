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
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.Row;
import io.dbstream.error.ErrorKind;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Int;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.Tables;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Values of every type arrive as they were, whichever statement takes them. */
class ColumnTypesIT {
    private final TargetDatabase database = new TargetDatabase();

    /** Type, the target's type, a value, and what PostgreSQL prints of it. */
    static Stream<Arguments> created() {
        return Stream.of(
                arguments(new DataType.Bool(), "boolean", true, "t"),
                arguments(new Int(8, false), "smallint", -128L, "-128"),
                arguments(new Int(8, true), "smallint", 255L, "255"),
                arguments(new Int(16, true), "integer", 65535L, "65535"),
                arguments(new Int(24, false), "integer", -8388608L, "-8388608"),
                arguments(new Int(32, false), "integer", -2147483648L, "-2147483648"),
                arguments(new Int(32, true), "bigint", 4294967295L, "4294967295"),
                arguments(new Int(64, false), "bigint", Long.MIN_VALUE, "-9223372036854775808"),
                arguments(new Int(64, true), "numeric(20,0)", "18446744073709551615", "18446744073709551615"),
                arguments(new Int(64, true), "numeric(20,0)", 7L, "7"),
                arguments(new DataType.Decimal(30, 10, false), "numeric(30,10)", "-1.0000000001", "-1.0000000001"),
                arguments(new DataType.FloatingPoint(32), "real", (double) 1.1f, "1.1"),
                arguments(new DataType.FloatingPoint(32), "real", (double) Float.MIN_VALUE, "1e-45"),
                arguments(new DataType.FloatingPoint(64), "double precision", 0.1, "0.1"),
                arguments(
                        new DataType.FloatingPoint(64),
                        "double precision",
                        -1.7976931348623157E308,
                        "-1.7976931348623157e+308"),
                arguments(new DataType.Char(5), "character varying(5)", "ab", "ab"),
                arguments(new DataType.Varchar(3), "character varying(3)", "😀 \\", "😀 \\"),
                arguments(new DataType.Text(), "text", "", ""),
                arguments(new DataType.Binary(3), "bytea", new byte[] {0, -1, 92}, "\\x00ff5c"),
                arguments(new DataType.Bytes(), "bytea", new byte[0], "\\x"),
                arguments(new DataType.Bit(10), "bit(10)", "0000000101", "0000000101"),
                arguments(new DataType.Date(), "date", "2024-02-29", "2024-02-29"),
                arguments(new DataType.Date(), "date", "9999-12-31", "9999-12-31"),
                arguments(new DataType.Time(6), "interval(6)", "-838:59:58.999999", "-838:59:58.999999"),
                arguments(new DataType.Time(0), "interval(0)", "-00:00:01", "-00:00:01"),
                arguments(
                        new DataType.DateTime(6),
                        "timestamp(6) without time zone",
                        "1000-01-01 00:00:00.000001",
                        "1000-01-01 00:00:00.000001"),
                arguments(
                        new DataType.DateTime(3),
                        "timestamp(3) without time zone",
                        "2024-03-31 02:30:00.120",
                        "2024-03-31 02:30:00.12"),
                arguments(
                        new DataType.Timestamp(6),
                        "timestamp(6) with time zone",
                        "2038-01-19 03:14:07.999999+00",
                        "2038-01-19 03:14:07.999999+00"),
                arguments(new DataType.Year(), "smallint", 2155L, "2155"),
                arguments(new DataType.Enumeration(List.of("a", "b,")), "text", "b,", "b,"),
                arguments(new DataType.LabelSet(List.of("a", "b")), "text", "a,b", "a,b"),
                arguments(
                        new DataType.Json(),
                        "json",
                        "{\"b\": 1.50, \"a\": \"\\u0000\"}",
                        "{\"b\": 1.50, \"a\": \"\\u0000\"}"),
                arguments(
                        new DataType.Uuid(),
                        "uuid",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10"),
                arguments(new DataType.Numeric(), "numeric", "NaN", "NaN"),
                arguments(new DataType.Geometry(), "bytea", new byte[] {1, 1, -1}, "\\x0101ff"));
    }

    @Test
    void the_addresses_of_mariadb_become_addresses() {
        TableSchema table = keyed(
                "addresses",
                new Column("four", new DataType.Other(), true, "inet4"),
                new Column("six", new DataType.Other(), true, "inet6"));
        try (Target target = database.opened()) {
            target.apply(List.of(insert(table, 1L, "192.168.0.1", "2001:db8::ffff:1.2.3.4")));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT four, six, pg_typeof(four), pg_typeof(six) FROM addresses"))
                .containsExactly("192.168.0.1|2001:db8::ffff:102:304|inet|inet");
    }

    @ParameterizedTest
    @MethodSource("created")
    void a_created_column_holds_the_value(DataType type, String targetType, Object value, String printed) {
        apply(type, value);
        assertThat(database.rows("SELECT format_type(atttypid, atttypmod) FROM pg_attribute"
                        + " WHERE attrelid = 'keyed'::regclass AND attname = 'v'"))
                .containsExactly(targetType);
        check(printed);
    }

    /** Type, the type of a column that is there already, a value, and what PostgreSQL prints of it. */
    static Stream<Arguments> existing() {
        return Stream.of(
                arguments(new Int(8, false), "boolean", 1L, "t"),
                arguments(new DataType.Bool(), "int", true, "1"),
                arguments(new DataType.Bit(1), "boolean", "0", "f"),
                arguments(new Int(32, false), "bigint", 5L, "5"),
                arguments(new Int(64, false), "numeric", Long.MAX_VALUE, "9223372036854775807"),
                arguments(new Int(32, false), "double precision", 2147483647L, "2147483647"),
                arguments(new Int(32, false), "varchar(20)", 5L, "5"),
                arguments(new Int(32, true), "positive", 5L, "5"),
                arguments(new DataType.Decimal(5, 2, false), "numeric(12,4)", "1.50", "1.5000"),
                arguments(new DataType.Decimal(5, 0, false), "bigint", "12", "12"),
                arguments(new DataType.Varchar(10), "short", "abc", "abc"),
                arguments(new DataType.Varchar(10), "char(5)", "abc", "abc  "),
                arguments(
                        new DataType.Varchar(36),
                        "uuid",
                        "0188E2A4-7F4B-7C3D-8E21-5B0A4C6D9E10",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10"),
                arguments(new DataType.Text(), "jsonb", "{\"a\": 1.50}", "{\"a\": 1.50}"),
                arguments(new DataType.Enumeration(List.of("happy")), "mood", "happy", "happy"),
                arguments(new DataType.Time(0), "time", "23:59:59", "23:59:59"),
                arguments(new DataType.DateTime(0), "timestamptz", "2024-01-01 10:00:00", "2024-01-01 10:00:00+00"),
                arguments(
                        new DataType.Timestamp(6),
                        "timestamp",
                        "2024-01-01 10:00:00.500000+00",
                        "2024-01-01 10:00:00.5"),
                arguments(new DataType.Bit(3), "varbit(8)", "101", "101"),
                arguments(new DataType.FloatingPoint(32), "double precision", (double) 1.1f, "1.100000023841858"),
                arguments(new DataType.FloatingPoint(32), "numeric", (double) 1.1f, "1.1"),
                arguments(new DataType.Numeric(), "numeric", "1.500", "1.500"),
                arguments(new DataType.Geometry(), "bytea", new byte[] {1, -1}, "\\x01ff"),
                arguments(new DataType.Geometry(), "geometry", new byte[] {1, -1}, "01ff"),
                arguments(new DataType.Other(), "text", "::1", "::1"));
    }

    @ParameterizedTest
    @MethodSource("existing")
    void an_existing_column_of_another_type_holds_the_value(
            DataType type, String targetType, Object value, String printed) {
        database.execute(
                "CREATE TYPE mood AS ENUM ('sad', 'happy')",
                "CREATE DOMAIN positive AS bigint CHECK (VALUE > 0)",
                "CREATE DOMAIN short AS varchar(5)",
                // What PostGIS looks like to others: a type of that name, which reads hexadecimal digits.
                "CREATE TYPE geometry",
                "CREATE FUNCTION geometry_in(cstring) RETURNS geometry LANGUAGE internal IMMUTABLE STRICT AS 'textin'",
                "CREATE FUNCTION geometry_out(geometry) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'",
                "CREATE TYPE geometry (input = geometry_in, output = geometry_out)",
                "CREATE TABLE keyed (v " + targetType + ", id int PRIMARY KEY)",
                "CREATE TABLE keyless (v " + targetType + ", n int)");
        apply(type, value);
        check(printed);
    }

    /** Type, and a type between which a value could change. */
    static Stream<Arguments> lossy() {
        return Stream.of(
                arguments(new DataType.Decimal(5, 3, false), "numeric(5,2)"),
                arguments(new DataType.Decimal(5, 2, false), "double precision"),
                arguments(new DataType.Decimal(5, 2, false), "int"),
                arguments(new DataType.FloatingPoint(64), "real"),
                arguments(new DataType.FloatingPoint(64), "numeric(30,2)"),
                arguments(new DataType.FloatingPoint(32), "int"),
                arguments(new Int(64, false), "double precision"),
                arguments(new Int(32, false), "real"),
                arguments(new DataType.DateTime(6), "timestamp(3)"),
                arguments(new DataType.Timestamp(1), "timestamptz(0)"),
                arguments(new DataType.Time(6), "interval(2)"),
                arguments(new DataType.Time(0), "interval day"),
                arguments(new DataType.Time(6), "time(0)"),
                arguments(new DataType.DateTime(0), "date"),
                arguments(new DataType.Bit(8), "bit(9)"),
                arguments(new DataType.Numeric(), "numeric(30,2)"),
                arguments(new DataType.Geometry(), "text"),
                arguments(new DataType.Other(), "int4range"),
                arguments(new DataType.Bytes(), "text"),
                arguments(new DataType.Text(), "bytea"),
                arguments(new DataType.Text(), "integer"),
                arguments(new DataType.Text(), "text[]"));
    }

    @ParameterizedTest
    @MethodSource("lossy")
    void a_column_that_could_change_a_value_is_refused_before_any_comes(DataType type, String targetType) {
        database.execute("CREATE TABLE keyed (id int PRIMARY KEY, v " + targetType + ")");
        try (Target target = database.opened()) {
            TableSchema table = keyed("keyed", column("v", type));
            assertThatThrownBy(() -> target.apply(List.of(insert(table, 1L, null))))
                    .satisfies(kind(ErrorKind.UNREPRESENTABLE))
                    .hasMessageContaining("\"v\"")
                    .hasMessageContaining("public.keyed")
                    .hasMessageContaining("ALTER COLUMN \"v\" TYPE " + PostgresTypes.created(type));
        }
    }

    @Test
    void generated_columns_are_left_to_the_target_and_identities_take_the_sources_values() {
        TableSchema table = keyed("things", number("n"), number("twice"), text("name"));
        database.execute("CREATE TABLE things (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int,"
                + " twice int GENERATED ALWAYS AS (n * 2) STORED, name text)");
        List<ChangeEvent> changes = new ArrayList<>();
        for (long id = 100; id < 200; id++) {
            changes.add(insert(table, id, id, 2 * id, "x"));
        }
        try (Target target = database.opened()) {
            target.apply(List.of(insert(table, 7L, 1L, 2L, "one"), insert(table, 8L, 1L, 2L, "two")));
            target.apply(changes);
            target.apply(List.of(
                    update(table, row(7L, 1L, 2L, "one"), row(70L, 5L, 10L, "one")),
                    // A name that another row has cannot come by the fast path.
                    update(table, row(8L, 1L, 2L, "two"), row(80L, 6L, 12L, "two"))));
            target.commit(checkpoint(1));
        }
        assertThat(database.rows("SELECT count(*) FROM things")).containsExactly("102");
        assertThat(database.rows("SELECT * FROM things WHERE id < 100 ORDER BY id"))
                .containsExactly("70|5|10|one", "80|6|12|two");
    }

    static Stream<Arguments> keys() {
        return created().filter(arguments -> !(arguments.get()[0] instanceof DataType.Json));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void a_key_of_any_type_finds_its_row(DataType type, String targetType, Object value) {
        TableSchema table = new TableSchema(
                new TableId(Tables.NAMESPACE, "keyed"), List.of(new Column("k", type, false), text("v")), List.of(0));
        try (Target target = database.opened()) {
            target.apply(List.of(insert(table, value, "old")));
            target.apply(List.of(update(table, row(value, "old"), row(value, "new"))));
            target.apply(List.of(new ChangeEvent.Update(table, null, row(value, Row.ABSENT))));
            target.commit(checkpoint(1));
            assertThat(database.rows("SELECT v FROM keyed")).containsExactly("new");
            target.apply(List.of(delete(table, value, "new")));
            target.commit(checkpoint(2));
            assertThat(database.rows("SELECT v FROM keyed")).isEmpty();
        }
    }

    /** The value goes by COPY, by upsert, by update, and finds its row again in a table without a key. */
    private void apply(DataType type, Object value) {
        TableSchema table = keyed("keyed", column("v", type));
        TableSchema keyless = keyless("keyless", column("v", type), number("n"));
        List<ChangeEvent> copied = new ArrayList<>();
        for (long id = 0; id < CopyRun.WORTHWHILE; id++) {
            copied.add(insert(table, id, value));
        }
        try (Target target = database.opened()) {
            target.apply(copied);
            target.apply(List.of(insert(table, 100L, value), insert(table, 101L, null)));
            target.apply(List.of(update(table, row(101L, null), row(101L, value))));
            target.apply(List.of(insert(keyless, value, 1L), insert(keyless, value, 2L)));
            target.apply(List.of(update(keyless, row(value, 1L), row(value, 3L)), delete(keyless, value, 2L)));
            target.commit(checkpoint(1));
        }
    }

    private void check(String printed) {
        database.execute(
                "ALTER DATABASE " + database.rows("SELECT current_database()").getFirst() + " SET timezone = 'UTC'");
        assertThat(database.rows("SELECT v FROM keyed WHERE id IN (0, 100, 101)"))
                .containsExactly(printed, printed, printed);
        assertThat(database.rows("SELECT count(*) FROM keyed")).containsExactly(String.valueOf(CopyRun.WORTHWHILE + 2));
        assertThat(database.rows("SELECT v, n FROM keyless")).containsExactly(printed + "|3");
    }
}
