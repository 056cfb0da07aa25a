package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Finds the system's libraries that a server needs and that a small machine may lack. */
final class SharedLibraries {
    private static final Pattern MISSING = Pattern.compile("(\\S+\\.so\\S*) => not found");

    // The library, and the Debian packages that hold it: the older releases' first, the newer ones' second.
    private static final Map<String, List<String>> PACKAGES = Map.of(
            "libaio.so.1", List.of("libaio1", "libaio1t64"),
            "libnuma.so.1", List.of("libnuma1"));

    private SharedLibraries() {}

    /** What the environment of that program must say so that it finds all of its libraries; usually nothing. */
    static Map<String, String> environmentFor(Path program) {
        List<String> missing = missingLibraries(program);
        if (missing.isEmpty()) {
            return Map.of();
        }
        var directories = new ArrayList<String>();
        for (String library : missing) {
            directories.add(directoryWith(library, program).toString());
        }
        return Map.of("LD_LIBRARY_PATH", String.join(":", directories));
    }

    private static Path directoryWith(String library, Path program) {
        var reasons = new ArrayList<SandboxException>();
        for (String name : PACKAGES.getOrDefault(library, List.of())) {
            try {
                return directoryIn(DebianPackage.unpacked(name), library);
            } catch (SandboxException e) {
                reasons.add(e);
            }
        }
        var failure = new SandboxException("%s needs %s, which this machine lacks. Install it: apt-get install %s"
                .formatted(
                        program,
                        library,
                        PACKAGES.getOrDefault(library, List.of(library)).getFirst()));
        reasons.forEach(failure::addSuppressed);
        throw failure;
    }

    /** The directory that holds the library. Newer packages call it libaio.so.1t64, which a program built earlier does not look for. */
    private static Path directoryIn(Path unpacked, String library) {
        try (var files = Files.walk(unpacked)) {
            Path found = files.filter(file -> file.getFileName().toString().startsWith(library))
                    .sorted()
                    .findFirst()
                    .orElseThrow(() -> new SandboxException("No " + library + " in " + unpacked));
            Path plain = found.resolveSibling(library);
            if (!Files.exists(plain)) {
                Files.createSymbolicLink(plain, found.getFileName());
            }
            return Objects.requireNonNull(found.getParent());
        } catch (IOException e) {
            throw new SandboxException("Cannot read " + unpacked, e);
        }
    }

    private static List<String> missingLibraries(Path program) {
        try {
            Process ldd = new ProcessBuilder("ldd", program.toString())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(ldd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return MISSING.matcher(output)
                    .results()
                    .map(match -> match.group(1))
                    .distinct()
                    .toList();
        } catch (IOException e) {
            // A machine without ldd: the server's own log will name what it lacks.
            return List.of();
        }
    }
}
