package io.dbstream.hub;

import io.nats.client.JetStreamApiException;
import io.nats.client.KeyValue;
import io.nats.client.api.KeyValueEntry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Leases as keys of a bucket whose values live for a few seconds. */
final class KeyValueLeases implements Leases {
    private final KeyValueBucket bucket;

    KeyValueLeases(KeyValueBucket bucket) {
        this.bucket = bucket;
    }

    @Override
    public Optional<Lease> acquire(String key, String owner) {
        String holder = owner + " " + UUID.randomUUID();
        return bucket.ask("take the lease " + key, kv -> {
            try {
                long revision = kv.create(key, holder.getBytes(StandardCharsets.UTF_8));
                return Optional.of(new KeyValueLease(key, holder, revision));
            } catch (JetStreamApiException e) {
                if (NatsErrors.isWrongLastSequence(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public AutoCloseable watch(BiConsumer<String, @Nullable String> observer) {
        return KeyValueWatch.start(bucket, entry -> observer.accept(entry.getKey(), owner(entry)), () -> {});
    }

    private static @Nullable String owner(KeyValueEntry entry) {
        String holder = entry.getValueAsString();
        return holder == null || holder.isEmpty() ? null : holder.substring(0, holder.lastIndexOf(' '));
    }

    private final class KeyValueLease implements Lease {
        private final String key;
        private final String holder;
        private long revision;

        KeyValueLease(String key, String holder, long revision) {
            this.key = key;
            this.holder = holder;
            this.revision = revision;
        }

        @Override
        public synchronized boolean renew() {
            return bucket.ask("renew the lease " + key, kv -> renewIn(kv));
        }

        private boolean renewIn(KeyValue kv) throws IOException, JetStreamApiException {
            try {
                revision = kv.update(key, holder, revision);
                return true;
            } catch (JetStreamApiException e) {
                if (!NatsErrors.isWrongLastSequence(e)) {
                    throw e;
                }
                return adoptUnansweredRenewal(kv);
            }
        }

        /** An earlier renewal may have been stored although its answer was lost. */
        private boolean adoptUnansweredRenewal(KeyValue kv) throws IOException, JetStreamApiException {
            KeyValueEntry entry = kv.get(key);
            if (entry == null || !holder.equals(entry.getValueAsString())) {
                return false;
            }
            revision = entry.getRevision();
            return true;
        }

        @Override
        public synchronized void release() {
            bucket.ask("release the lease " + key, kv -> {
                try {
                    kv.delete(key, revision);
                    return true;
                } catch (JetStreamApiException e) {
                    if (NatsErrors.isWrongLastSequence(e)) {
                        return false;
                    }
                    throw e;
                }
            });
        }
    }
}
