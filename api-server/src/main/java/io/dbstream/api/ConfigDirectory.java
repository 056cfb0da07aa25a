package io.dbstream.api;

import io.dbstream.api.RequestException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** The directory from which stream configurations may be read by name. Nothing outside of it can be. */
public final class ConfigDirectory {
    private final Path directory;
    private final int maxBytes;

    /**
     * @param directory need not exist
     * @param maxBytes the largest file to read
     */
    public ConfigDirectory(Path directory, int maxBytes) {
        this.directory = directory;
        this.maxBytes = maxBytes;
    }

    /**
     * Reads a file.
     *
     * @param name relative to the directory
     * @throws RequestException when there is no such file, the name leads out of the directory, or the file is too large
     */
    public byte[] read(String name) {
        Path file = resolve(name);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxBytes + 1);
            if (content.length > maxBytes) {
                throw new RequestException(
                        Reason.TOO_LARGE, "The file " + name + " is larger than " + maxBytes + " bytes");
            }
            return content;
        } catch (IOException e) {
            throw new RequestException(Reason.MALFORMED, "The file " + name + " cannot be read");
        }
    }

    private Path resolve(String name) {
        Path relative = relative(name);
        Path base = realPath(directory, "The directory of configurations (DBSTREAM_CONFIG_DIR) does not exist");
        Path lexical = base.resolve(relative).normalize();
        if (relative.isAbsolute() || !lexical.startsWith(base)) {
            throw outside();
        }
        // Links are followed before asking where they lead.
        Path file = realPath(lexical, "There is no file " + name + " in the directory of configurations");
        if (!file.startsWith(base)) {
            throw outside();
        }
        if (!Files.isRegularFile(file)) {
            throw new RequestException(Reason.MALFORMED, name + " is not a file");
        }
        return file;
    }

    private static Path relative(String name) {
        if (name.isBlank()) {
            throw new RequestException(Reason.MALFORMED, "The name of the file is empty");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new RequestException(Reason.MALFORMED, "The name of the file has a character that no file name has");
        }
    }

    private static Path realPath(Path path, String missing) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new RequestException(Reason.NOT_FOUND, missing);
        }
    }

    private static RequestException outside() {
        return new RequestException(
                Reason.MALFORMED, "The file must lie in the directory of configurations: name it relative to that");
    }
}
