package io.dbstream.hub.control;

import io.dbstream.error.StreamException;
import io.dbstream.hub.Keys;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the other workers of a side know that this one is there, and hands over streams that are theirs to have. Has a thread of its own. */
final class Attendance {
    private static final Logger log = LoggerFactory.getLogger(Attendance.class);

    private final Workplace place;
    private final Consumer<String> handOver;
    private final Signal leave = new Signal();
    private final Thread thread;
    private volatile boolean leaving;
    private @Nullable LeaseHold name;

    /** @param handOver told the key of each stream's lease that is to be handed over */
    Attendance(Workplace place, Consumer<String> handOver) {
        this.place = place;
        this.handOver = handOver;
        this.thread = Thread.ofVirtual().name("supervisor-attendance").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    /** Is no longer there, so that the others take all of its streams; waits until they can know. */
    void end() throws InterruptedException {
        leaving = true;
        leave.give();
        thread.join();
    }

    private void run() {
        while (!leaving) {
            try {
                beThere();
                handOverSurplus();
            } catch (RuntimeException e) {
                log.error("The supervisor broke down, beginning anew", e);
            }
            leave.await(place.timing().sharing().beat());
        }
        if (name != null) {
            name.release();
        }
    }

    private void beThere() {
        if (name != null && name.keep()) {
            return;
        }
        try {
            String key = Keys.worker(place.owner(), place.side());
            name = place.hub()
                    .leases()
                    .acquire(key, place.owner())
                    .map(lease -> new LeaseHold(lease, place.timing()))
                    .orElse(null);
        } catch (StreamException e) {
            log.debug("The others cannot be told that this worker is there: {}", e.getMessage());
            name = null;
        }
    }

    private void handOverSurplus() {
        List<String> surplus = place.shares().surplus(System.nanoTime());
        if (!surplus.isEmpty()) {
            log.info("Handing over {} streams to other workers", surplus.size());
            surplus.forEach(handOver);
        }
    }
}
