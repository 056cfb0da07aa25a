package io.dbstream.writer.apply.mysql;

/**
 * A column of a target table.
 *
 * @param generated whether the server computes it, so that nobody can write it
 */
record TargetColumn(String name, MySqlType type, boolean generated) {
    /** The quoted name. */
    String sql() {
        return TableName.quote(name);
    }
}
