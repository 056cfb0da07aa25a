package io.dbstream.writer.apply.mysql;

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
import io.dbstream.stream.DatabaseType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The type that a column gets when dbstream makes its table: {@code docs/reference/types.md} says the same to users. */
final class MySqlTypes {
    static final int MOST_PRECISION = 65;
    static final int MOST_SCALE = 30;
    /** MariaDB alone has more of them. */
    private static final int MOST_SCALE_OF_MARIADB = 38;

    private static final int MOST_CHARACTERS_OF_CHAR = 255;
    /** What a row of 65,535 bytes has room for, beside the length of the text. */
    private static final int MOST_CHARACTERS = 16_383;

    private static final int MOST_BITS = 64;
    /** PostgreSQL's labels have at most so many bytes. */
    private static final int LONGEST_LABEL = 63;

    private final ServerFacts server;
    private final boolean sameFamily;

    /** @param source whose own names of types are understood when they are of the target's family */
    MySqlTypes(DatabaseType source, ServerFacts server) {
        this.server = server;
        this.sameFamily = source == DatabaseType.MYSQL;
    }

    ServerFacts server() {
        return server;
    }

    /** The source's column in its own words, when they are the target's too; null when not. */
    @Nullable
    MySqlType declared(Column column) {
        return sameFamily && !column.declared().isEmpty() ? TypeText.read(column.declared()) : null;
    }

    /** The type that holds every value of this column exactly; or if there is none, the one that holds the most. */
    MySqlType created(Column column) {
        MySqlType declared = declared(column);
        MySqlType known = declared == null ? null : known(declared, column.type());
        return known == null ? shared(column.type()) : known;
    }

    /** A type of MySQL or MariaDB as this server has it; null when it has none like it. */
    private @Nullable MySqlType known(MySqlType type, DataType shared) {
        return switch (type.name()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> integer(type);
            case "decimal" ->
                type.scale() <= (server.mariaDb() ? MOST_SCALE_OF_MARIADB : MOST_SCALE) ? type : longText();
            case "float", "double", "bit", "date", "time", "datetime", "timestamp" -> type;
            // MariaDB still has years of two digits, which only print so.
            case "year" -> server.mariaDb() && type.length() == 2 ? type : MySqlType.of("year");
            case "vector" -> server.hasVectors() ? type : null;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> type;
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> Collations.known(type, server);
            // The labels as the log knows them, which need no unquoting.
            case "enum" ->
                shared instanceof Enumeration labels ? Collations.known(type.labelled(labels.labels()), server) : null;
            case "set" ->
                shared instanceof LabelSet labels ? Collations.known(type.labelled(labels.labels()), server) : null;
            case "json" -> MySqlType.of("json");
            case "uuid" -> server.hasUuid() ? type : null;
            case "inet4" -> server.hasInet4() ? type : text("varchar", "255.255.255.255".length());
            case "inet6" ->
                server.hasInet6() ? type : text("varchar", "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length());
            case "geomcollection", "geometrycollection" ->
                new MySqlType(
                        "geometrycollection", type.parameters(), type.labels(), false, false, "", "", type.srid());
            default -> type.isShape() ? type : null;
        };
    }

    /** Widths of display mean nothing, but for zeros in front of a number, and for what many take for a truth. */
    private static MySqlType integer(MySqlType type) {
        boolean truth = type.name().equals("tinyint") && type.parameters().equals(List.of(1));
        return type.zerofill() || truth ? type : MySqlType.of(type.name()).asUnsigned(type.unsigned());
    }

    private MySqlType shared(DataType type) {
        return switch (type) {
            case Bool bool -> MySqlType.of("tinyint", 1);
            case Int integer -> MySqlType.of(integerName(integer.bits())).asUnsigned(integer.unsigned());
            case Decimal decimal -> decimal(decimal);
            case Numeric number -> MySqlType.of("decimal", MOST_PRECISION, MOST_SCALE);
            case FloatingPoint number -> MySqlType.of(number.bits() == 32 ? "float" : "double");
            case Char text -> text.length() <= MOST_CHARACTERS_OF_CHAR ? text("char", text.length()) : longText();
            case Varchar text -> text.length() <= MOST_CHARACTERS ? text("varchar", text.length()) : longText();
            case Text text -> longText();
            case Binary bytes ->
                MySqlType.of(bytes.length() <= MOST_CHARACTERS_OF_CHAR ? "binary" : "varbinary", bytes.length());
            case Bytes bytes -> MySqlType.of("longblob");
            case Bit bit -> bit.length() <= MOST_BITS ? MySqlType.of("bit", bit.length()) : longText();
            case Date date -> MySqlType.of("date");
            case Time time -> temporal("time", time.fraction());
            case DateTime time -> temporal("datetime", time.fraction());
            // TIMESTAMP ends in 2038, which only a source of the same kind shares.
            case Timestamp time -> temporal(sameFamily ? "timestamp" : "datetime", time.fraction());
            case Year year -> MySqlType.of("year");
            case Enumeration enumeration ->
                sameFamily ? text("enum").labelled(enumeration.labels()) : text("varchar", LONGEST_LABEL);
            case LabelSet set -> text("set").labelled(set.labels());
            // MySQL's own type would change how numbers are written; MariaDB's keeps the text.
            case Json json -> sameFamily || server.mariaDb() ? MySqlType.of("json") : longText();
            case Uuid uuid -> server.hasUuid() ? MySqlType.of("uuid") : text("char", 36);
            case Geometry shape -> MySqlType.of("geometry");
            case Other other -> longText();
        };
    }

    private static String integerName(int bits) {
        return switch (bits) {
            case 8 -> "tinyint";
            case 16 -> "smallint";
            case 24 -> "mediumint";
            case 32 -> "int";
            default -> "bigint";
        };
    }

    private MySqlType decimal(Decimal type) {
        // PostgreSQL's numeric(2,4) holds 0.0012.
        int precision = Math.max(type.precision(), type.scale());
        return precision <= MOST_PRECISION && type.scale() >= 0 && type.scale() <= MOST_SCALE
                ? MySqlType.of("decimal", precision, type.scale()).asUnsigned(type.unsigned())
                : longText();
    }

    private static MySqlType temporal(String name, int fraction) {
        return fraction == 0 ? MySqlType.of(name) : MySqlType.of(name, fraction);
    }

    MySqlType longText() {
        return text("longtext");
    }

    /** Text in which nothing that differs is equal. */
    MySqlType text(String name, int... length) {
        return MySqlType.of(name, length).in("utf8mb4", server.exactCollation());
    }
}
