package io.dbstream.hub;

import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterRequests;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import java.time.Duration;
import java.util.Set;

/**
 * The event hub on NATS JetStream, 2.9.10 or later. Needs nothing prepared in NATS: hub streams and buckets are made when they are
 * first used, and again when NATS has lost them.
 */
public final class NatsHub implements EventHub {
    /** A worker that dies is replaced when this has passed since it last renewed. */
    static final Duration LEASE_LIFE = Duration.ofSeconds(6);

    private final NatsConnector connector;
    private final Callbacks callbacks = new Callbacks();
    private final KeyValueDirectory<StreamRecord> streams;
    private final KeyValueDirectory<SideStatus> statuses;
    private final KeyValueDirectory<Checkpoint> checkpoints;
    private final KeyValueDirectory<DeadLetters> deadLetters;
    private final KeyValueDirectory<LetterRequests> letterRequests;
    private final KeyValueLeases leases;

    private NatsHub(NatsConnector connector) {
        this.connector = connector;
        this.streams = new KeyValueDirectory<>(new KeyValueBucket(connector, "dbstream_streams"), HubCodecs.STREAMS);
        this.statuses = new KeyValueDirectory<>(new KeyValueBucket(connector, "dbstream_status"), HubCodecs.STATUSES);
        this.checkpoints =
                new KeyValueDirectory<>(new KeyValueBucket(connector, "dbstream_checkpoints"), HubCodecs.CHECKPOINTS);
        this.deadLetters =
                new KeyValueDirectory<>(new KeyValueBucket(connector, "dbstream_dead_letters"), HubCodecs.DEAD_LETTERS);
        this.letterRequests = new KeyValueDirectory<>(
                new KeyValueBucket(connector, "dbstream_letter_requests"), HubCodecs.LETTER_REQUESTS);
        this.leases = new KeyValueLeases(new KeyValueBucket(connector, "dbstream_leases", LEASE_LIFE));
    }

    /** Connects, or returns all the same when NATS is not there, and tries on until it is. */
    public static NatsHub connect(HubSettings settings) {
        NatsConnector connector = new NatsConnector(settings);
        connector.start();
        return new NatsHub(connector);
    }

    @Override
    public HubStream stream(String streamId) {
        return new JetStreamHubStream(connector, callbacks, streamId);
    }

    @Override
    public Set<String> streamIds() {
        return JetStreamHubStream.ids(connector);
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
    public Leases leases() {
        return leases;
    }

    @Override
    public boolean isConnected() {
        return connector.isConnected();
    }

    @Override
    public void close() {
        callbacks.close();
        connector.close();
    }
}
