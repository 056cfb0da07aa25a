package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.nats.client.JetStreamApiException;
import io.nats.client.api.KeyValueEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A directory kept in one bucket. */
final class KeyValueDirectory<T> implements Directory<T> {
    private final KeyValueBucket bucket;
    private final Codec<T> codec;

    KeyValueDirectory(KeyValueBucket bucket, Codec<T> codec) {
        this.bucket = bucket;
        this.codec = codec;
    }

    @Override
    public Optional<Entry<T>> get(String key) {
        KeyValueEntry found = bucket.<Optional<KeyValueEntry>>ask(
                        "look up " + key, kv -> Optional.ofNullable(kv.get(key)))
                .orElse(null);
        return found == null ? Optional.empty() : Optional.of(new Entry<>(key, read(found), found.getRevision()));
    }

    @Override
    public List<Entry<T>> list() {
        List<String> keys = bucket.keys();
        List<KeyValueEntry> found = bucket.ask("list what is", kv -> {
            List<KeyValueEntry> entries = new ArrayList<>();
            for (String key : keys) {
                KeyValueEntry entry = kv.get(key);
                if (entry != null) {
                    entries.add(entry);
                }
            }
            return entries;
        });
        return found.stream()
                .map(entry -> new Entry<>(entry.getKey(), read(entry), entry.getRevision()))
                .toList();
    }

    @Override
    public void put(String key, T value) {
        byte[] bytes = codec.write().apply(value);
        bucket.ask("set " + key, kv -> kv.put(key, bytes));
    }

    @Override
    public boolean create(String key, T value) {
        byte[] bytes = codec.write().apply(value);
        return bucket.ask("create " + key, kv -> unlessChanged(() -> kv.create(key, bytes)));
    }

    @Override
    public boolean replace(String key, T value, long revision) {
        byte[] bytes = codec.write().apply(value);
        return bucket.ask("replace " + key, kv -> unlessChanged(() -> kv.update(key, bytes, revision)));
    }

    private interface Change {
        long make() throws IOException, JetStreamApiException;
    }

    private static boolean unlessChanged(Change change) throws IOException, JetStreamApiException {
        try {
            change.make();
            return true;
        } catch (JetStreamApiException e) {
            if (NatsErrors.isWrongLastSequence(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public void delete(String key) {
        bucket.ask("delete " + key, kv -> {
            if (kv.get(key) != null) {
                kv.delete(key);
            }
            return true;
        });
    }

    @Override
    public AutoCloseable watch(BiConsumer<String, @Nullable T> observer, Runnable lost) {
        return KeyValueWatch.start(
                bucket,
                entry -> {
                    byte[] bytes = entry.getValue();
                    observer.accept(entry.getKey(), bytes == null || bytes.length == 0 ? null : read(entry));
                },
                lost);
    }

    private T read(KeyValueEntry entry) {
        byte[] bytes = entry.getValue();
        if (bytes == null) {
            throw new StreamException(ErrorKind.INTERNAL, "No value for " + entry.getKey() + " in " + bucket.name());
        }
        return codec.read().apply(bytes);
    }
}
