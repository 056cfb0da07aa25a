package io.dbstream.endtoend;

import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Looks at the memory of services again and again, on a thread of its own, and remembers the most. */
final class MemoryWatch implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 250;

    private final Map<String, Service> services;
    private final Map<String, Long> peaks = new ConcurrentHashMap<>();
    private final Thread thread;

    /**
     * Begins to watch.
     *
     * @param services by the names to report them under
     */
    MemoryWatch(Map<String, Service> services) {
        this.services = services;
        this.thread = Thread.ofPlatform().daemon().name("memory-watch").start(this::watch);
    }

    /** The most that the service had of the machine's memory. */
    long peakResident(String name) {
        return peaks.getOrDefault(name + " resident", 0L);
    }

    /** The most that the service's streams held of the memory that they share. */
    long peakHeld(String name) {
        return peaks.getOrDefault(name + " held", 0L);
    }

    private void watch() {
        try {
            while (true) {
                services.forEach(this::look);
                Thread.sleep(INTERVAL_MILLIS);
            }
        } catch (InterruptedException e) {
            // The watch is over.
            return;
        }
    }

    private void look(String name, Service service) {
        try {
            note(name + " resident", service.residentBytes());
            note(name + " heap", (long) service.metric("jvm_memory_used_bytes{area=\"heap\""));
            note(name + " held", (long) service.metric("dbstream_memory_held_bytes"));
        } catch (UncheckedIOException e) {
            // It is being started anew.
            return;
        }
    }

    private void note(String what, long bytes) {
        peaks.merge(what, bytes, Math::max);
    }

    /** The peaks in MB. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        peaks.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(peak -> text.append(peak.getKey())
                        .append(' ')
                        .append(peak.getValue() >> 20)
                        .append(" MB; "));
        return text.toString();
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
