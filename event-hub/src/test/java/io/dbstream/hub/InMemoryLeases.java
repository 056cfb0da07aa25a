package io.dbstream.hub;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Leases that run out only on request. */
public final class InMemoryLeases implements Leases {
    private final InMemoryHub hub;
    private final Map<String, InMemoryLease> held = new HashMap<>();

    InMemoryLeases(InMemoryHub hub) {
        this.hub = hub;
    }

    @Override
    public synchronized Optional<Lease> acquire(String key, String owner) {
        hub.requireConnection();
        if (held.containsKey(key)) {
            return Optional.empty();
        }
        InMemoryLease lease = new InMemoryLease(key, owner);
        held.put(key, lease);
        return Optional.of(lease);
    }

    /** Lets a lease run out, as if its owner had not renewed it. */
    public synchronized void expire(String key) {
        held.remove(key);
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
                return held.get(key) == this;
            }
        }

        @Override
        public void release() {
            hub.requireConnection();
            synchronized (InMemoryLeases.this) {
                held.remove(key, this);
            }
        }
    }
}
