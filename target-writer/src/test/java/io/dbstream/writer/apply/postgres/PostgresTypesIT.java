package io.dbstream.writer.apply.postgres;

import static io.dbstream.writer.apply.Tables.delete;
import static io.dbstream.writer.apply.Tables.insert;
import static io.dbstream.writer.apply.Tables.keyed;
import static io.dbstream.writer.apply.Tables.keyless;
import static io.dbstream.writer.apply.Tables.number;
import static io.dbstream.writer.apply.Tables.row;
import static io.dbstream.writer.apply.Tables.update;
import static io.dbstream.writer.apply.postgres.TargetDatabase.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.dbstream.change.ChangeEvent;
import io.dbstream.error.StreamException;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Bit;
import io.dbstream.schema.DataType.Bool;
import io.dbstream.schema.DataType.Bytes;
import io.dbstream.schema.DataType.Char;
import io.dbstream.schema.DataType.Date;
import io.dbstream.schema.DataType.DateTime;
import io.dbstream.schema.DataType.Decimal;
import io.dbstream.schema.DataType.FloatingPoint;
import io.dbstream.schema.DataType.Int;
import io.dbstream.schema.DataType.Json;
import io.dbstream.schema.DataType.Numeric;
import io.dbstream.schema.DataType.Other;
import io.dbstream.schema.DataType.Text;
import io.dbstream.schema.DataType.Time;
import io.dbstream.schema.DataType.Timestamp;
import io.dbstream.schema.DataType.Uuid;
import io.dbstream.schema.DataType.Varchar;
import io.dbstream.schema.TableSchema;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every type of PostgreSQL arrives in a PostgreSQL as it was, whichever statement takes it. */
class PostgresTypesIT {
    private static final TargetDatabase DATABASE = new TargetDatabase();
    private static final AtomicInteger TABLES = new AtomicInteger();
    private static Target target;

    @BeforeAll
    static void makeTypes() {
        DATABASE.execute(
                "CREATE EXTENSION hstore",
                "CREATE EXTENSION ltree",
                "CREATE EXTENSION citext",
                "CREATE EXTENSION cube",
                "CREATE SCHEMA \"My Types\"",
                "CREATE TYPE pair AS (a int, b text)",
                "CREATE TYPE \"My Types\".\"Pair\" AS (\"A\" pair, b numeric[])",
                "CREATE TYPE mood AS ENUM ('sad', 'o''k, \"fine\"', '')",
                "CREATE TYPE float_range AS RANGE (subtype = float8)");
        target = DATABASE.openedForPostgres();
    }

    @AfterAll
    static void disconnect() {
        target.close();
    }

