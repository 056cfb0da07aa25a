package io.dbstream.stream;

import java.util.Set;

/**
 * One table to capture.
 *
 * @param name {@code table}, {@code schema.table} or {@code database.table}
 * @param operations never empty
 */
public record TableFilter(String name, Set<Operation> operations) {
    public TableFilter {
        operations = Set.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a filter that lets nothing of " + name + " through");
        }
    }
}
