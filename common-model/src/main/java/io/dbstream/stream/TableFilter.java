package io.dbstream.stream;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One table to capture.
 *
 * @param table as the user named it
 * @param operations never empty
 * @param target what the table is called at the target; null for what the rules of {@code docs/reference/configuration.md} say
 */
public record TableFilter(
        QualifiedName table,
        Set<Operation> operations,
        @Nullable QualifiedName target) {
    public TableFilter {
        operations = Set.copyOf(operations);
        if (operations.isEmpty()) {
            throw new IllegalArgumentException("a filter that lets nothing of " + table + " through");
        }
    }

    /** A table that keeps its name. */
    public TableFilter(String name, Set<Operation> operations) {
        this(QualifiedName.parse(name), operations, null);
    }
}
