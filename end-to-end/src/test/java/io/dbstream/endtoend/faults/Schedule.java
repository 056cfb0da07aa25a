package io.dbstream.endtoend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What happens when: the same for the same seed. */
record Schedule(List<Entry> entries) {
    /**
     * @param at since the beginning
     * @param lasts until it is mended
     * @param dice what the fault decides by
     */
    record Entry(Duration at, Fault fault, Duration lasts, int dice) {
        @Override
        public String toString() {
            return "%7.1f s  %s, %.1f s".formatted(at.toMillis() / 1000.0, fault, lasts.toMillis() / 1000.0);
        }
    }

    Schedule {
        entries = List.copyOf(entries);
    }

    /** Fills so much time with faults: mostly one after another, sometimes several at once, sometimes none for a while. */
    static Schedule of(long seed, Duration whole, List<Fault> possible) {
        Random random = new Random(seed);
        List<Entry> entries = new ArrayList<>();
        for (Duration at = gap(random); at.compareTo(whole) < 0; at = at.plus(gap(random))) {
            Fault fault = any(random, possible);
            entries.add(new Entry(at, fault, lasting(random, fault), random.nextInt()));
        }
        return new Schedule(entries);
    }

    private static Duration gap(Random random) {
        int kind = random.nextInt(100);
        int millis = kind < 30 ? random.nextInt(200) : kind < 92 ? 500 + random.nextInt(2500) : 5000;
        return Duration.ofMillis(millis);
    }

    private static Fault any(Random random, List<Fault> possible) {
        int ticket = random.nextInt(possible.stream().mapToInt(Fault::weight).sum());
        for (Fault fault : possible) {
            ticket -= fault.weight();
            if (ticket < 0) {
                return fault;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /** Mostly near the shortest. */
    private static Duration lasting(Random random, Fault fault) {
        long more = fault.longest().minus(fault.shortest()).toMillis();
        return fault.shortest().plusMillis((long) (more * Math.pow(random.nextDouble(), 3)));
    }
}
