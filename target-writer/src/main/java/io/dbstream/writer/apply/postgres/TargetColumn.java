package io.dbstream.writer.apply.postgres;

/**
 * A column of a target table.
 *
 * @param generated whether PostgreSQL computes it, so that nobody can write it
 * @param identityAlways whether it takes values only from its sequence, unless a statement overrides that
 * @param equality what {@code =} says about two values, which depends on the type and the collation
 */
record TargetColumn(String name, TargetType type, boolean generated, boolean identityAlways, Equality equality) {
    /** The quoted name. */
    String sql() {
        return TableName.quote(name);
    }
}
