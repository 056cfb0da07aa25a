package io.dbstream.writer.apply;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Brings tables into the order of their foreign keys. */
final class TableOrder {
    private TableOrder() {}

    /** Every table behind the tables that its foreign keys point to; tables that point to each other in any order. */
    static <T> List<T> parentsFirst(List<T> items, Function<T, ForeignKeys> keysOf) {
        if (items.size() < 2) {
            return items;
        }
        Map<Object, T> waiting = new LinkedHashMap<>();
        items.forEach(item -> waiting.put(keysOf.apply(item).table(), item));
        List<T> ordered = new ArrayList<>(items.size());
        Set<Object> placed = new HashSet<>();
        for (T item : items) {
            place(keysOf.apply(item).table(), waiting, placed, ordered, keysOf);
        }
        return ordered;
    }

    private static <T> void place(
            Object table, Map<Object, T> items, Set<Object> placed, List<T> ordered, Function<T, ForeignKeys> keysOf) {
        T item = items.get(table);
        if (item == null || !placed.add(table)) {
            return;
        }
        for (Object parent : keysOf.apply(item).parents()) {
            place(parent, items, placed, ordered, keysOf);
        }
        ordered.add(item);
    }
}
