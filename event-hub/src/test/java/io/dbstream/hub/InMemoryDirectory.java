package io.dbstream.hub;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A directory in a map. */
final class InMemoryDirectory<T> implements Directory<T> {
    private final InMemoryHub hub;
    private final Map<String, Entry<T>> entries = new TreeMap<>();
    private final List<BiConsumer<String, @Nullable T>> observers = new ArrayList<>();
    private final List<Runnable> losers = new ArrayList<>();
    private long revision;

    InMemoryDirectory(InMemoryHub hub) {
        this.hub = hub;
    }

    @Override
    public synchronized Optional<Entry<T>> get(String key) {
        hub.requireConnection();
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized List<Entry<T>> list() {
        hub.requireConnection();
        return List.copyOf(entries.values());
    }

    @Override
    public synchronized void put(String key, T value) {
        hub.requireConnection();
        entries.put(key, new Entry<>(key, value, ++revision));
        tell(key, value);
    }

    @Override
    public synchronized boolean create(String key, T value) {
        hub.requireConnection();
        if (entries.containsKey(key)) {
            return false;
        }
        put(key, value);
        return true;
    }

    @Override
    public synchronized boolean replace(String key, T value, long expected) {
        hub.requireConnection();
        Entry<T> entry = entries.get(key);
        if (entry == null || entry.revision() != expected) {
            return false;
        }
        put(key, value);
        return true;
    }

    @Override
    public synchronized void delete(String key) {
        hub.requireConnection();
        if (entries.remove(key) != null) {
            tell(key, null);
        }
    }

    @Override
    public synchronized AutoCloseable watch(BiConsumer<String, @Nullable T> observer, Runnable lost) {
        observers.add(observer);
        losers.add(lost);
        entries.values().forEach(entry -> hub.call(() -> observer.accept(entry.key(), entry.value())));
        return () -> forget(observer);
    }

    /** As NATS does when its disk is gone: nobody is told that anything was deleted. */
    synchronized void loseEverything() {
        entries.clear();
    }

    synchronized void tellLoss() {
        losers.forEach(hub::call);
    }

    private synchronized void forget(BiConsumer<String, @Nullable T> observer) {
        observers.remove(observer);
    }

    private void tell(String key, @Nullable T value) {
        for (BiConsumer<String, @Nullable T> observer : observers) {
            hub.call(() -> observer.accept(key, value));
        }
    }
}
