package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.memory.MemoryBudget.Share;
import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.PurgeOptions;
import io.nats.client.api.DiscardPolicy;
import io.nats.client.api.MessageInfo;
import io.nats.client.api.RetentionPolicy;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamConfiguration;
import io.nats.client.api.StreamInfo;
import java.io.IOException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** A hub stream kept in one JetStream stream on disk. */
final class JetStreamHubStream implements HubStream {
    private static final String PREFIX = "DBSTREAM_";

    private final NatsConnector connector;
    private final Callbacks callbacks;
    private final String streamId;
    private final String name;
    private final String subject;

    JetStreamHubStream(NatsConnector connector, Callbacks callbacks, String streamId) {
        this.connector = connector;
        this.callbacks = callbacks;
        this.streamId = streamId;
        this.name = PREFIX + streamId;
        this.subject = "dbstream." + streamId + ".bundles";
    }

    /** The ids of the streams of which there is a hub stream. */
    static Set<String> ids(NatsConnector connector) {
        return connector.ask("list the hub streams", connection -> {
            Set<String> ids = new HashSet<>();
            for (String name : connection.jetStreamManagement().getStreamNames()) {
                if (name.startsWith(PREFIX)) {
                    ids.add(name.substring(PREFIX.length()));
                }
            }
            return ids;
        });
    }

    @Override
    public State open(long maxBytes) {
        Optional<State> existing = state();
        return existing.isPresent() ? existing.get() : create(maxBytes);
    }

    private State create(long maxBytes) {
        StreamConfiguration configuration = StreamConfiguration.builder()
                .name(name)
                .subjects(subject)
                .storageType(StorageType.File)
                .retentionPolicy(RetentionPolicy.Limits)
                .discardPolicy(DiscardPolicy.New)
                .maxBytes(maxBytes)
                .build();
        return connector.ask("make the hub stream " + name, connection -> {
            try {
                return stateOf(connection.jetStreamManagement().addStream(configuration));
            } catch (JetStreamApiException e) {
                if (NatsErrors.isOutOfStorage(e)) {
                    throw new StreamException(
                            ErrorKind.CONFIGURATION,
                            "NATS has no room for a hub stream of " + maxBytes + " bytes ("
                                    + e.getErrorDescription()
                                    + "): give JetStream more storage, or set DBSTREAM_HUB_MAX_BYTES lower",
                            e);
                }
                if (NatsErrors.isStreamThere(e)) {
                    return stateOf(info(connection));
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<State> state() {
        return connector.ask("look at the hub stream " + name, connection -> {
            try {
                return Optional.of(stateOf(info(connection)));
            } catch (JetStreamApiException e) {
                if (NatsErrors.isStreamMissing(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public Optional<Message> last() {
        return connector.ask("read the last message of the hub stream " + name, connection -> {
            try {
                MessageInfo last = connection.jetStreamManagement().getLastMessage(name, subject);
                byte[] bundle = last.getData();
                return Optional.of(new Message(last.getSeq(), bundle == null ? new byte[0] : bundle));
            } catch (JetStreamApiException e) {
                if (NatsErrors.isMessageMissing(e) || NatsErrors.isStreamMissing(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public BundlePublisher publisher(long lastSequence, Share memory, Runnable idle) {
        return new PipelinedPublisher(
                connector, callbacks, new PipelinedPublisher.Place(streamId, subject, lastSequence), memory, idle);
    }

    @Override
    public BundleSubscription subscribe(long fromSequence, Share memory) {
        return new OrderedSubscription(connector, this, name, fromSequence, memory);
    }

    @Override
    public void forget(long sequence) {
        Optional<State> state = state();
        if (state.isEmpty()) {
            return;
        }
        // A purge keeps the message whose sequence it names, and all behind it.
        long keepFrom = Math.min(sequence + 1, state.get().lastSequence());
        if (keepFrom > state.get().firstSequence()) {
            connector.ask(
                    "purge the hub stream " + name,
                    connection -> connection
                            .jetStreamManagement()
                            .purgeStream(
                                    name,
                                    PurgeOptions.builder().sequence(keepFrom).build()));
        }
    }

    @Override
    public void delete() {
        connector.ask("delete the hub stream " + name, connection -> {
            try {
                return connection.jetStreamManagement().deleteStream(name);
            } catch (JetStreamApiException e) {
                if (NatsErrors.isStreamMissing(e)) {
                    return false;
                }
                throw e;
            }
        });
    }

    private StreamInfo info(Connection connection) throws IOException, JetStreamApiException {
        return connection.jetStreamManagement().getStreamInfo(name);
    }

    private static State stateOf(StreamInfo info) {
        return new State(
                info.getCreateTime().toInstant().toString(),
                info.getStreamState().getFirstSequence(),
                info.getStreamState().getLastSequence(),
                info.getStreamState().getMsgCount(),
                info.getStreamState().getByteCount(),
                info.getConfiguration().getMaxBytes());
    }
}
