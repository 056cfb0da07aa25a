package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of Maven Central.
 *
 * @param classifier empty if it has none
 */
public record MavenArtifact(String group, String name, String version, String type, String classifier) {
    private static final System.Logger LOG = System.getLogger(MavenArtifact.class.getName());

    /** What is done with the file while it is there. */
    @FunctionalInterface
    public interface Use {
        void of(Path file) throws IOException;
    }

    /** Hands over the file in the local repository; where it is not, Maven fetches it, following the user's own settings. */
    public void use(Path scratch, Use use) throws IOException {
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
        LOG.log(System.Logger.Level.INFO, "Fetching {0} {1}: once, then it is kept", name, version);
        Maven.run(scratch, "copy", "-Dartifact=" + coordinates(), "-DoutputDirectory=" + scratch);
        return scratch.resolve(fileName());
    }

    /** As it stands in a project's {@code pom.xml}. */
    String asDependency() {
        return """
                    <dependency>
                      <groupId>%s</groupId>
                      <artifactId>%s</artifactId>
                      <version>%s</version>
                      <type>%s</type>
                      <classifier>%s</classifier>
                    </dependency>
                """.formatted(group, name, version, type, classifier);
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
