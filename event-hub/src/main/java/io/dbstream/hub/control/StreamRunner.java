package io.dbstream.hub.control;

import io.dbstream.error.StreamException;
import io.dbstream.hub.Keys;
import io.dbstream.hub.Leases.Lease;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * Looks after one stream for one service: takes its lease when there is something to do, does it, gives the lease back, and waits for
 * the next change. Has a virtual thread of its own; the supervisor tells it of changes.
 */
final class StreamRunner {
    private static final Logger log = LoggerFactory.getLogger(StreamRunner.class);
    /** For as long as nothing changes. */
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Workplace place;
    private final String id;
    private final String lease;
    private final Runnable over;
    private final Signal changed = new Signal();
    private final Thread thread;
    private volatile Wish wish;
    private volatile boolean leaving;
    private volatile boolean handingOver;
    private volatile @Nullable Tenure tenure;

    /**
     * A runner that begins with a wish.
     *
     * @param over run when the stream is forgotten
     */
    StreamRunner(Workplace place, String id, Wish wish, Runnable over) {
        this.place = place;
        this.id = id;
        this.lease = Keys.lease(id, place.side());
        this.wish = wish;
        this.over = over;
        this.thread = Thread.ofVirtual().name("supervisor-" + id).unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    void change(Wish latest) {
        wish = latest;
        changed.give();
    }

    /** Begins to leave off, so that another worker may take over. */
    void leave() {
        leaving = true;
        changed.give();
    }

    /** Begins to leave off what it is at, so that another worker may have the stream; goes on waiting for its turn. */
    void handOver() {
        handingOver = true;
        changed.give();
    }

    /** The lease was given back by whoever had it. */
    void leaseIsFree() {
        changed.give();
    }

    boolean awaitEnd(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    /** The stream as this service has it, or left it when there was nothing more to do, or has just lost it. */
    @Nullable
    Tenure tenure() {
        return tenure;
    }

    private Wish wish() {
        if (leaving) {
            return new Wish.Leave();
        }
        return handingOver ? new Wish.HandOver() : wish;
    }

    private void run() {
        MDC.put("stream", id);
        Wish settled = null;
        while (!leaving) {
            if (wish.equals(settled)) {
                changed.await(LONG);
                continue;
            }
            settled = attempt();
            if (settled != null) {
                place.shares().settled(lease);
            }
            if (settled instanceof Wish.Forget) {
                tenure = null;
                over.run();
                return;
            }
        }
    }

    /** Takes the lease, and does what is wanted; the wish that came true, null when none did. */
    private @Nullable Wish attempt() {
        if (!place.shares().take(lease, System.nanoTime())) {
            tenure = null;
            changed.await(place.timing().acquire());
            return null;
        }
        try {
            Optional<Lease> taken = place.hub().leases().acquire(lease, place.owner());
            if (taken.isEmpty()) {
                tenure = null;
                place.shares().gaveBack(lease);
                changed.await(place.timing().acquire());
                return null;
            }
            handingOver = false;
            return serve(taken.get());
        } catch (StreamException e) {
            log.debug("Not now: {}", e.getMessage());
            changed.await(place.timing().acquire());
        } catch (RuntimeException e) {
            log.error("The supervisor broke down, beginning anew", e);
            changed.await(place.timing().yield());
        } finally {
            place.shares().gaveBack(lease);
        }
        return null;
    }

    private @Nullable Wish serve(Lease taken) {
        Tenure serving = new Tenure(place, id, this::wish, changed, taken);
        tenure = serving;
        return switch (serving.run()) {
            case SETTLED -> serving.wish();
            case FENCED -> {
                tenure = null;
                changed.await(place.timing().yield());
                yield null;
            }
            // Until another service is found to have it, this one still knows the stream best: NATS may have lost its
            // record, too.
            case LOST -> null;
            case LEFT -> {
                tenure = null;
                yield null;
            }
        };
    }
}
