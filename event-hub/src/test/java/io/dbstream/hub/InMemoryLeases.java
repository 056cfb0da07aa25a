package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Leases that run out only on request. */
public final class InMemoryLeases implements Leases {
    private final InMemoryHub hub;
    private final Map<String, InMemoryLease> held = new HashMap<>();
    private final List<BiConsumer<String, @Nullable String>> observers = new ArrayList<>();
    private boolean gone;
    private int asked;

    InMemoryLeases(InMemoryHub hub) {
        this.hub = hub;
    }

    @Override
    public synchronized Optional<Lease> acquire(String key, String owner) {
        hub.requireConnection();
        if (gone) {
            asked++;
            throw new StreamException(ErrorKind.HUB_UNAVAILABLE, "there are no leases");
        }
        if (held.containsKey(key)) {
            return Optional.empty();
        }
        InMemoryLease lease = new InMemoryLease(key, owner);
        held.put(key, lease);
        tell(key, owner);
        return Optional.of(lease);
    }

    @Override
    public synchronized AutoCloseable watch(BiConsumer<String, @Nullable String> observer) {
        observers.add(observer);
        held.forEach((key, lease) -> hub.call(() -> observer.accept(key, lease.owner)));
        return () -> forget(observer);
    }

    private synchronized void forget(BiConsumer<String, @Nullable String> observer) {
        observers.remove(observer);
    }

    private void tell(String key, @Nullable String owner) {
        for (BiConsumer<String, @Nullable String> observer : observers) {
            hub.call(() -> observer.accept(key, owner));
        }
    }

    /** Lets a lease run out, as if its owner had not renewed it. */
    public synchronized void expire(String key) {
        held.remove(key);
    }

    /** Nobody has a lease any more, and nobody gets one until {@link #comeBack}: as when NATS has lost its disk. */
    public synchronized void lose() {
        held.clear();
        gone = true;
    }

    public synchronized void comeBack() {
        gone = false;
    }

    /** How often somebody has asked for a lease in vain since they were lost. */
    public synchronized int asked() {
        return asked;
    }

    /** Who holds a lease; null when nobody does. */
    public synchronized @Nullable String holder(String key) {
        InMemoryLease lease = held.get(key);
        return lease == null ? null : lease.owner;
    }

    private final class InMemoryLease implements Lease {
        private final String key;
        private final String owner;

        InMemoryLease(String key, String owner) {
            this.key = key;
            this.owner = owner;
        }

        @Override
        public boolean renew() {
            hub.requireConnection();
            synchronized (InMemoryLeases.this) {
                boolean mine = held.get(key) == this;
                if (mine) {
                    tell(key, owner);
                }
                return mine;
            }
        }

        @Override
        public void release() {
            hub.requireConnection();
            synchronized (InMemoryLeases.this) {
                if (held.remove(key, this)) {
                    tell(key, null);
                }
            }
        }
    }
}
