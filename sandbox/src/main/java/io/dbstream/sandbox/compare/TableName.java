package io.dbstream.sandbox.compare;

/**
 * A table of either side.
 *
 * @param namespace the schema of PostgreSQL, the database of MySQL; empty for the one that a connection is in by itself
 */
public record TableName(String namespace, String name) {
    @Override
    public String toString() {
        return namespace.isEmpty() ? name : namespace + "." + name;
    }
}
