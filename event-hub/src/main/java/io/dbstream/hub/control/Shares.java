package io.dbstream.hub.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How many streams one worker should have, and which it may take: all workers of a side count the same leases by the same rule, so that
 * together they have each stream once and differ by one stream at most. For any number of threads; streams go by the keys of their leases,
 * moments are those of {@link System#nanoTime}.
 *
 * <p>A worker takes at once what is free, up to its share. What is free beyond it, it leaves to the others for a moment, and takes then:
 * a stream without a worker is worse than an uneven share.
 */
final class Shares {
    private final String self;
    private final Roster roster;
    private final Timing.Sharing timing;
    private final long begun;
    private final Set<String> mine = new LinkedHashSet<>();
    /** Those of {@link #mine} that are being handed over. */
    private final Set<String> leaving = new HashSet<>();
    /** What this worker would take if nobody had it. */
    private final Set<String> wanted = new HashSet<>();
    /** Since when nobody is seen to have it. */
    private final Map<String, Long> free = new HashMap<>();

    private long surplusSince;
    private long keepsUntil;

    /** @param begun when the worker came; it knows the others a moment later */
    Shares(String self, Roster roster, Timing.Sharing timing, long begun) {
        this.self = self;
        this.roster = roster;
        this.timing = timing;
        this.begun = begun;
        this.surplusSince = begun;
        this.keepsUntil = begun;
    }

    /** Whether to take this stream's lease now; it then counts as this worker's until {@link #gaveBack}. */
    synchronized boolean take(String stream, long now) {
        wanted.add(stream);
        String holder = roster.holders(now).get(stream);
        if (holder != null && !holder.equals(self)) {
            free.remove(stream);
            return false;
        }
        long waited = now - free.computeIfAbsent(stream, unseen -> now);
        boolean knowsTheOthers = roster.workers(now).contains(self);
        boolean spare = knowsTheOthers && mine.size() < share(now);
        boolean nobodyElseDid = waited >= patience() && now - begun >= patience();
        if (!spare && !nobodyElseDid) {
            return false;
        }
        if (!spare) {
            // Else it would be handed over, left lying and taken again, in turns.
            keepsUntil = now + timing.calm().toNanos();
        }
        settled(stream);
        mine.add(stream);
        return true;
    }

    /** The lease of a stream is not this worker's any more, or did not become so. */
    synchronized void gaveBack(String stream) {
        mine.remove(stream);
        leaving.remove(stream);
    }

    /** There is nothing to do about a stream, whoever has it. */
    synchronized void settled(String stream) {
        wanted.remove(stream);
        free.remove(stream);
    }

    /** The streams to hand over now, which from now on count as leaving: a few at a time, once there was a surplus for a moment. */
    synchronized List<String> surplus(long now) {
        int surplus = mine.size() - leaving.size() - share(now);
        if (surplus <= 0 || now < keepsUntil) {
            surplusSince = now;
            return List.of();
        }
        if (now - surplusSince < patience()) {
            return List.of();
        }
        // The latest first: what a worker has had for long stays where it is.
        List<String> candidates = new ArrayList<>(mine).reversed();
        candidates.removeAll(leaving);
        List<String> chosen = candidates.subList(0, Math.min(surplus, timing.atATime()));
        leaving.addAll(chosen);
        return List.copyOf(chosen);
    }

    private long patience() {
        return timing.patience().toNanos();
    }

    /** Of what there is to do every worker has its part; what is left over goes to those who have most already, so that the least moves. */
    private int share(long now) {
        Map<String, Integer> loads = new HashMap<>();
        roster.workers(now).forEach(worker -> loads.put(worker, 0));
        loads.put(self, 0);
        Set<String> all = new HashSet<>(wanted);
        all.addAll(mine);
        roster.holders(now).forEach((stream, worker) -> {
            if (!worker.equals(self)) {
                all.add(stream);
                loads.computeIfPresent(worker, (holder, load) -> load + 1);
            }
        });
        int total = all.size();
        long ahead = loads.entrySet().stream()
                .filter(other -> other.getValue() > mine.size()
                        || (other.getValue() == mine.size() && other.getKey().compareTo(self) < 0))
                .filter(other -> !other.getKey().equals(self))
                .count();
        return total / loads.size() + (ahead < total % loads.size() ? 1 : 0);
    }
}
