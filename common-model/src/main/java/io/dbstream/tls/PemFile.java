package io.dbstream.tls;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that a setting names, or would name if it were set.
 *
 * @param setting under which the user knows it
 * @param path absolute, or relative to the service's working directory; null when the setting is not there
 */
public record PemFile(String setting, @Nullable String path) {
    boolean isNamed() {
        return path != null;
    }

    /** What it holds. */
    public byte[] content() {
        Path file = Path.of(named());
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new StreamException(ErrorKind.CONFIGURATION, this + " does not exist" + place(file), e);
        } catch (IOException e) {
            String why = Files.isDirectory(file) ? " is a directory" : " cannot be read by this service";
            throw new StreamException(ErrorKind.CONFIGURATION, this + why + place(file), e);
        }
    }

    /** A fault in what the file holds. */
    StreamException unusable(String why, @Nullable Exception cause) {
        return new StreamException(ErrorKind.CONFIGURATION, this + " " + why, cause);
    }

    String named() {
        if (path == null) {
            throw new IllegalStateException(setting + " names no file");
        }
        return path;
    }

    /** For who wonders which directory a relative path begins in. */
    private String place(Path file) {
        return file.isAbsolute()
                ? ""
                : " (looked for at " + file.toAbsolutePath().normalize() + ")";
    }

    @Override
    public String toString() {
        return "the file " + path + " of " + setting;
    }
}
