package io.dbstream.writer.apply.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides, before any value is sent, how a source column's values get into a target column. A pair of types between which a value
 * could change silently (rounded, cut off, shifted) is refused; a value out of the target's range is refused by the target itself, or
 * by {@link ValueSteps} where the server would not.
 */
final class Conversions {
    /** Whole numbers of up to so many bits are exact in a {@code float}, and in a {@code double}. */
    private static final int FLOAT_BITS = 24;

    private static final int DOUBLE_BITS = 32;
    /** At most five digits are looked at. */
    private static final String NO_LABEL = "00000";

    private final MySqlTypes types;
    private final Column source;
    private final TargetColumn target;
    private final ValueSteps steps;

    private Conversions(MySqlTypes types, Column source, TargetColumn target, TableName table) {
        this.types = types;
        this.source = source;
        this.target = target;
        this.steps = new ValueSteps(table, target);
    }

    /**
     * The conversion between two columns.
     *
     * @throws StreamException of kind UNREPRESENTABLE, naming table, column and both types, when there is none that loses nothing
     */
    static Conversion between(Column source, TargetColumn target, TableName table, MySqlTypes types) {
        Conversion conversion = new Conversions(types, source, target, table).find();
        if (conversion == null) {
            String needed = types.created(source).sql();
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "Column \"" + target.name() + "\" of target table " + table + " has the type " + target.type()
                            + ", which cannot hold every value of the source's column exactly; the type " + needed
                            + " can: ALTER TABLE " + table.sql() + " MODIFY COLUMN " + target.sql() + " " + needed
                            + (source.nullable() ? "" : " NOT NULL"));
        }
        return conversion;
    }

    private @Nullable Conversion find() {
        DataType type = source.type();
        return switch (target.type().name()) {
            case "tinyint", "smallint", "mediumint", "int", "bigint" -> integer(type);
            case "decimal" -> decimal(type);
            case "float", "double" -> floatingPoint(type);
            case "bit" -> bit(type);
            case "char", "varchar", "tinytext", "text", "mediumtext", "longtext" -> characters(type);
            case "enum" -> isText(type) ? label(type) : null;
            case "set" -> isText(type) ? Conversion.plain(steps.labels()) : null;
            case "binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob" -> bytes(type);
            case "vector" ->
                type instanceof Bytes && types.declared(source) != null
                        ? Conversion.ofBytes(Conversion.Step.NONE)
                        : null;
            case "date" -> type instanceof Date ? Conversion.plain(steps.day()) : null;
            case "datetime", "timestamp" -> moment(type);
            case "time" ->
                type instanceof Time time && time.fraction() <= target.type().fraction()
                        ? Conversion.plain(Conversion.Step.NONE)
                        : null;
            case "year" -> type instanceof Year ? Conversion.plain(ValueSteps.year()) : null;
            case "json" -> type instanceof Json || isPlainText(type) ? document(type) : null;
            case "uuid" -> type instanceof Uuid || isPlainText(type) ? Conversion.plain(Conversion.Step.NONE) : null;
            case "inet4", "inet6" ->
                type instanceof Other || isPlainText(type) ? Conversion.plain(Conversion.Step.NONE) : null;
            default -> target.type().isShape() && type instanceof Geometry ? Conversion.ofBytes(steps.shape()) : null;
        };
    }

    private static @Nullable Conversion integer(DataType type) {
        return switch (type) {
            case Int integer -> Conversion.plain(Conversion.Step.NONE);
            case Year year -> Conversion.plain(Conversion.Step.NONE);
            case Bool bool -> Conversion.plain(value -> value.equals(true) ? 1L : 0L);
            case Bit bit -> bit.length() == 1 ? Conversion.plain(value -> value.equals("1") ? 1L : 0L) : null;
            case Decimal decimal -> decimal.scale() == 0 ? wholeNumber() : null;
            default -> null;
        };
    }

    /** As text, it would be compared as a double. */
    private static Conversion wholeNumber() {
        return Conversion.compared("CAST(? AS DECIMAL(65,0))", Conversion.Step.NONE);
    }

    private @Nullable Conversion decimal(DataType type) {
        MySqlType column = target.type();
        String number = "CAST(? AS DECIMAL(" + column.length() + "," + column.scale() + "))";
        return switch (type) {
            case Int integer -> Conversion.compared(number, Conversion.Step.NONE);
            case Year year -> Conversion.plain(Conversion.Step.NONE);
            case Decimal decimal ->
                decimal.scale() <= column.scale() ? Conversion.compared(number, steps::number) : null;
            case Numeric any -> Conversion.compared(number, steps.digitsBehindThePoint());
            default -> null;
        };
    }

    private @Nullable Conversion floatingPoint(DataType type) {
        boolean single = target.type().name().equals("float");
        if (!target.type().parameters().isEmpty()) {
            // FLOAT(7,3) rounds: it takes what comes from its like.
            MySqlType declared = types.declared(source);
            boolean same = declared != null
                    && declared.name().equals(target.type().name())
                    && declared.parameters().equals(target.type().parameters());
            return same ? Conversion.plain(steps::floatingPoint) : null;
        }
        return switch (type) {
            case FloatingPoint number -> !single || number.bits() == 32 ? Conversion.plain(steps::floatingPoint) : null;
            case Int integer ->
                integer.bits() <= (single ? FLOAT_BITS : DOUBLE_BITS) ? Conversion.plain(Conversion.Step.NONE) : null;
            default -> null;
        };
    }

    private @Nullable Conversion bit(DataType type) {
        return switch (type) {
            case Bit bit ->
                bit.length() == target.type().length()
                        ? Conversion.made("CAST(? AS UNSIGNED)", ValueSteps.bits())
                        : null;
            case Bool bool -> Conversion.made("CAST(? AS UNSIGNED)", value -> value.equals(true) ? 1L : 0L);
            default -> null;
        };
    }

    private @Nullable Conversion bytes(DataType type) {
        boolean fixed = target.type().name().equals("binary");
        return switch (type) {
            case Binary binary ->
                fixed && binary.length() != target.type().length() ? null : Conversion.ofBytes(Conversion.Step.NONE);
            case Bytes bytes -> Conversion.ofBytes(fixed ? steps.fixedBytes() : Conversion.Step.NONE);
            case Geometry shape -> fixed ? null : Conversion.ofBytes(Conversion.Step.NONE);
            default -> null;
        };
    }

    /**
     * A label, or for a source of the same family also none of them: the number 0, which the source prints as an empty text. Strict as
     * it is, the server takes zeros for that number when no label is written so.
     */
    private Conversion label(DataType type) {
        List<String> labels = target.type().labels();
        boolean mayBeNone = type instanceof Enumeration && types.declared(source) != null;
        if (!mayBeNone || labels.contains("") || labels.contains(NO_LABEL)) {
            return Conversion.plain(steps.label());
        }
        Conversion.Step label = steps.label();
        return Conversion.compared(
                "COALESCE(NULLIF(?, '" + NO_LABEL + "'), '')",
                value -> ((String) value).isEmpty() ? NO_LABEL : label.apply(value));
    }

    private @Nullable Conversion moment(DataType type) {
        int fraction = target.type().fraction();
        return switch (type) {
            case DateTime time -> time.fraction() <= fraction ? Conversion.plain(steps.day()) : null;
            case Timestamp time -> time.fraction() <= fraction ? Conversion.plain(steps.instant()) : null;
            default -> null;
        };
    }

    /** On MariaDB, where the type is text, this is never called: its catalog calls the type so. */
    private Conversion document(DataType type) {
        boolean printedByMySql = type instanceof Json && types.declared(source) != null;
        return Conversion.compared("CAST(? AS JSON)", printedByMySql ? JsonDecimals.KEPT : steps.document());
    }

    private @Nullable Conversion characters(DataType type) {
        return switch (type) {
            case Binary bytes -> null;
            case Bytes bytes -> null;
            case Geometry shape -> null;
            case FloatingPoint number -> Conversion.plain(ValueSteps.digits(number));
            case Char text -> Conversion.plain(steps.characters(text.length(), false));
            case Varchar text -> Conversion.plain(steps.characters(text.length(), true));
            case Text text -> Conversion.plain(steps.characters(Integer.MAX_VALUE, true));
            case Enumeration labels -> Conversion.plain(steps.characters(Integer.MAX_VALUE, true));
            case LabelSet labels -> Conversion.plain(steps.characters(Integer.MAX_VALUE, true));
            case Json json -> Conversion.plain(steps.characters(Integer.MAX_VALUE, true));
            case Other other -> Conversion.plain(steps.characters(Integer.MAX_VALUE, true));
            case Bool bool -> Conversion.plain(String::valueOf);
            case Int integer -> Conversion.plain(String::valueOf);
            case Year year -> Conversion.plain(ValueSteps.year());
            case Decimal decimal -> Conversion.plain(Conversion.Step.NONE);
            case Numeric number -> Conversion.plain(Conversion.Step.NONE);
            case Bit bit -> Conversion.plain(Conversion.Step.NONE);
            case Date date -> Conversion.plain(Conversion.Step.NONE);
            case Time time -> Conversion.plain(Conversion.Step.NONE);
            case DateTime time -> Conversion.plain(Conversion.Step.NONE);
            case Timestamp time -> Conversion.plain(Conversion.Step.NONE);
            case Uuid uuid -> Conversion.plain(Conversion.Step.NONE);
        };
    }

    private static boolean isPlainText(DataType type) {
        return type instanceof Char || type instanceof Varchar || type instanceof Text;
    }

    private static boolean isText(DataType type) {
        return isPlainText(type) || type instanceof Enumeration || type instanceof LabelSet;
    }
}
