package io.dbstream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.api.RequestException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigDirectoryTest {
    @TempDir
    private Path root;

    private Path directory() {
        return root.resolve("configs");
    }

    @BeforeEach
    void layOut() throws IOException {
        Files.createDirectories(directory().resolve("nested"));
        Files.writeString(directory().resolve("stream-config.json"), "{}");
        Files.writeString(directory().resolve("nested/other.json"), "[]");
        Files.writeString(root.resolve("secret.json"), "secret");
        Files.createDirectories(root.resolve("configs-of-others"));
        Files.writeString(root.resolve("configs-of-others/x.json"), "secret");
        Files.createSymbolicLink(directory().resolve("out.json"), root.resolve("secret.json"));
        Files.createSymbolicLink(directory().resolve("out"), root);
        Files.createSymbolicLink(directory().resolve("in.json"), Path.of("nested/other.json"));
    }

    @Test
    void filesInTheDirectoryAreRead() {
        ConfigDirectory files = new ConfigDirectory(directory(), 100);

        assertThat(files.read("stream-config.json")).asString().isEqualTo("{}");
        assertThat(files.read("./nested/../stream-config.json")).asString().isEqualTo("{}");
        assertThat(files.read("nested/other.json")).asString().isEqualTo("[]");
        assertThat(files.read("in.json")).asString().isEqualTo("[]");
    }

    @Test
    void nothingElseIs() {
        assertRefused("../secret.json", Reason.MALFORMED);
        assertRefused("../configs-of-others/x.json", Reason.MALFORMED);
        assertRefused("nested/../../secret.json", Reason.MALFORMED);
        assertRefused(root.resolve("secret.json").toString(), Reason.MALFORMED);
        assertRefused(directory().resolve("stream-config.json").toString(), Reason.MALFORMED);
        assertRefused("out.json", Reason.MALFORMED);
        assertRefused("out/secret.json", Reason.MALFORMED);
        assertRefused("nested", Reason.MALFORMED);
        assertRefused("", Reason.MALFORMED);
        assertRefused("a\0b", Reason.MALFORMED);
        assertRefused("missing.json", Reason.NOT_FOUND);
    }

    @Test
    void largeFilesAreRefused() {
        assertThatThrownBy(() -> new ConfigDirectory(directory(), 1).read("stream-config.json"))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    }

    @Test
    void aDirectoryThatDoesNotExistIsNamedByItsSetting() {
        assertThatThrownBy(() -> new ConfigDirectory(root.resolve("nowhere"), 1).read("stream-config.json"))
                .hasMessageContaining("DBSTREAM_CONFIG_DIR");
    }

    private void assertRefused(String name, Reason reason) {
        assertThatThrownBy(() -> new ConfigDirectory(directory(), 100).read(name))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }
}
