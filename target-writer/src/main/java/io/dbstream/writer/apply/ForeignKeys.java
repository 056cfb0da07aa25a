package io.dbstream.writer.apply;

import java.util.Set;

/**
 * How a table of the target hangs together with others.
 *
 * @param table what it is called among its like
 * @param parents the tables that its foreign keys point to, itself left out
 * @param referenced whether another table's foreign key points to it
 * @param cascading whether deleting a row or changing its key changes other rows
 */
public record ForeignKeys(Object table, Set<?> parents, boolean referenced, boolean cascading) {}
