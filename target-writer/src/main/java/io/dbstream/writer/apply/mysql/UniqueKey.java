package io.dbstream.writer.apply.mysql;

import java.util.List;

/**
 * A primary key or unique index.
 *
 * @param columns in the key's order; of a key over an expression there are fewer than it has parts
 * @param whole whether it is over the whole of its columns, and not over the beginning of some, or over expressions
 */
record UniqueKey(String name, List<String> columns, boolean whole) {
    UniqueKey {
        columns = List.copyOf(columns);
    }

    /** Whether it is over exactly these columns. */
    boolean isOver(List<String> names) {
        return columns.size() == names.size() && columns.containsAll(names);
    }
}
