package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterRequests;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An event hub without NATS, for tests. It keeps the contract, and fails on request: {@link #disconnect} for the hub as a whole, and
 * what {@link InMemoryHubStream} offers for one hub stream.
 */
public final class InMemoryHub implements EventHub {
    private final ExecutorService callbacks = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("hub").factory());
    private final Map<String, InMemoryHubStream> hubStreams = new ConcurrentHashMap<>();
    private final InMemoryDirectory<StreamRecord> streams = new InMemoryDirectory<>(this);
    private final InMemoryDirectory<SideStatus> statuses = new InMemoryDirectory<>(this);
    private final InMemoryDirectory<Checkpoint> checkpoints = new InMemoryDirectory<>(this);
    private final InMemoryDirectory<DeadLetters> deadLetters = new InMemoryDirectory<>(this);
    private final InMemoryDirectory<LetterRequests> letterRequests = new InMemoryDirectory<>(this);
    private final InMemoryLeases leases = new InMemoryLeases(this);
    private volatile boolean connected = true;

    @Override
    public InMemoryHubStream stream(String streamId) {
        return hubStreams.computeIfAbsent(streamId, id -> new InMemoryHubStream(this, id));
    }

    @Override
    public Set<String> streamIds() {
        requireConnection();
        Set<String> ids = new HashSet<>();
        hubStreams.forEach((id, stream) -> {
            if (stream.state().isPresent()) {
                ids.add(id);
            }
        });
        return ids;
    }

    @Override
    public Directory<StreamRecord> streams() {
        return streams;
    }

    @Override
    public Directory<SideStatus> statuses() {
        return statuses;
    }

    @Override
    public Directory<Checkpoint> checkpoints() {
        return checkpoints;
    }

    @Override
    public Directory<DeadLetters> deadLetters() {
        return deadLetters;
    }

    @Override
    public Directory<LetterRequests> letterRequests() {
        return letterRequests;
    }

    @Override
    public InMemoryLeases leases() {
        return leases;
    }

    @Override
    public boolean isConnected() {
        return connected;
    }

    /** The directories are empty of a sudden, as when NATS has lost its disk. */
    public void loseDirectories() {
        List<InMemoryDirectory<?>> lost = List.of(streams, statuses, checkpoints);
        lost.forEach(InMemoryDirectory::loseEverything);
        lost.forEach(InMemoryDirectory::tellLoss);
    }

    /** From now on every call throws HUB_UNAVAILABLE, and no lease can be renewed. */
    public void disconnect() {
        connected = false;
        hubStreams.values().forEach(InMemoryHubStream::wake);
    }

    /** Everything is there again as it was. */
    public void reconnect() {
        connected = true;
    }

    @Override
    public void close() {
        callbacks.shutdownNow();
    }

    /** Callbacks run on one thread, in order. */
    void call(Runnable callback) {
        if (!callbacks.isShutdown()) {
            callbacks.execute(callback);
        }
    }

    void requireConnection() {
        if (!connected) {
            throw new StreamException(ErrorKind.HUB_UNAVAILABLE, "not connected");
        }
    }
}