    /** The shared type, the declared one, a value as the log has it, and another that the type may call equal. */
    static Stream<Arguments> types() {
        return Stream.of(
                arguments(new Bool(), "boolean", true, false),
                arguments(new Int(16, false), "smallint", -32768L, 1L),
                arguments(new Int(32, false), "integer", -2147483648L, 1L),
                arguments(new Int(64, false), "bigint", Long.MIN_VALUE, Long.MAX_VALUE),
                arguments(new Int(64, false), "oid", 4294967295L, 1L),
                arguments(new Decimal(5, 2, false), "numeric(5,2)", "-999.99", "NaN"),
                arguments(new Numeric(), "numeric", "1.0", "1.00"),
                arguments(new Numeric(), "numeric", "9".repeat(5000) + "." + "1".repeat(3000), "-0.1"),
                arguments(new Numeric(), "numeric", "NaN", "Infinity"),
                arguments(new Numeric(), "numeric(3,-2)", "12300", "100"),
                arguments(new Numeric(), "numeric(3,5)", "0.00123", "-0.00999"),
                arguments(new FloatingPoint(32), "real", (double) Float.MIN_VALUE, (double) Float.MAX_VALUE),
                arguments(new FloatingPoint(32), "real", -0.0, 0.0),
                arguments(new FloatingPoint(32), "real", (double) 16777215f, Double.NaN),
                arguments(new FloatingPoint(64), "double precision", Double.MIN_VALUE, -Double.MAX_VALUE),
                arguments(new FloatingPoint(64), "double precision", -0.0, 0.0),
                arguments(new FloatingPoint(64), "double precision", Double.NaN, Double.NEGATIVE_INFINITY),
                arguments(new FloatingPoint(64), "double precision", 0.1 + 0.2, Double.POSITIVE_INFINITY),
                arguments(new Char(5), "character(5)", "ä\\b  ", "     "),
                arguments(new Text(), "bpchar", "ab", "ab "),
                arguments(new Varchar(3), "character varying(3)", "😀\t ", ""),
                arguments(new Text(), "character varying", "a\nb\\N", "\\."),
                arguments(new Text(), "text", "a\rb\fc\u0001\u007f\u2028", "\\N"),
                arguments(new Text(), "name", "n".repeat(63), "N"),
                arguments(new Text(), "public.citext", "Ab", "aB"),
                arguments(new Other(), "\"char\"", "c", ""),
                arguments(new Other(), "\"char\"", "\\303", "\\"),
                arguments(new Bytes(), "bytea", new byte[] {0, -1, 92, 39}, new byte[0]),
                arguments(new Bit(64), "bit(64)", "10".repeat(32), "01".repeat(32)),
                arguments(new Other(), "bit varying(8)", "101", ""),
                arguments(new Other(), "bit varying", "1".repeat(100), "1010"),
                arguments(new Date(), "date", "4713-01-01 BC", "5874897-12-31"),
                arguments(new Date(), "date", "infinity", "-infinity"),
                arguments(new Time(3), "time(3) without time zone", "24:00:00", "23:59:59.999"),
                arguments(new Time(6), "time without time zone", "00:00:00", "12:30:00.000001"),
                arguments(new Other(), "time(2) with time zone", "12:00:00.25-15:59:59", "11:00:00+00"),
                arguments(
                        new DateTime(6),
                        "timestamp without time zone",
                        "4713-01-01 00:00:00 BC",
                        "294276-12-31 23:59:59.999999"),
                arguments(new DateTime(0), "timestamp(0) without time zone", "infinity", "2024-03-31 02:30:00"),
                arguments(new Timestamp(6), "timestamp with time zone", "0001-12-31 23:59:59.5+00 BC", "-infinity"),
                arguments(
                        new Timestamp(3),
                        "timestamp(3) with time zone",
                        "2024-10-27 00:30:00.123+00",
                        "10000-01-01 00:00:00+00"),
                arguments(new Other(), "interval", "1 day", "24:00:00"),
                arguments(new Other(), "interval", "-1 years -2 mons +3 days -04:05:06.000007", "infinity"),
                arguments(new Other(), "interval(3)", "1 mon", "30 days"),
                arguments(new Other(), "interval day to second(2)", "3 days 04:05:06.25", "-00:00:01"),
                arguments(new Other(), "money", "-$92,233,720,368,547,758.08", "$0.01"),
                arguments(new Json(), "json", "{\"b\": 1.50,  \"b\": \"\\u0000\", \"a\": 1e400}", "{\"b\":1.50}"),
                arguments(new Json(), "jsonb", "{\"a\": 1.0}", "{\"a\": 1.00}"),
                arguments(new Json(), "jsonb", "null", "[]"),
                arguments(new Other(), "jsonpath", "$.\"a\"[*]?(@ > 1)", "$"),
                arguments(new Other(), "xml", "<a b=\"1\">ä &amp;</a>", "<a/> text <b/>"),
                arguments(
                        new Uuid(),
                        "uuid",
                        "0188e2a4-7f4b-7c3d-8e21-5b0a4c6d9e10",
                        "00000000-0000-0000-0000-000000000000"),
                arguments(new Other(), "inet", "10.0.0.1/8", "::1"),
                arguments(new Other(), "cidr", "10.0.0.0/8", "2001:db8::/32"),
                arguments(new Other(), "macaddr", "08:00:2b:01:02:03", "00:00:00:00:00:00"),
                arguments(new Other(), "macaddr8", "08:00:2b:01:02:03:04:05", "00:00:00:00:00:00:00:00"),
                arguments(new Other(), "point", "(1,-0)", "(1,0)"),
                arguments(new Other(), "line", "{1,2,3}", "{2,4,6}"),
                arguments(new Other(), "lseg", "[(0,0),(1,1)]", "[(1,1),(0,0)]"),
                arguments(new Other(), "box", "(2,2),(0,0)", "(4,1),(0,0)"),
                arguments(new Other(), "path", "((0,0),(1,1))", "[(0,0),(5,5)]"),
                arguments(new Other(), "polygon", "((0,0),(1,1),(1,0))", "((0,0),(1,1),(1,0),(0,0))"),
                arguments(new Other(), "circle", "<(0,0),1>", "<(5,5),1>"),
                arguments(new Other(), "tsvector", "'a':1A,3 'b''c':2", ""),
                arguments(new Other(), "tsquery", "'a' & !( 'b':*A | 'c' )", ""),
                arguments(new Other(), "pg_lsn", "FFFFFFFF/FFFFFFFF", "0/0"),
                arguments(new Other(), "pg_snapshot", "10:20:10,14,15", "1:1:"),
                arguments(new Other(), "xid8", "18446744073709551615", "0"),
                arguments(new Other(), "tid", "(4294967295,65535)", "(0,1)"),
                arguments(new Other(), "regclass", "pg_class", "-"),
                arguments(new Other(), "integer[]", "{1,NULL,-3}", "[0:2]={1,NULL,-3}"),
                arguments(new Other(), "integer[]", "{}", "{{{1,2},{3,4}}}"),
                arguments(new Other(), "text[]", "{a,\"b,\\\"\\\\{}\",NULL,\"NULL\",\"\",\" x\"}", "{\"\"}"),
                arguments(new Other(), "numeric(5,2)[]", "{1.00,NaN}", "{NULL}"),
                arguments(new Other(), "numeric[]", "{1.0}", "{1.00}"),
                arguments(new Other(), "double precision[]", "{-0,Infinity,NaN,5e-324}", "{0,Infinity,NaN,5e-324}"),
                arguments(new Other(), "bytea[]", "{\"\\\\x00ff\",NULL}", "{}"),
                arguments(new Other(), "boolean[]", "{t,f,NULL}", "{}"),
                arguments(new Other(), "character varying(3)[]", "{ab,\"a b\"}", "{}"),
                arguments(new Other(), "character(3)[]", "{\"ab \"}", "{abc}"),
                arguments(new Other(), "timestamp(3) with time zone[]", "{\"2024-01-01 00:00:00+00\",infinity}", "{}"),
                arguments(new Other(), "interval[]", "{\"1 day\"}", "{24:00:00}"),
                arguments(new Other(), "json[]", "{\"{\\\"a\\\": 1}\"}", "{}"),
                arguments(new Other(), "uuid[]", "{00000000-0000-0000-0000-000000000000}", "{}"),
                arguments(new Other(), "money[]", "{$1.00}", "{}"),
                arguments(new Other(), "point[]", "{\"(1,2)\"}", "{}"),
                arguments(new Other(), "int4range", "[1,6)", "empty"),
                arguments(new Other(), "int8range", "(,)", "[5,)"),
                arguments(new Other(), "numrange", "[1.0,2)", "[1.00,2)"),
                arguments(new Other(), "daterange", "[2024-01-01,infinity)", "[2024-01-01,)"),
                arguments(new Other(), "tsrange", "[\"2024-01-01 00:00:00\",\"2024-01-02 00:00:00\"]", "empty"),
                arguments(new Other(), "tstzrange", "[\"2024-01-01 00:00:00+00\",)", "empty"),
                arguments(new Other(), "int4multirange", "{[1,3),[5,8)}", "{}"),
                arguments(new Other(), "int4range[]", "{\"[1,3)\",empty}", "{}"),
                arguments(new Other(), "public.float_range", "[0,1.5)", "(-0,1.5)"),
                arguments(new Other(), "public.hstore", "\"a\"=>NULL, \"b\"=>\"x\\\"y\"", ""),
                arguments(new Other(), "public.ltree", "a.b.c", ""),
                arguments(new Other(), "public.cube", "(1, 2),(3, 4)", "(0)"),
                arguments(new Other(), "public.citext[]", "{Ab}", "{aB}"),
                arguments(new Other(), "public.pair", "(1,\"a b\")", "(,\"\"\"\\\\,()\")"),
                arguments(new Other(), "\"My Types\".\"Pair\"", "(\"(1,x)\",\"{1.0,NULL}\")", "(,)"),
                arguments(new Other(), "public.pair[]", "{\"(1,\\\"a b\\\")\",NULL}", "{}"),
                arguments(
                        new DataType.Enumeration(List.of("sad", "o'k, \"fine\"", "")),
                        "public.mood",
                        "o'k, \"fine\"",
                        ""),
                arguments(new Other(), "public.mood[]", "{sad,\"o'k, \\\"fine\\\"\",\"\"}", "{}"));
    }

