package io.dbstream.writer.apply.postgres;

/**
 * The type of a target column, domains resolved to what they are made of.
 *
 * @param name as {@code pg_type} has it: {@code int4}, {@code varchar}, {@code bpchar}
 * @param kind {@code pg_type.typtype}: {@code b} for a base type, {@code e} for an enum
 * @param builtIn whether it comes with PostgreSQL
 * @param modifier {@code atttypmod}: length, precision or scale; -1 for none
 * @param sql the type without its modifier, as a cast names it
 * @param display the type with its modifier
 * @param resolved the same, also of an array the domain resolved to what it is made of
 */
record TargetType(
        String name, char kind, boolean builtIn, int modifier, String sql, String display, TypeName resolved) {
    private static final int HEADER = 4;
    private static final int FULL_INTERVAL = 0x7FFF;
    private static final int MOST_FRACTION = 6;

    boolean isEnum() {
        return kind == 'e';
    }

    /** Whether this is the type {@code "char"}, one byte. */
    boolean isSingleByte() {
        return builtIn && name.equals("char");
    }

    /** Whether the column takes every value of this type as it is. */
    boolean holds(TypeName type) {
        return resolved.equals(type) || (modifier < 0 && resolved.equals(type.withoutModifier()));
    }

    /** What the type's own {@code =} says about two values. */
    Equality equality() {
        if (!builtIn) {
            return isEnum() ? Equality.SAME : name.equals("citext") ? Equality.LOOSE : Equality.UNKNOWN;
        }
        return switch (name) {
            case "bool", "int2", "int4", "int8", "oid", "text", "varchar", "name", "char", "bytea", "bit", "varbit" ->
                Equality.SAME;
            case "date", "time", "timetz", "timestamp", "timestamptz" -> Equality.SAME;
            case "uuid", "inet", "cidr", "macaddr", "macaddr8", "money", "pg_lsn" -> Equality.SAME;
            // Spaces at the end, zeros behind the point: with a length or scale, every value has the same number of
            // them.
            case "bpchar", "numeric" -> modifier < 0 ? Equality.LOOSE : Equality.SAME;
            case "float4", "float8", "interval", "jsonb" -> Equality.LOOSE;
            default -> Equality.UNKNOWN;
        };
    }

    /** Characters that fit into a {@code varchar} or {@code char}; -1 for any number. */
    int characters() {
        return modifier < HEADER ? -1 : modifier - HEADER;
    }

    /** Bits of a {@code bit} or {@code varbit}; -1 for any number. */
    int bits() {
        return modifier;
    }

    /** Digits behind the point of a {@code numeric}; {@link Integer#MAX_VALUE} for any number. */
    int scale() {
        if (modifier < HEADER) {
            return Integer.MAX_VALUE;
        }
        int scale = (modifier - HEADER) & 0x7FF;
        return (scale ^ 0x400) - 0x400;
    }

    /** Digits behind the second of a time, timestamp or interval. */
    int fraction() {
        if (modifier < 0) {
            return MOST_FRACTION;
        }
        int fraction = modifier & 0xFFFF;
        return fraction > MOST_FRACTION ? MOST_FRACTION : fraction;
    }

    /** Whether an {@code interval} keeps all its fields, from year to second. */
    boolean keepsAllFields() {
        return modifier < 0 || (modifier >> 16 & FULL_INTERVAL) == FULL_INTERVAL;
    }
}
