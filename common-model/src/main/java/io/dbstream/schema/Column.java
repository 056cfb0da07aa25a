package io.dbstream.schema;

/**
 * One column of a table.
 *
 * @param name as the database spells it
 * @param nullable whether the column accepts NULL
 */
public record Column(String name, DataType type, boolean nullable) {}
