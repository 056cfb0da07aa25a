package io.dbstream.writer.apply.postgres;

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
import org.jspecify.annotations.Nullable;

/**
 * Decides, before any value is sent, how a source column's values get into a target column. A pair of types between which a value
 * could change silently (rounded, cut off) is refused; a value out of the target's range is refused by the target itself, or by
 * {@link ValueSteps} where PostgreSQL would not.
 */
final class Conversions {
    /** Whole numbers of up to so many bits are exact in a {@code real}, and in a {@code double precision}. */
    private static final int REAL_BITS = 24;

    private static final int DOUBLE_BITS = 32;

    private Conversions() {}

    /**
     * The conversion between two columns.
     *
     * @param exact the source's own type by its name at the target, when the source is a PostgreSQL too
     * @throws StreamException of kind UNREPRESENTABLE, naming table, column and both types, when there is none that loses nothing
     */
    static Conversion between(Column source, TargetColumn target, TableName table, @Nullable TypeName exact) {
        if (exact != null && target.type().holds(exact)) {
            return same(source.type(), target.type());
        }
        Conversion conversion = find(source, target.type(), new ValueSteps(table, target), exact != null);
        if (conversion == null) {
            String needed = exact == null ? PostgresTypes.created(source) : exact.sql();
            throw new StreamException(
                    ErrorKind.UNREPRESENTABLE,
                    "Column \"" + target.name() + "\" of target table " + table + " has the type "
                            + target.type().display()
                            + ", which cannot hold every value of the source's column exactly;"
                            + " the type " + needed + " can: ALTER TABLE " + table.sql() + " ALTER COLUMN "
                            + target.sql()
                            + " TYPE " + needed);
        }
        return conversion;
    }

    /** Both sides have the same type, which reads what it prints. */
    private static Conversion same(DataType type, TargetType target) {
        return switch (type) {
            case Bool bool -> new Conversion(Carrier.BOOLEAN, "", Conversion.Step.NONE);
            case Int integer -> new Conversion(Carrier.LONG, target.sql(), Conversion.Step.NONE);
            case FloatingPoint number -> new Conversion(Carrier.DOUBLE, target.sql(), Conversion.Step.NONE);
            case Bytes bytes -> new Conversion(Carrier.BYTES, "", Conversion.Step.NONE);
            case Geometry shape -> text(target, ValueSteps.hexadecimal());
            default -> text(target, Conversion.Step.NONE);
        };
    }

    private static @Nullable Conversion find(Column column, TargetType target, ValueSteps steps, boolean fromPostgres) {
        DataType source = column.type();
        if (!target.builtIn()) {
            return ofUsers(source, target, steps);
        }
        return switch (target.name()) {
            case "int2", "int4", "int8" -> integer(source, target, steps);
            case "numeric" -> numeric(source, target);
            case "float4", "float8" -> floatingPoint(source, target);
            case "bool" -> bool(source, steps);
            case "bit", "varbit" -> bit(source, target);
            case "text", "varchar", "bpchar" -> characters(source, target, steps);
            case "bytea" ->
                source instanceof Bytes || source instanceof Binary || source instanceof Geometry
                        ? new Conversion(Carrier.BYTES, "", Conversion.Step.NONE)
                        : null;
            case "date" -> source instanceof Date ? text(target, steps.date()) : null;
            case "timestamp", "timestamptz" -> timestamp(source, target, steps);
            case "time" ->
                source instanceof Time time && time.fraction() <= target.fraction()
                        ? text(target, fromPostgres ? Conversion.Step.NONE : steps.timeOfDay())
                        : null;
            case "interval" ->
                source instanceof Time time && time.fraction() <= target.fraction() && target.keepsAllFields()
                        ? text(target, Conversion.Step.NONE)
                        : null;
            case "json", "jsonb" -> source instanceof Json || isPlainText(source) ? plain(source, target, steps) : null;
            case "uuid" -> source instanceof Uuid || isPlainText(source) ? plain(source, target, steps) : null;
            case "inet" -> PostgresTypes.isAddress(column) ? text(target, Conversion.Step.NONE) : null;
            default -> null;
        };
    }

    private static @Nullable Conversion ofUsers(DataType source, TargetType target, ValueSteps steps) {
        if (target.isEnum()) {
            return isText(source) ? plain(source, target, steps) : null;
        }
        return switch (target.name()) {
            case "citext" -> isText(source) ? plain(source, target, steps) : null;
            // The names of PostGIS.
            case "geometry", "geography" -> source instanceof Geometry ? text(target, ValueSteps.hexadecimal()) : null;
            default -> null;
        };
    }

    /** Text without the spaces that fill up a {@code char}. */
    private static Conversion plain(DataType source, TargetType target, ValueSteps steps) {
        return text(target, source instanceof Char ? steps.unpadded() : steps.text());
    }

    private static @Nullable Conversion integer(DataType source, TargetType target, ValueSteps steps) {
        return switch (source) {
            case Int integer -> new Conversion(Carrier.LONG, target.sql(), steps.signed());
            case Year year -> new Conversion(Carrier.LONG, target.sql(), Conversion.Step.NONE);
            case Bool bool -> new Conversion(Carrier.LONG, target.sql(), value -> value.equals(true) ? 1L : 0L);
            case Decimal decimal -> decimal.scale() == 0 ? text(target, Conversion.Step.NONE) : null;
            default -> null;
        };
    }

