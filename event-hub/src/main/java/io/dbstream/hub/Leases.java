package io.dbstream.hub;

import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Who works on what. A lease that its owner does not renew runs out by itself. A lease only spares two workers from doing the same
 * work: what keeps a stale worker from writing is the expected sequence of a publish and the checkpoint row of a target.
 */
public interface Leases {
    /** Takes a lease that is free; empty when somebody holds it. */
    Optional<Lease> acquire(String key, String owner);

    /**
     * Tells each lease that there is and its owner, then each that is taken, renewed or given back, in order, on a thread of the hub; a
     * null owner means given back. One that runs out is not told: it is not heard of any more. After a lost connection leases may be
     * told again.
     *
     * @return closing it ends the watch
     */
    AutoCloseable watch(BiConsumer<String, @Nullable String> observer);

    /** A lease that was taken. */
    interface Lease {
        /** Extends it; false when it has run out or somebody else holds it now. */
        boolean renew();

        /** Gives it back, so that another may take it at once. */
        void release();
    }
}
