package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A package of the Debian or Ubuntu that this machine runs, taken without root: downloaded and unpacked, not installed. */
final class DebianPackage {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private DebianPackage() {}

    /** The directory that holds the package's files; throws {@link SandboxException} where there is no such package to be had. */
    static Path unpacked(String name) {
        return Cache.directory("debian-" + name, directory -> {
            Path download = Files.createTempDirectory("dbstream-debian");
            try {
                Command.of("apt-get", "download", name).run(download, PATIENCE);
                Command.of("dpkg", "-x", onlyFileIn(download).toString(), directory.toString())
                        .run(download, PATIENCE);
            } finally {
                Directories.delete(download);
            }
        });
    }

    private static Path onlyFileIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.findFirst().orElseThrow(() -> new IOException("apt-get downloaded nothing"));
        }
    }
}
