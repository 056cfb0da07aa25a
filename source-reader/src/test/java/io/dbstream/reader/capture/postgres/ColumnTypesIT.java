package io.dbstream.reader.capture.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dbstream.sandbox.PostgresServer;
import io.dbstream.sandbox.SharedServers;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Bit;
import io.dbstream.schema.DataType.Bool;
import io.dbstream.schema.DataType.Bytes;
import io.dbstream.schema.DataType.Char;
import io.dbstream.schema.DataType.Date;
import io.dbstream.schema.DataType.DateTime;
import io.dbstream.schema.DataType.Decimal;
import io.dbstream.schema.DataType.Enumeration;
import io.dbstream.schema.DataType.FloatingPoint;
import io.dbstream.schema.DataType.Geometry;
import io.dbstream.schema.DataType.Int;
import io.dbstream.schema.DataType.Json;
import io.dbstream.schema.DataType.Numeric;
import io.dbstream.schema.DataType.Other;
import io.dbstream.schema.DataType.Text;
import io.dbstream.schema.DataType.Time;
import io.dbstream.schema.DataType.Timestamp;
import io.dbstream.schema.DataType.Uuid;
import io.dbstream.schema.DataType.Varchar;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Types as the catalog of a real server describes them, and values as its output functions print them. */
class ColumnTypesIT {
    private static Connection connection;

    @BeforeAll
    static void makeTypes() throws SQLException {
        PostgresServer server = SharedServers.postgres();
        String database = SharedServers.freshDatabase(server);
        server.execute(
                database,
                "CREATE SCHEMA \"My Types\"",
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION citext",
                "CREATE TYPE mood AS ENUM ('sad', '', 'o''k, \"fine\"')",
                "CREATE TYPE \"My Types\".\"Mood\" AS ENUM ('a')",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE TYPE float_range AS RANGE (subtype = float8)",
                "CREATE DOMAIN price AS numeric(5,2) CHECK (VALUE >= 0)",
                "CREATE DOMAIN dear_price AS price CHECK (VALUE > 100)",
                "CREATE DOMAIN numbers AS int[]",
                "CREATE DOMAIN place AS pair",
                "CREATE DOMAIN feeling AS mood",
                // What PostGIS looks like to others: types of that name, whose text is hexadecimal.
                "CREATE TYPE geometry",
                "CREATE FUNCTION geometry_in(cstring) RETURNS geometry LANGUAGE internal IMMUTABLE STRICT AS 'textin'",
                "CREATE FUNCTION geometry_out(geometry) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout'",
                "CREATE TYPE geometry (input = geometry_in, output = geometry_out)");
        connection = server.connect(database);
        try (PreparedStatement setting = connection.prepareStatement("SELECT set_config(?, ?, false)")) {
            for (Map.Entry<String, String> wanted : ColumnTypes.PRINTING.entrySet()) {
                setting.setString(1, wanted.getKey());
                setting.setString(2, wanted.getValue());
                setting.execute();
            }
        }
    }

    @AfterAll
    static void disconnect() throws SQLException {
        connection.close();
    }

