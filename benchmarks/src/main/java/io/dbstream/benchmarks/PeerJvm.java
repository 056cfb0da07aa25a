package io.dbstream.benchmarks;

import io.dbstream.sandbox.Directories;
import io.dbstream.sandbox.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A peer as a JVM of its own, run by the Java that runs this one. What it writes is in {@code output.log} of its directory. */
final class PeerJvm {
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration START_PATIENCE = Duration.ofMinutes(3);

    private final ServerProcess process;
    private final Path output;
    private final Path temporary;

    /**
     * @param directory of its own; what an earlier peer left there is deleted, so that nothing is taken up again
     * @param arguments those of {@code java}, but for what all peers have alike
     */
    PeerJvm(String name, Path directory, List<String> arguments) {
        Directories.delete(directory);
        output = directory.resolve("output.log");
        temporary = Directories.create(directory.resolve("temporary")).toAbsolutePath();
        List<String> alike = List.of(JAVA, "-Xmx2g", "-Duser.timezone=UTC", "-Djava.io.tmpdir=" + temporary);
        process = new ServerProcess(
                name,
                Stream.concat(alike.stream(), arguments.stream()).toList(),
                Map.of(),
                directory,
                output,
                ServerProcess.StopSignal.TERM);
    }

    /** Returns when it has written that sign, as often as said. */
    void start(String sign, int times) {
        process.start(
                () -> {
                    if (occurrences(sign) < times) {
                        throw new IOException("It has not written '" + sign + "' yet");
                    }
                },
                START_PATIENCE);
    }

    void hold() {
        process.freeze();
    }

    void release() {
        process.thaw();
    }

    /** Without asking it: a peer that is behind would first work on. */
    void kill() {
        process.kill();
        Directories.delete(temporary);
    }

    Map<String, Long> processes() {
        return Map.of("server", process.pid());
    }

    private long occurrences(String sign) throws IOException {
        try (Stream<String> lines = Files.lines(output)) {
            return lines.filter(line -> line.contains(sign)).count();
        }
    }
}
