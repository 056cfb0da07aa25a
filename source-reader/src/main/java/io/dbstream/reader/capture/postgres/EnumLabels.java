package io.dbstream.reader.capture.postgres;

import io.dbstream.schema.DataType.Enumeration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The labels of enums, which the catalog tells as they are now, and the log as they were: between the two, labels may have been added
 * or renamed.
 */
final class EnumLabels {
    /** Labels that the log held and the catalog did not, by the type's number. */
    private final Map<Integer, Set<String>> surprises = new HashMap<>();

    private boolean surprised;

    /** The labels to be expected: the catalog's, behind them those that only the log knows. */
    List<String> of(int typeOid, List<String> fromCatalog) {
        Set<String> labels = new LinkedHashSet<>(fromCatalog);
        labels.addAll(surprises.getOrDefault(typeOid, Set.of()));
        return new ArrayList<>(labels);
    }

    /** Decodes a label and notes one that the type does not have. */
    TextDecoder decoder(int typeOid, Enumeration type) {
        Set<String> expected = new HashSet<>(type.labels());
        return (bytes, offset, length) -> {
            String label = (String) TextDecoders.text(bytes, offset, length);
            if (!expected.contains(label)) {
                surprises
                        .computeIfAbsent(typeOid, unused -> new LinkedHashSet<>())
                        .add(label);
                surprised = true;
            }
            return label;
        };
    }

    /** Whether there was such a label since the last call. */
    boolean takeSurprise() {
        boolean taken = surprised;
        surprised = false;
        return taken;
    }
}
