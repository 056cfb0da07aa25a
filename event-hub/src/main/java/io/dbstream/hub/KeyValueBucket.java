package io.dbstream.hub;

import io.nats.client.Connection;
import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueConfiguration;
import io.nats.client.api.StorageType;
import io.nats.client.api.StreamInfoOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One bucket of JetStream's key-value store, made when it is first needed, and again when NATS has lost it. */
final class KeyValueBucket {
    /** A request to the bucket. */
    interface Question<R> {
        R ask(KeyValue bucket) throws IOException, JetStreamApiException, InterruptedException;
    }

    private record Handle(Connection connection, KeyValue bucket) {}

    private final NatsConnector connector;
    private final KeyValueConfiguration configuration;
    private final String name;
    private final ReentrantLock making = new ReentrantLock();
    /** How often the bucket was made. */
    private final AtomicInteger made = new AtomicInteger();

    private volatile @Nullable Handle handle;

    KeyValueBucket(NatsConnector connector, String name) {
        this(connector, name, Duration.ZERO);
    }

    /** A bucket whose values live for so long unless they are set again; zero for ever. */
    KeyValueBucket(NatsConnector connector, String name, Duration life) {
        this.connector = connector;
        this.name = name;
        this.configuration = KeyValueConfiguration.builder()
                .name(name)
                .storageType(StorageType.File)
                .maxHistoryPerKey(1)
                .ttl(life)
                .build();
    }

    NatsConnector connector() {
        return connector;
    }

    String name() {
        return name;
    }

    /** Asks the bucket something; see {@link NatsConnector#ask}. */
    <R> R ask(String doing, Question<R> question) {
        return connector.ask(doing + " in " + name, connection -> {
            int before = made.get();
            try {
                return question.ask(bucket(connection));
            } catch (IOException | JetStreamApiException e) {
                handle = null;
                makeIfMissing(connection);
                // Another service may have made it between the question and the look.
                if (made.get() == before && !NatsErrors.isBucketMissing(e)) {
                    throw e;
                }
                return question.ask(bucket(connection));
            }
        });
    }

    /** Names this bucket: one that was lost and made anew has another epoch. */
    String epoch() {
        return ask(
                "look",
                bucket -> bucket.getStatus()
                        .getBackingStreamInfo()
                        .getCreateTime()
                        .toInstant()
                        .toString());
    }

    /**
     * Every key there is, and those that were deleted. jnats' own list names a key twice, or not at all, when its value changes
     * meanwhile.
     */
    List<String> keys() {
        String doing = "list the keys";
        int prefix = ("$KV." + name + ".").length();
        return ask(
                doing,
                bucket -> connector
                        .connection(doing)
                        .jetStreamManagement()
                        .getStreamInfo("KV_" + name, StreamInfoOptions.allSubjects())
                        .getStreamState()
                        .getSubjects()
                        .stream()
                        .map(subject -> subject.getName().substring(prefix))
                        .toList());
    }

    private KeyValue bucket(Connection connection) throws IOException {
        Handle current = handle;
        if (current == null || current.connection() != connection) {
            current = new Handle(connection, connection.keyValue(name));
            handle = current;
        }
        return current.bucket();
    }

    private void makeIfMissing(Connection connection) throws IOException, JetStreamApiException {
        making.lock();
        try {
            if (isMissing(connection)) {
                connection.keyValueManagement().create(configuration);
                made.incrementAndGet();
            }
        } catch (JetStreamApiException e) {
            // Another service may have made it meanwhile, with another configuration.
            if (!NatsErrors.isStreamThere(e)) {
                throw e;
            }
            made.incrementAndGet();
        } finally {
            making.unlock();
        }
    }

    private boolean isMissing(Connection connection) throws IOException, JetStreamApiException {
        try {
            connection.keyValueManagement().getStatus(name);
            return false;
        } catch (JetStreamApiException e) {
            return NatsErrors.isStreamMissing(e);
        }
    }
}