    /** A column's type as SQL names it, a value in SQL, and what is made of both. */
    static Stream<Arguments> types() {
        return Stream.of(
                arguments("bool", "true", new Bool(), "boolean", true),
                arguments("bool", "false", new Bool(), "boolean", false),
                arguments("int2", "'-32768'", new Int(16, false), "smallint", -32768L),
                arguments("int4", "2147483647", new Int(32, false), "integer", 2147483647L),
                arguments("int8", "'-9223372036854775808'", new Int(64, false), "bigint", Long.MIN_VALUE),
                arguments("int8", "'9223372036854775807'", new Int(64, false), "bigint", Long.MAX_VALUE),
                arguments("int8", "0", new Int(64, false), "bigint", 0L),
                arguments("oid", "4294967295", new Int(64, false), "oid", 4294967295L),
                arguments("numeric(5,2)", "-12.5", new Decimal(5, 2, false), "numeric(5,2)", "-12.50"),
                arguments("numeric(5,2)", "'NaN'", new Decimal(5, 2, false), "numeric(5,2)", "NaN"),
                arguments("numeric(5,0)", "12", new Decimal(5, 0, false), "numeric(5,0)", "12"),
                arguments("numeric", "1.500", new Numeric(), "numeric", "1.500"),
                arguments("numeric", "'-Infinity'", new Numeric(), "numeric", "-Infinity"),
                arguments("numeric(3,-2)", "12345", new Numeric(), "numeric(3,-2)", "12300"),
                arguments("numeric(3,5)", "0.00123", new Numeric(), "numeric(3,5)", "0.00123"),
                arguments("float4", "1.1", new FloatingPoint(32), "real", (double) 1.1f),
                arguments("float4", "'1e-45'", new FloatingPoint(32), "real", (double) Float.MIN_VALUE),
                arguments("float4", "'-0'", new FloatingPoint(32), "real", -0.0),
                arguments("float8", "0.1", new FloatingPoint(64), "double precision", 0.1),
                arguments("float8", "'5e-324'", new FloatingPoint(64), "double precision", Double.MIN_VALUE),
                arguments("float8", "'NaN'", new FloatingPoint(64), "double precision", Double.NaN),
                arguments("float8", "'-Infinity'", new FloatingPoint(64), "double precision", Double.NEGATIVE_INFINITY),
                arguments("char(5)", "'äb'", new Char(5), "character(5)", "äb   "),
                arguments("bpchar", "'ab '", new Text(), "bpchar", "ab "),
                arguments("varchar(3)", "'😀'", new Varchar(3), "character varying(3)", "😀"),
                arguments("varchar", "''", new Text(), "character varying", ""),
                arguments("text", "U&'\\FFFD'", new Text(), "text", "\uFFFD"),
                arguments("name", "'n'", new Text(), "name", "n"),
                arguments("\"char\"", "'c'", new Other(), "\"char\"", "c"),
                arguments("citext", "'Ab'", new Text(), "public.citext", "Ab"),
                arguments("bytea", "'\\x00ff5cAb'", new Bytes(), "bytea", new byte[] {0, -1, 0x5c, (byte) 0xab}),
                arguments("bytea", "''", new Bytes(), "bytea", new byte[0]),
                arguments("bit(3)", "'101'", new Bit(3), "bit(3)", "101"),
                arguments("bit", "'1'", new Bit(1), "bit(1)", "1"),
                arguments("varbit(8)", "'101'", new Other(), "bit varying(8)", "101"),
                arguments("date", "'0044-03-15 BC'", new Date(), "date", "0044-03-15 BC"),
                arguments("date", "'infinity'", new Date(), "date", "infinity"),
                arguments("time(3)", "'24:00'", new Time(3), "time(3) without time zone", "24:00:00"),
                arguments("time", "'12:00:00.5'", new Time(6), "time without time zone", "12:00:00.5"),
                arguments("timetz", "'12:00+05:30'", new Other(), "time with time zone", "12:00:00+05:30"),
                arguments(
                        "timestamp(0)",
                        "'12024-02-29 10:00:00.4'",
                        new DateTime(0),
                        "timestamp(0) without time zone",
                        "12024-02-29 10:00:00"),
                arguments(
                        "timestamptz",
                        "'2024-01-01 12:00:00.120+02'",
                        new Timestamp(6),
                        "timestamp with time zone",
                        "2024-01-01 10:00:00.12+00"),
                arguments(
                        "timestamptz(2)", "'-infinity'", new Timestamp(2), "timestamp(2) with time zone", "-infinity"),
                arguments(
                        "interval(3)",
                        "'-1 mon 2 days -3:00:00.5'",
                        new Other(),
                        "interval(3)",
                        "-1 mons +2 days -03:00:00.5"),
                arguments("interval day to hour", "'5 days'", new Other(), "interval day to hour", "5 days"),
                arguments("money", "'-1234567.89'", new Other(), "money", "-$1,234,567.89"),
                arguments("json", "'{\"b\": 1.50,\"a\":1}'", new Json(), "json", "{\"b\": 1.50,\"a\":1}"),
                arguments("jsonb", "'{\"b\": 1.50,\"a\":1}'", new Json(), "jsonb", "{\"a\": 1, \"b\": 1.50}"),
                arguments("xml", "'<a/>'", new Other(), "xml", "<a/>"),
                arguments(
                        "uuid",
                        "'0188E2A4-7f4b-7c3d-8e21-5b0a4c6d9e10'",
                        new Uuid(),
                        "uuid",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10"),
                arguments("inet", "'10.0.0.1/8'", new Other(), "inet", "10.0.0.1/8"),
                arguments(
                        "numeric(5,2)[]",
                        "'{{1,NULL},{3,4}}'",
                        new Other(),
                        "numeric(5,2)[]",
                        "{{1.00,NULL},{3.00,4.00}}"),
                arguments("int4range", "'[1,5]'", new Other(), "int4range", "[1,6)"),
                arguments("nummultirange", "'{[1,2),[5,6]}'", new Other(), "nummultirange", "{[1,2),[5,6]}"),
                arguments("float_range", "'(,1)'", new Other(), "public.float_range", "(,1)"),
                arguments("point", "'(1,0.1)'", new Other(), "point", "(1,0.1)"),
                arguments("tsvector", "'a:1 b'", new Other(), "tsvector", "'a':1 'b'"),
                arguments("pg_lsn", "'16/B374D848'", new Other(), "pg_lsn", "16/B374D848"),
                arguments("regclass", "'pair'", new Other(), "regclass", "public.pair"),
                arguments("hstore", "'a=>NULL'", new Other(), "public.hstore", "\"a\"=>NULL"),
                arguments("pair", "'(1,\"a b\")'", new Other(), "public.pair", "(1,\"a b\")"),
                arguments("price", "5", new Decimal(5, 2, false), "numeric(5,2)", "5.00"),
                arguments("dear_price", "500", new Decimal(5, 2, false), "numeric(5,2)", "500.00"),
                arguments("dear_price[]", "'{500}'", new Other(), "numeric(5,2)[]", "{500.00}"),
                arguments("numbers", "'{1,2}'", new Other(), "integer[]", "{1,2}"),
                arguments(
                        "numbers[]", "ARRAY['{1,2}'::public.numbers]", new Other(), "public.numbers[]", "{\"{1,2}\"}"),
                arguments("place", "'(1,x)'", new Other(), "public.pair", "(1,x)"),
                arguments("mood", "''", new Enumeration(List.of("sad", "", "o'k, \"fine\"")), "public.mood", ""),
                arguments(
                        "feeling", "'sad'", new Enumeration(List.of("sad", "", "o'k, \"fine\"")), "public.mood", "sad"),
                arguments("mood[]", "'{sad,\"\"}'", new Other(), "public.mood[]", "{sad,\"\"}"),
                arguments("\"My Types\".\"Mood\"", "'a'", new Enumeration(List.of("a")), "\"My Types\".\"Mood\"", "a"),
                arguments("geometry", "'0101000000Af'", new Geometry(), "public.geometry", new byte[] {
                    1, 1, 0, 0, 0, (byte) 0xaf
                }));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_columns_type_and_value_are_known(String sql, String value, DataType type, String declared, Object decoded)
            throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET search_path = public");
            statement.execute("DROP TABLE IF EXISTS t; CREATE TABLE t (c " + sql + "); INSERT INTO t VALUES (" + value
                    + "); SET search_path = pg_catalog");
        }
        ColumnType found = columnType(new ColumnTypes(connection));
        assertThat(found.type()).isEqualTo(type);
        assertThat(found.declared()).isEqualTo(declared);
        assertThat(decoded(found)).isEqualTo(decoded);
    }

