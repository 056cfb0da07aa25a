package io.dbstream.endtoend.faults;

import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.SandboxException;
import io.dbstream.sandbox.SmallDisk;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where the hub has its data: on a disk that can be full, if the system lets us have one. */
final class HubDisk implements AutoCloseable {
    /** Enough for four full hub streams and what the services tell each other. */
    private static final int MEGABYTES = 160;

    private final @Nullable SmallDisk disk;
    private String refusal = "";

    HubDisk(Path directory) {
        SmallDisk mounted = null;
        try {
            mounted = SmallDisk.mount(directory, MEGABYTES);
        } catch (SandboxException e) {
            refusal = String.valueOf(e.getMessage());
        }
        disk = mounted;
    }

    NatsServer startNats(Path directory) {
        return disk == null ? NatsServer.start(directory) : NatsServer.start(directory, disk);
    }

    void fill() {
        if (disk == null) {
            throw new IllegalStateException("the system lets us have no disk of our own: " + refusal);
        }
        disk.fill();
    }

    /** JetStream gives up when its disk is full, and has to be started again once there is room. */
    void empty(NatsServer nats) {
        if (disk != null) {
            disk.empty();
            nats.kill();
            nats.start();
        }
    }

    @Override
    public void close() {
        if (disk != null) {
            disk.close();
        }
    }
}
