package io.dbstream.hub.control;

import io.dbstream.hub.Keys;
import io.dbstream.stream.Side;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which workers of one side there are, and who of them has which stream, as their leases tell. What was not renewed for as long as a lease
 * lives counts as given up. Told by a thread of the hub, asked by any; moments are those of {@link System#nanoTime}.
 */
final class Roster {
    private record Heard(String owner, long at) {}

    private final Side side;
    private final long life;
    private final Map<String, Heard> leases = new HashMap<>();

    Roster(Side side, Duration leaseLife) {
        this.side = side;
        this.life = leaseLife.toNanos();
    }

    /** Takes in what {@link io.dbstream.hub.Leases#watch} tells. */
    synchronized void hear(String key, @Nullable String owner, long now) {
        if (!Keys.isLeaseOf(side, key)) {
            return;
        }
        if (owner == null) {
            leases.remove(key);
        } else {
            leases.put(key, new Heard(owner, now));
        }
    }

    /** The workers that are there. */
    synchronized Set<String> workers(long now) {
        Set<String> owners = new HashSet<>();
        held(now).forEach((key, owner) -> {
            if (Keys.isWorker(key)) {
                owners.add(owner);
            }
        });
        return owners;
    }

    /** Who has which stream, by the keys of the leases. */
    synchronized Map<String, String> holders(long now) {
        Map<String, String> holders = held(now);
        holders.keySet().removeIf(Keys::isWorker);
        return holders;
    }

    private Map<String, String> held(long now) {
        leases.values().removeIf(heard -> now - heard.at > life);
        Map<String, String> held = new HashMap<>();
        leases.forEach((key, heard) -> held.put(key, heard.owner));
        return held;
    }
}
