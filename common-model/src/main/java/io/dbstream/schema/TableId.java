package io.dbstream.schema;

/**
 * The name of a table as its database spells it.
 *
 * @param namespace the MySQL database or the PostgreSQL schema that holds the table
 * @param name the table's own name
 */
public record TableId(String namespace, String name) {
    @Override
    public String toString() {
        return namespace + "." + name;
    }
}
