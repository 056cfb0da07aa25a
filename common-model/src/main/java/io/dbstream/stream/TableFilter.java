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

    /**
     * What the table is called at the target: what the user says, else its own name, in the target's default namespace if it is in the
     * source's, else in a namespace of the same name.
     */
    public QualifiedName destination(String sourceDefaultNamespace) {
        return target == null ? table.within(sourceDefaultNamespace) : target;
    }
}
