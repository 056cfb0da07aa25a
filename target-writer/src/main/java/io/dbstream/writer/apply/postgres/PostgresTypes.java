package io.dbstream.writer.apply.postgres;

import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.DataType.Binary;
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
import io.dbstream.schema.DataType.LabelSet;
import io.dbstream.schema.DataType.Numeric;
import io.dbstream.schema.DataType.Other;
import io.dbstream.schema.DataType.Text;
import io.dbstream.schema.DataType.Time;
import io.dbstream.schema.DataType.Timestamp;
import io.dbstream.schema.DataType.Uuid;
import io.dbstream.schema.DataType.Varchar;
import io.dbstream.schema.DataType.Year;

/** The type that a column gets when dbstream makes its table: {@code docs/reference/types.md} says the same to users. */
final class PostgresTypes {
    private PostgresTypes() {}

    /** The narrowest type of PostgreSQL that holds every value of a column of another database exactly. */
    static String created(Column column) {
        return isAddress(column) ? "inet" : created(column.type());
    }

    /** Whether the column holds addresses of the internet, for which MariaDB has types that the others do not know. */
    static boolean isAddress(Column column) {
        return column.type() instanceof Other
                && (column.declared().equals("inet4") || column.declared().equals("inet6"));
    }

    /** The same by the shared type alone. */
    static String created(DataType type) {
        return switch (type) {
            case Bool bool -> "boolean";
            case Int integer -> integer(integer);
            case Decimal decimal -> "numeric(" + decimal.precision() + "," + decimal.scale() + ")";
            case Numeric number -> "numeric";
            case FloatingPoint number -> number.bits() == 32 ? "real" : "double precision";
            // PostgreSQL's char pads with spaces and forgets about them; MySQL's never shows them.
            case Char text -> varchar(text.length());
            case Varchar text -> varchar(text.length());
            case Text text -> "text";
            case Binary bytes -> "bytea";
            case Bytes bytes -> "bytea";
            case Bit bit -> "bit(" + bit.length() + ")";
            case Date date -> "date";
            // MySQL's TIME is a duration of up to 838 hours either way.
            case Time time -> "interval(" + time.fraction() + ")";
            case DateTime time -> "timestamp(" + time.fraction() + ")";
            case Timestamp time -> "timestamptz(" + time.fraction() + ")";
            case Year year -> "smallint";
            case Enumeration enumeration -> "text";
            case LabelSet set -> "text";
            // jsonb would reorder keys and change numbers; json keeps the text.
            case Json json -> "json";
            case Uuid uuid -> "uuid";
            case Geometry shape -> "bytea";
            case Other other -> "text";
        };
    }

    private static String integer(Int type) {
        int bits = type.unsigned() ? type.bits() + 1 : type.bits();
        if (bits <= 16) {
            return "smallint";
        }
        if (bits <= 32) {
            return "integer";
        }
        return bits <= 64 ? "bigint" : "numeric(20,0)";
    }

    private static String varchar(int length) {
        return length == 0 ? "text" : "varchar(" + length + ")";
    }
}
