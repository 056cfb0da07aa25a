package io.dbstream.schema;

/**
 * One column of a table.
 *
 * @param name as the database spells it
 * @param declared the type as its own database's SQL names it, such as {@code varchar(20)} or {@code int4range}, for a target of the
 *     same family; empty when the capture does not know
 */
public record Column(String name, DataType type, boolean nullable, String declared) {
    /** A column of which only the shared type is known. */
    public Column(String name, DataType type, boolean nullable) {
        this(name, type, nullable, "");
    }
}