    @Test
    void a_new_label_makes_the_types_outdated_once() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS public.t; CREATE TYPE public.state AS ENUM ('on');"
                    + " CREATE TABLE public.t (c public.state); INSERT INTO public.t VALUES ('on')");
            ColumnTypes types = new ColumnTypes(connection);
            assertThat(decoded(columnType(types))).isEqualTo("on");
            assertThat(types.outdated()).isFalse();
            statement.execute("ALTER TYPE public.state ADD VALUE 'off' BEFORE 'on'");
            statement.execute("UPDATE public.t SET c = 'off'");
            assertThat(decoded(columnType(types))).isEqualTo("off");
            assertThat(types.outdated()).isTrue();
            assertThat(columnType(types).type()).isEqualTo(new Enumeration(List.of("off", "on")));
            assertThat(decoded(columnType(types))).isEqualTo("off");
            assertThat(types.outdated()).isFalse();
        }
    }

    @Test
    void a_label_that_only_the_log_knows_is_kept_behind_the_others() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS public.t; CREATE TYPE public.level AS ENUM ('low', 'high');"
                    + " CREATE TABLE public.t (c public.level)");
        }
        ColumnTypes types = new ColumnTypes(connection);
        byte[] renamed = "middle".getBytes(StandardCharsets.UTF_8);
        assertThat(columnType(types).decoder().decode(renamed, 0, renamed.length))
                .isEqualTo("middle");
        assertThat(types.outdated()).isTrue();
        assertThat(columnType(types).type()).isEqualTo(new Enumeration(List.of("low", "high", "middle")));
    }

    @Test
    void a_type_that_the_source_has_dropped_is_text_of_an_unknown_kind() throws SQLException {
        ColumnType type = new ColumnTypes(connection).of(-5, -1);
        assertThat(type.type()).isEqualTo(new Other());
        assertThat(type.declared()).isEmpty();
    }

    private static ColumnType columnType(ColumnTypes types) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT atttypid::int8, atttypmod FROM pg_attribute"
                        + " WHERE attrelid = 'public.t'::regclass AND attname = 'c'")) {
            rows.next();
            return types.of((int) rows.getLong(1), rows.getInt(2));
        }
    }

    /** Of the text that the type's output function prints, from the midst of other bytes. */
    private static Object decoded(ColumnType type) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT format('%s', c) FROM public.t")) {
            rows.next();
            byte[] text = rows.getString(1).getBytes(StandardCharsets.UTF_8);
            byte[] bytes = new byte[text.length + 2];
            System.arraycopy(text, 0, bytes, 1, text.length);
            return type.decoder().decode(bytes, 1, text.length);
        }
    }
}
