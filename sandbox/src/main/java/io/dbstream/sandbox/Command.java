package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A program that runs to its end, such as {@code initdb} or {@code apt-get download}.
 *
 * @param environment what is added to this JVM's environment
 * @param input the file that is the program's standard input
 */
record Command(List<String> words, Map<String, String> environment, Path input) {
    private static final int LINES_SHOWN = 20;

    Command {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    static Command of(List<String> words) {
        return new Command(words, Map.of(), Path.of("/dev/null"));
    }

    static Command of(String... words) {
        return of(List.of(words));
    }

    Command withEnvironment(Map<String, String> variables) {
        return new Command(words, variables, input);
    }

    Command withInput(Path file) {
        return new Command(words, environment, file);
    }

    /** Runs the program in a directory, and throws with its last lines if it fails or takes longer than it may. */
    void run(Path directory, Duration patience) {
        Path output = null;
        try {
            output = Files.createTempFile("dbstream-command", ".log");
            var builder = new ProcessBuilder(words)
                    .directory(directory.toFile())
                    .redirectInput(input.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            await(builder.start(), patience, output);
        } catch (IOException e) {
            throw new SandboxException("Cannot run " + words.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while running " + words.getFirst(), e);
        } finally {
            Directories.delete(output);
        }
    }

    private void await(Process process, Duration patience, Path output) throws IOException, InterruptedException {
        boolean ended = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly().waitFor();
        }
        if (!ended || process.exitValue() != 0) {
            String how = ended ? "ended with exit code " + process.exitValue() : "took longer than " + patience;
            throw new SandboxException("%s %s:%n%s".formatted(String.join(" ", words), how, lastLines(output)));
        }
    }

    /** The executable file of that name in the directories of PATH. */
    static Optional<Path> onPath(String name) {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(":", -1)) {
            Path candidate = Path.of(directory.isEmpty() ? "." : directory, name);
            if (Files.isExecutable(candidate) && Files.isRegularFile(candidate)) {
                return Optional.of(candidate.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    static String lastLines(Path file) throws IOException {
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
    }
}