    @ParameterizedTest
    @MethodSource("types")
    void a_made_column_has_the_declared_type_and_the_value(DataType type, String declared, Object value, Object other) {
        String number = String.valueOf(TABLES.incrementAndGet());
        Column column = new Column("v", type, true, declared);
        try {
            apply(keyed("keyed" + number, column), keyless("keyless" + number, column, number("n")), value, other);
        } catch (StreamException e) {
            // After a failure the target is of no use to the values that follow.
            target.close();
            target = DATABASE.openedForPostgres();
            throw e;
        }
        assertThat(DATABASE.rows("SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'keyed"
                        + number + "'::regclass AND attname = 'v'"))
                .containsExactly(declared.replace("public.", ""));
        assertThat(printed("SELECT format('%s', v) FROM keyed" + number + " WHERE id IN (0, 100, 101) ORDER BY id"))
                .containsExactly(text(value), text(value), text(value));
        assertThat(printed("SELECT format('%s', v) FROM keyed" + number + " WHERE id IN (1, 102, 103) ORDER BY id"))
                .containsExactly(text(other), text(other), text(other));
        assertThat(printed("SELECT format('%s|%s', v, n) FROM keyless" + number + " ORDER BY n"))
                .containsExactly(text(value) + "|3", text(other) + "|4");
    }

