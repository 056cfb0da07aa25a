package io.dbstream.endtoend.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What happened in a campaign: told on the way, and summed up in the end. For all threads. */
final class Report {
    private static final int LONGEST = 1_000;

    private final long seed;
    private final long beganAt = System.nanoTime();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> struck = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> missed = new ConcurrentSkipListMap<>();

    Report(long seed) {
        this.seed = seed;
    }

    /** Since the beginning. */
    Duration time() {
        return Duration.ofNanos(System.nanoTime() - beganAt);
    }

    /** The services' logs have the time of day. */
    void say(String what) {
        LocalTime now = LocalTime.now(Clock.system(ZoneOffset.UTC)).truncatedTo(ChronoUnit.MILLIS);
        System.out.println("%s %7.1f s  %s".formatted(now, time().toMillis() / 1000.0, what));
    }

    void struck(String kind) {
        struck.merge(kind, 1, Integer::sum);
    }

    /** A fault had no victim. */
    void missed(String kind) {
        missed.merge(kind, 1, Integer::sum);
    }

    /** What must not be. */
    void violation(String where, String what) {
        String line = "%s, %.1f s, seed %d: %s".formatted(where, time().toMillis() / 1000.0, seed, what);
        line = line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
        violations.add(line);
        say("VIOLATION " + line);
    }

    boolean isBroken() {
        return !violations.isEmpty();
    }

    List<String> violations() {
        return violations;
    }

    /** Prints the sum of it all, and writes it to a file. */
    void sumUp(List<Pair> pairs, Path file) {
        StringBuilder text = new StringBuilder("Fault campaign, seed %d, %d s\n".formatted(seed, time().toSeconds()));
        int all = struck.values().stream().mapToInt(Integer::intValue).sum();
        text.append("%d faults: %s\n".formatted(all, new TreeMap<>(struck)));
        if (!missed.isEmpty()) {
            text.append("without a victim: %s\n".formatted(new TreeMap<>(missed)));
        }
        pairs.forEach(pair -> text.append(pair.summary()).append('\n'));
        text.append(violations.isEmpty() ? "No violation\n" : "VIOLATIONS:\n" + String.join("\n", violations) + "\n");
        System.out.print(text);
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