    private static @Nullable Conversion numeric(DataType source, TargetType target) {
        return switch (source) {
            case Int integer -> target.scale() >= 0 ? wholeNumber(integer, target) : null;
            case Year year ->
                target.scale() >= 0 ? new Conversion(Carrier.LONG, target.sql(), Conversion.Step.NONE) : null;
            case Decimal decimal -> target.scale() >= decimal.scale() ? text(target, Conversion.Step.NONE) : null;
            case Numeric number -> target.scale() == Integer.MAX_VALUE ? text(target, Conversion.Step.NONE) : null;
            case FloatingPoint number ->
                target.scale() == Integer.MAX_VALUE ? text(target, ValueSteps.digits(number)) : null;
            default -> null;
        };
    }

    /** Unsigned numbers of 64 bits come as text when they are too large for a {@code bigint}. */
    private static Conversion wholeNumber(Int type, TargetType target) {
        return type.unsigned() && type.bits() == 64
                ? text(target, String::valueOf)
                : new Conversion(Carrier.LONG, target.sql(), Conversion.Step.NONE);
    }

    private static @Nullable Conversion floatingPoint(DataType source, TargetType target) {
        boolean single = target.name().equals("float4");
        return switch (source) {
            case FloatingPoint number ->
                !single || number.bits() == 32
                        ? new Conversion(Carrier.DOUBLE, target.sql(), Conversion.Step.NONE)
                        : null;
            case Int integer ->
                integer.bits() <= (single ? REAL_BITS : DOUBLE_BITS)
                        ? new Conversion(Carrier.LONG, target.sql(), Conversion.Step.NONE)
                        : null;
            default -> null;
        };
    }

    private static @Nullable Conversion bool(DataType source, ValueSteps steps) {
        return switch (source) {
            case Bool bool -> new Conversion(Carrier.BOOLEAN, "", Conversion.Step.NONE);
            case Int integer -> new Conversion(Carrier.BOOLEAN, "", steps.truth());
            case Bit bit -> bit.length() == 1 ? new Conversion(Carrier.BOOLEAN, "", value -> value.equals("1")) : null;
            default -> null;
        };
    }

    private static @Nullable Conversion bit(DataType source, TargetType target) {
        boolean fits = source instanceof Bit bit
                && (target.name().equals("bit")
                        ? bit.length() == target.bits()
                        : target.bits() < 0 || bit.length() <= target.bits());
        return fits ? text(target, Conversion.Step.NONE) : null;
    }

    private static @Nullable Conversion timestamp(DataType source, TargetType target, ValueSteps steps) {
        return switch (source) {
            case DateTime time -> time.fraction() <= target.fraction() ? text(target, steps.date()) : null;
            case Timestamp time -> time.fraction() <= target.fraction() ? text(target, steps.date()) : null;
            default -> null;
        };
    }

    private static @Nullable Conversion characters(DataType source, TargetType target, ValueSteps steps) {
        return switch (source) {
            case Binary bytes -> null;
            case Bytes bytes -> null;
            case FloatingPoint number -> text(target, ValueSteps.digits(number));
            case Char text -> text(target, steps.paddedCharacters(text.length()));
            case Varchar text -> text(target, steps.characters(text.length()));
            case Text text -> text(target, steps.characters(Integer.MAX_VALUE));
            case Enumeration labels -> text(target, steps.characters(Integer.MAX_VALUE));
            case LabelSet labels -> text(target, steps.characters(Integer.MAX_VALUE));
            case Json json -> text(target, steps.characters(Integer.MAX_VALUE));
            case Bool bool -> text(target, String::valueOf);
            case Int integer -> text(target, String::valueOf);
            case Year year -> text(target, String::valueOf);
            case Decimal decimal -> text(target, Conversion.Step.NONE);
            case Bit bit -> text(target, Conversion.Step.NONE);
            case Date date -> text(target, Conversion.Step.NONE);
            case Time time -> text(target, Conversion.Step.NONE);
            case DateTime time -> text(target, Conversion.Step.NONE);
            case Timestamp time -> text(target, Conversion.Step.NONE);
            case Uuid uuid -> text(target, Conversion.Step.NONE);
            case Numeric number -> text(target, Conversion.Step.NONE);
            case Geometry shape -> null;
            case Other other -> text(target, steps.characters(Integer.MAX_VALUE));
        };
    }

    private static Conversion text(TargetType target, Conversion.Step step) {
        boolean takesText = target.builtIn()
                && (target.name().equals("text") || target.name().equals("varchar"));
        return new Conversion(Carrier.TEXT, takesText ? "" : target.sql(), step);
    }

    private static boolean isPlainText(DataType source) {
        return source instanceof Char || source instanceof Varchar || source instanceof Text;
    }

    private static boolean isText(DataType source) {
        return isPlainText(source) || source instanceof Enumeration || source instanceof LabelSet;
    }
}
