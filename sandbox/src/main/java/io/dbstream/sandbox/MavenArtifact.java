package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A file of Maven Central.
 *
 * @param classifier empty if it has none
 */
record MavenArtifact(String group, String name, String version, String type, String classifier) {
    private static final Duration DOWNLOAD_PATIENCE = Duration.ofMinutes(30);
    private static final String COPY = "org.apache.maven.plugins:maven-dependency-plugin:3.6.1:copy";
    private static final System.Logger LOG = System.getLogger(MavenArtifact.class.getName());

    /** What is done with the file while it is there. */
    @FunctionalInterface
    interface Use {
        void of(Path file) throws IOException;
    }

    /** Hands over the file in the local repository; where it is not, Maven fetches it, following the user's own settings. */
    void use(Path scratch, Use use) throws IOException {
        Path known = localRepository()
                .resolve(group.replace('.', '/'))
                .resolve(name)
                .resolve(version)
                .resolve(fileName());
        if (Files.isRegularFile(known)) {
            use.of(known);
            return;
        }
        Path fetched = fetch(scratch);
        use.of(fetched);
        Files.delete(fetched);
    }

    private Path fetch(Path scratch) {
        Path mvn = Command.onPath("mvn")
                .orElseThrow(
                        () -> new SandboxException("%s is not in %s, and there is no mvn on the PATH to fetch it with."
                                        .formatted(fileName(), localRepository())
                                + " Install Maven (apt-get install maven)."));
        LOG.log(System.Logger.Level.INFO, "Fetching {0} {1}: once, then it is kept", name, version);
        Command.of(mvn.toString(), "-q", "-B", COPY, "-Dartifact=" + coordinates(), "-DoutputDirectory=" + scratch)
                .run(scratch, DOWNLOAD_PATIENCE);
        return scratch.resolve(fileName());
    }

    private String coordinates() {
        String plain = String.join(":", group, name, version, type);
        return classifier.isEmpty() ? plain : plain + ":" + classifier;
    }

    private String fileName() {
        return name + "-" + version + (classifier.isEmpty() ? "" : "-" + classifier) + "." + type;
    }

    private static Path localRepository() {
        String chosen = System.getProperty("maven.repo.local");
        return chosen != null ? Path.of(chosen) : Path.of(System.getProperty("user.home"), ".m2", "repository");
    }
}
