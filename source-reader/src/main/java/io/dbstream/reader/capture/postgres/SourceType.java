package io.dbstream.reader.capture.postgres;

import java.util.List;

/**
 * A type as the source's catalog describes it, no domain.
 *
 * @param name as {@code pg_type} has it, without the schema
 * @param kind {@code pg_type.typtype}: {@code b} for a base type, {@code e} for an enum
 * @param modifier length, precision or scale; -1 for none
 * @param declared the type with schema and modifier, as SQL names it
 * @param labels of an enum, in its order
 */
record SourceType(
        int oid, String name, char kind, boolean builtIn, int modifier, String declared, List<String> labels) {
    /** A type that the source no longer has: the log may be older than the catalog. */
    static SourceType dropped(int oid) {
        return new SourceType(oid, "", 'b', true, -1, "", List.of());
    }

    boolean isBase() {
        return kind == 'b';
    }

    boolean isEnum() {
        return kind == 'e';
    }
}
