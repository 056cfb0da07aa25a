package io.dbstream.benchmarks;

import io.dbstream.sandbox.Directories;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;

/** The command {@code benchmarks/run}; works in the root of the repository, where the services' jars are built. */
public final class Benchmarks {
    private static final Path RUNS = Path.of("benchmarks", "target", "runs");
    private static final Path RESULTS = Path.of("benchmarks", "results");

    private Benchmarks() {}

    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        try {
            run(Options.parse(arguments));
            return 0;
        } catch (Mistake e) {
            System.err.println("benchmarks: " + e.getMessage());
            return 2;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        } catch (Exception e) {
            for (Throwable reason = e; reason != null; reason = reason.getCause()) {
                System.err.println("benchmarks: " + reason);
            }
            return 1;
        }
    }

    private static void run(Options options) throws Exception {
        Path runs = RUNS.resolve(Long.toString(ProcessHandle.current().pid())).toAbsolutePath();
        for (Case each : options.cases()) {
            for (Pair pair : options.pairs()) {
                Progress.say("%s, %s".formatted(each, pair.label()));
                Path directory = Directories.create(runs.resolve(each + "-" + pair));
                String seen = each.measurement(options).run(pair, directory);
                publish(options, each, pair, seen);
            }
        }
    }

    private static void publish(Options options, Case each, Pair pair, String seen)
            throws IOException, InterruptedException {
        var text = new StringBuilder("# %s, %s%n%n".formatted(each, pair.label()));
        text.append(seen);
        for (String line : Machine.description()) {
            text.append("- ").append(line).append('\n');
        }
        text.append("- JVM options of dbstream's services: %s%n".formatted(String.join(" ", options.jvm())));
        text.append("- %s%n".formatted(LocalDate.now(ZoneId.systemDefault())));
        System.out.println(text);
        String label = options.label().isEmpty() ? "" : "-" + options.label();
        Path file = Directories.create(RESULTS)
                .resolve("%s-%s-%s%s.md".formatted(LocalDate.now(ZoneId.systemDefault()), each, pair, label));
        Files.writeString(file, text);
        Progress.say("written to " + file);
    }
}
