package io.dbstream.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThatCode;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallDiskIT {
    @TempDir
    @SuppressWarnings("NullAway.Init") // Set before every test.
    Path directory;

    @Test
    void isFullAndThenHasRoomAgain() {
        assumeThatCode(() -> SmallDisk.mount(directory.resolve("allowed"), 1).close())
                .as("the system lets users have namespaces of their own")
                .doesNotThrowAnyException();
        try (SmallDisk disk = SmallDisk.mount(directory.resolve("small"), 1)) {
            disk.fill();
            assertThatThrownBy(() -> write(disk)).hasMessageContaining("exit code");
            disk.empty();
            write(disk);
        }
        assertThat(directory.resolve("small")).isEmptyDirectory();
    }

    private void write(SmallDisk disk) {
        String file = disk.directory().resolve("file").toString();
        Command.of(disk.seenBy(List.of("sh", "-c", "echo something > \"$1\"", "sh", file)))
                .run(directory, Duration.ofSeconds(10));
    }
}
