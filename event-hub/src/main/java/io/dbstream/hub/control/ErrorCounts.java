package io.dbstream.hub.control;

import io.dbstream.error.ErrorKind;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** How often the work on each stream failed, by kind. Counted by the streams' own threads, read by whoever measures. */
final class ErrorCounts {
    private final Map<String, Map<ErrorKind, Long>> counts = new ConcurrentHashMap<>();

    void count(String streamId, ErrorKind kind) {
        counts.computeIfAbsent(streamId, id -> new ConcurrentHashMap<>()).merge(kind, 1L, Long::sum);
    }

    void forget(String streamId) {
        counts.remove(streamId);
    }

    Map<String, Map<ErrorKind, Long>> all() {
        Map<String, Map<ErrorKind, Long>> copy = new TreeMap<>();
        counts.forEach((id, kinds) -> copy.put(id, Map.copyOf(kinds)));
        return copy;
    }
}
