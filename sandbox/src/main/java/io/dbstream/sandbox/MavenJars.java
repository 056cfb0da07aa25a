package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A program that Maven Central has as jars.
 *
 * @param name under which it is kept; another list needs another name
 */
public record MavenJars(String name, List<MavenArtifact> artifacts) {
    private static final System.Logger LOG = System.getLogger(MavenJars.class.getName());

    public MavenJars {
        artifacts = List.copyOf(artifacts);
    }

    /** The directory that holds the artifacts with all that they need at run time; fetched when it is first asked for. */
    public Path directory() {
        return Cache.directory(name, this::fetch);
    }

    private void fetch(Path directory) throws IOException {
        LOG.log(System.Logger.Level.INFO, "Fetching the jars of {0}: once, then they are kept", name);
        Path project = directory.resolve("pom.xml");
        Files.writeString(project, project());
        Maven.run(directory, "copy-dependencies", "-DincludeScope=runtime", "-DoutputDirectory=" + directory);
        Files.delete(project);
    }

    private String project() {
        return """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>io.dbstream.sandbox</groupId>
                  <artifactId>%s</artifactId>
                  <version>1</version>
                  <packaging>pom</packaging>
                  <dependencies>
                %s  </dependencies>
                </project>
                """.formatted(
                name, artifacts.stream().map(MavenArtifact::asDependency).collect(Collectors.joining()));
    }
}
