package io.dbstream.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A disk that can be full: a file system in memory, at a directory, that only those see who are started with it. No administrator is
 * needed, but a system that lets its users have namespaces of their own. It never outlives this JVM.
 */
public final class SmallDisk implements AutoCloseable {
    private static final String FILLER = "filler";
    private static final int CHUNK = 64 * 1024;

    private final Path directory;
    private final ServerProcess holder;

    private SmallDisk(Path directory, ServerProcess holder) {
        this.directory = directory;
        this.holder = holder;
    }

    /**
     * Makes an empty one.
     *
     * @throws SandboxException when the system does not allow it
     */
    public static SmallDisk mount(Path directory, int megabytes) {
        Path absolute = Directories.create(directory.toAbsolutePath());
        Path home = Directories.create(absolute.resolveSibling(absolute.getFileName() + "-disk"));
        String script = "mount -t tmpfs -o size=%dm tmpfs \"$1\" && touch \"$1/%s\" && exec sleep infinity"
                .formatted(megabytes, FILLER);
        ServerProcess holder = new ServerProcess(
                "small disk",
                List.of(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "--mount",
                        "sh",
                        "-c",
                        script,
                        "sh",
                        absolute.toString()),
                Map.of(),
                home,
                home.resolve("disk.log"),
                ServerProcess.StopSignal.TERM);
        SmallDisk disk = new SmallDisk(absolute, holder);
        holder.start(() -> {
            if (!Files.exists(disk.filler())) {
                throw new IOException("not mounted yet");
            }
        });
        return disk;
    }

    /** Takes all the space that is left, until {@link #empty}. */
    public void fill() {
        byte[] chunk = new byte[CHUNK];
        try (OutputStream out = Files.newOutputStream(filler())) {
            while (true) {
                out.write(chunk);
            }
        } catch (IOException full) {
            if (!String.valueOf(full.getMessage()).contains("No space left")) {
                throw new UncheckedIOException(full);
            }
        }
    }

    /** Gives it back. */
    public void empty() {
        try {
            Files.newOutputStream(filler()).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path directory() {
        return directory;
    }

    /** The same program, which then sees the disk. */
    List<String> seenBy(List<String> command) {
        List<String> entering = new ArrayList<>(List.of(
                "nsenter", "--target", Long.toString(holder.pid()), "--user", "--mount", "--preserve-credentials"));
        entering.addAll(command);
        return entering;
    }

    private Path filler() {
        return Path.of("/proc", Long.toString(holder.pid()), "root")
                .resolve(directory.toString().substring(1))
                .resolve(FILLER);
    }

    @Override
    public void close() {
        holder.kill();
    }
}
