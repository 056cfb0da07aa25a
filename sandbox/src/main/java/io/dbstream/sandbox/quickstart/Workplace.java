package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.Directories;
import io.dbstream.sandbox.SandboxException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directory of all that a quickstart writes: data, configurations and logs. Each quickstart begins with an empty one. */
final class Workplace implements AutoCloseable {
    private static final String LOCK = "lock";

    private final Path root;
    private final FileChannel lock;

    private Workplace(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /** Empties the directory, unless another quickstart works there. */
    static Workplace claim(Path root) throws IOException {
        Directories.create(root);
        FileChannel channel = FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        @Nullable FileLock held = channel.tryLock();
        if (held == null) {
            channel.close();
            throw new SandboxException("Another quickstart runs in " + root + ".");
        }
        for (Path leftover : filesIn(root)) {
            if (!leftover.endsWith(LOCK)) {
                Directories.delete(leftover);
            }
        }
        return new Workplace(root, channel);
    }

    Path root() {
        return root;
    }

    Path directory(String name) {
        return Directories.create(root.resolve(name));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static List<Path> filesIn(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}
