package io.dbstream.writer.apply.postgres;

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
    static <T> List<T> parentsFirst(List<T> items, Function<T, TargetTable> tableOf) {
        if (items.size() < 2) {
            return items;
        }
        Map<Long, T> waiting = new LinkedHashMap<>();
        items.forEach(item -> waiting.put(tableOf.apply(item).oid(), item));
        List<T> ordered = new ArrayList<>(items.size());
        Set<Long> placed = new HashSet<>();
        for (T item : items) {
            place(tableOf.apply(item).oid(), waiting, placed, ordered, tableOf);
        }
        return ordered;
    }

    private static <T> void place(
            long oid, Map<Long, T> items, Set<Long> placed, List<T> ordered, Function<T, TargetTable> tableOf) {
        T item = items.get(oid);
        if (item == null || !placed.add(oid)) {
            return;
        }
        for (long parent : tableOf.apply(item).parents()) {
            place(parent, items, placed, ordered, tableOf);
        }
        ordered.add(item);
    }
}
