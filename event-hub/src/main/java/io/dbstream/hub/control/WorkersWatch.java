package io.dbstream.hub.control;

import io.dbstream.hub.EventHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Side;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows whether there is any worker of a side, for those who are none themselves. For any number of threads. */
public final class WorkersWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WorkersWatch.class);

    private final EventHub hub;
    private final Clock clock;
    private final Map<Side, Roster> rosters = new EnumMap<>(Side.class);
    private final Map<Side, Instant> lastSeen = new EnumMap<>(Side.class);
    /** Before this, silence says nothing. */
    private final Instant soonest;

    private final AutoCloseable watch;

    /** Begins to watch; returns at once, also when the hub is not there yet. */
    public WorkersWatch(EventHub hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
        Duration life = Timing.USUAL.leaseLife();
        Instant now = clock.instant();
        this.soonest = now.plus(life);
        for (Side side : Side.values()) {
            rosters.put(side, new Roster(side, life));
            lastSeen.put(side, now);
        }
        this.watch = hub.leases().watch(this::hear);
    }

    private synchronized void hear(String lease, @Nullable String owner) {
        rosters.forEach((side, roster) -> {
            roster.hear(lease, owner, System.nanoTime());
            if (Keys.isWorker(lease) && Keys.isLeaseOf(side, lease)) {
                lastSeen.put(side, clock.instant());
            }
        });
    }

    /** Since when no worker of this side has been seen; empty while there is one, or none can be seen. */
    public synchronized Optional<Instant> missingSince(Side side) {
        boolean blind = !hub.isConnected() || clock.instant().isBefore(soonest);
        Roster roster = rosters.get(side);
        return blind || roster == null || !roster.workers(System.nanoTime()).isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(lastSeen.get(side));
    }

    @Override
    public void close() {
        try {
            watch.close();
        } catch (Exception e) {
            log.debug("Ending the watch", e);
        }
    }
}
