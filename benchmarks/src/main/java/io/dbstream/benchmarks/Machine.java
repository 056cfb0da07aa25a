package io.dbstream.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The machine that all of it runs on. */
final class Machine {
    private static final Duration GLANCE = Duration.ofMillis(500);
    private static final double QUIET = 0.15;
    private static final int GLANCES = 20;
    // The kernel's USER_HZ is 100 on all machines that there are servers for.
    private static final int MILLIS_OF_TICK = 10;

    private Machine() {}

    /** For people: processors, memory, system, JVM, and which dbstream it is. */
    static List<String> description() throws IOException, InterruptedException {
        String processor = field("/proc/cpuinfo", "model name");
        long gibibytes = Long.parseLong(field("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) >> 20;
        return List.of(
                "%d × %s, %d GiB, %s %s"
                        .formatted(
                                Runtime.getRuntime().availableProcessors(),
                                processor,
                                gibibytes,
                                System.getProperty("os.name"),
                                System.getProperty("os.version")),
                "JVM " + Runtime.version(),
                "dbstream at commit " + commit());
    }

    /**
     * Waits until hardly anything runs, so that what one contender left to the databases to do is not counted against the next. Not
     * longer than ten seconds: somebody else may be at work.
     */
    static void settle() throws IOException, InterruptedException {
        for (int glance = 0; glance < GLANCES; glance++) {
            long[] before = ticks();
            Thread.sleep(GLANCE.toMillis());
            long[] after = ticks();
            double idle = after[3] - before[3] + after[4] - before[4];
            if (1 - idle / (Arrays.stream(after).sum() - Arrays.stream(before).sum()) < QUIET) {
                return;
            }
        }
    }

    /** How long processors have been at work since the start of the machine, for whomever. */
    static Duration processorTime() throws IOException {
        long[] ticks = ticks();
        long idle = ticks[3] + ticks[4];
        return Duration.ofMillis((Arrays.stream(ticks).sum() - idle) * MILLIS_OF_TICK);
    }

    /** What the processors did since the start of the machine: user, nice, system, idle, waiting for disks and so on. */
    private static long[] ticks() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/stat"))) {
            String[] words = lines.findFirst().orElseThrow().split(" +", -1);
            return Arrays.stream(words, 1, 9).mapToLong(Long::parseLong).toArray();
        }
    }

    private static String field(String file, String name) throws IOException {
        try (var lines = Files.lines(Path.of(file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        }
    }

    private static String commit() throws IOException, InterruptedException {
        return git("rev-parse", "--short=12", "HEAD")
                + (git("status", "--porcelain", "--untracked-files=no").isEmpty() ? "" : ", with changes");
    }

    private static String git(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        return process.waitFor() == 0 ? output : "unknown";
    }
}
