package io.dbstream.sandbox;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The Maven of this machine, with its user's own settings, as it fetches files. */
final class Maven {
    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final String PLUGIN = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:";

    private Maven() {}

    /** Runs a goal of the dependency plugin. */
    static void run(Path directory, String goal, String... options) {
        Path mvn = Command.onPath("mvn")
                .orElseThrow(() -> new SandboxException("There is no mvn on the PATH to fetch what is missing with."
                        + " Install Maven (apt-get install maven)."));
        List<String> words = Stream.concat(Stream.of(mvn.toString(), "-q", "-B", PLUGIN + goal), Stream.of(options))
                .toList();
        Command.of(words).run(directory, PATIENCE);
    }
}
