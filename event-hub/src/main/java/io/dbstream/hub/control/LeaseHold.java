package io.dbstream.hub.control;

import io.dbstream.error.StreamException;
import io.dbstream.hub.Leases.Lease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease that is renewed in time. When the hub does not answer, it counts as held for as long as it lives. For one
 * thread, but for {@link #isFresh}.
 */
final class LeaseHold {
    private static final Logger log = LoggerFactory.getLogger(LeaseHold.class);

    private final Lease lease;
    private final Timing timing;
    private volatile long renewedAt = System.nanoTime();
    private long triedAt = renewedAt;
    private volatile boolean lost;

    LeaseHold(Lease lease, Timing timing) {
        this.lease = lease;
        this.timing = timing;
    }

    /** Renews the lease when it is time; false once it is lost. */
    boolean keep() {
        long now = System.nanoTime();
        if (lost || now - triedAt < timing.renew().toNanos()) {
            return !lost;
        }
        triedAt = now;
        try {
            lost = !lease.renew();
            renewedAt = now;
        } catch (StreamException e) {
            log.debug("The lease could not be renewed: {}", e.getMessage());
            lost = !isFresh();
        }
        return !lost;
    }

    /** Whether it was renewed so lately that nobody else can have it: not by a process that has just been woken from a long sleep. */
    boolean isFresh() {
        return !lost && System.nanoTime() - renewedAt <= timing.leaseLife().toNanos();
    }

    void release() {
        try {
            lease.release();
        } catch (StreamException e) {
            log.debug("The lease could not be released, it will run out: {}", e.getMessage());
        }
    }
}