    /** The value goes by COPY, by upsert, by update, and finds its row again in a table without a key. */
    private static void apply(TableSchema table, TableSchema keyless, Object value, Object other) {
        List<ChangeEvent> copied = new ArrayList<>();
        for (long id = 0; id < CopyRun.WORTHWHILE; id += 2) {
            copied.add(insert(table, id, value));
            copied.add(insert(table, id + 1, other));
        }
        target.apply(copied);
        target.apply(List.of(insert(table, 100L, value), insert(table, 101L, null)));
        target.apply(List.of(insert(table, 102L, other), insert(table, 103L, value)));
        target.apply(List.of(update(table, row(101L, null), row(101L, value))));
        target.apply(List.of(new ChangeEvent.Update(table, null, row(103L, other))));
        target.apply(List.of(
                insert(keyless, other, 1L),
                insert(keyless, value, 1L),
                insert(keyless, other, 1L),
                insert(keyless, null, 1L)));
        target.apply(List.of(
                update(keyless, row(value, 1L), row(value, 3L)),
                delete(keyless, other, 1L),
                update(keyless, row(other, 1L), row(other, 4L)),
                delete(keyless, null, 1L)));
        target.commit(checkpoint(1));
    }

    private static List<String> printed(String query) {
        return DATABASE
                .rows(
                        "SELECT * FROM (SELECT set_config('lc_monetary', 'C', false), set_config('timezone', 'UTC', false))"
                                + " AS s, LATERAL (" + query + ") AS q")
                .stream()
                .map(row -> row.substring("C|UTC|".length()))
                .toList();
    }

    /** As PostgreSQL prints it. */
    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return "\\x" + HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Boolean truth) {
            return truth ? "t" : "f";
        }
        if (value instanceof Double number) {
            boolean single = number.isNaN() || (float) (double) number == number;
            return DATABASE.rows("SELECT '" + number + "'::float8" + (single ? "::float4" : ""))
                    .getFirst();
        }
        return String.valueOf(value);
    }
}
