package io.dbstream.reader.capture.postgres;

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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The types of the source's columns, by the numbers that the log gives them. Each is looked up once in the source's catalog.
 *
 * <p>The labels of an enum may change without a word in the log. So whoever decodes a row asks {@link #outdated} behind it, and if so
 * for the table's types anew, before the row is told.
 */
final class ColumnTypes {
    /** How a session must print values for the decoders: so that nothing is lost, and everywhere the same. */
    static final Map<String, String> PRINTING = Map.of(
            "DateStyle", "ISO, YMD",
            "IntervalStyle", "postgres",
            "TimeZone", "UTC",
            "extra_float_digits", "1",
            "bytea_output", "hex",
            // Money is a number of cents, which any locale prints, though not as the same text.
            "lc_monetary", "C",
            // The names of tables and functions, which are values of regclass and its kin, with their schemas.
            "search_path", "pg_catalog");

    private static final int NO_MODIFIER = -1;
    private static final int MOST_FRACTION = 6;
    /** Lengths and precisions of characters and numbers count it as well. */
    private static final int HEADER = 4;

    private final TypeCatalog catalog;
    private final EnumLabels labels = new EnumLabels();
    private final Map<Long, ColumnType> known = new HashMap<>();

    /** @param connection to ask for types, whose search_path becomes {@code pg_catalog} */
    ColumnTypes(Connection connection) {
        catalog = new TypeCatalog(connection);
    }

    /** The type of this number, with a column's modifier (length, precision or scale), -1 for none. */
    ColumnType of(int typeOid, int modifier) throws SQLException {
        long number = (long) typeOid << Integer.SIZE | Integer.toUnsignedLong(modifier);
        ColumnType type = known.get(number);
        if (type == null) {
            type = columnType(catalog.find(typeOid, modifier));
            known.put(number, type);
        }
        return type;
    }

    /** Whether a value since the last call is a label that its enum did not have. Then the types of users are asked for anew. */
    boolean outdated() {
        boolean outdated = labels.takeSurprise();
        if (outdated) {
            known.clear();
        }
        return outdated;
    }

    private ColumnType columnType(SourceType source) {
        DataType type = source.builtIn() ? builtIn(source) : ofUsers(source);
        return new ColumnType(
                type,
                source.declared(),
                type instanceof Enumeration enumeration ? labels.decoder(source.oid(), enumeration) : decoder(type));
    }

    private static DataType builtIn(SourceType source) {
        int modifier = source.modifier();
        return switch (source.name()) {
            case "bool" -> new Bool();
            case "int2" -> new Int(16, false);
            case "int4" -> new Int(32, false);
            // An oid is a number without sign of 32 bits.
            case "int8", "oid" -> new Int(64, false);
            case "numeric" -> numeric(modifier);
            case "float4" -> new FloatingPoint(32);
            case "float8" -> new FloatingPoint(64);
            case "bpchar" -> modifier == NO_MODIFIER ? new Text() : new Char(modifier - HEADER);
            case "varchar" -> modifier == NO_MODIFIER ? new Text() : new Varchar(modifier - HEADER);
            case "text", "name" -> new Text();
            case "bytea" -> new Bytes();
            case "bit" -> modifier == NO_MODIFIER ? new Other() : new Bit(modifier);
            case "date" -> new Date();
            case "time" -> new Time(fraction(modifier));
            case "timestamp" -> new DateTime(fraction(modifier));
            case "timestamptz" -> new Timestamp(fraction(modifier));
            case "json", "jsonb" -> new Json();
            case "uuid" -> new Uuid();
            default -> new Other();
        };
    }

    private DataType ofUsers(SourceType source) {
        return switch (source.name()) {
            case "citext" -> new Text();
            case "geometry", "geography" -> source.isBase() ? new Geometry() : new Other();
            default -> source.isEnum() ? new Enumeration(labels.of(source.oid(), source.labels())) : new Other();
        };
    }

    /** PostgreSQL's scale may be negative, or larger than the precision; other databases know no such thing. */
    private static DataType numeric(int modifier) {
        if (modifier == NO_MODIFIER) {
            return new Numeric();
        }
        int packed = modifier - HEADER;
        int precision = packed >> 16;
        int scale = ((packed & 0x7FF) ^ 0x400) - 0x400;
        return scale < 0 || scale > precision ? new Numeric() : new Decimal(precision, scale, false);
    }

    private static int fraction(int modifier) {
        return modifier == NO_MODIFIER ? MOST_FRACTION : modifier;
    }

    private static TextDecoder decoder(DataType type) {
        return switch (type) {
            case Bool bool -> TextDecoders::bool;
            case Int number -> TextDecoders::wholeNumber;
            case FloatingPoint number -> number.bits() == 32 ? TextDecoders::real : TextDecoders::doublePrecision;
            case Bytes bytes -> TextDecoders::bytea;
            case Geometry shape -> TextDecoders::shape;
            default -> TextDecoders::text;
        };
    }
}
