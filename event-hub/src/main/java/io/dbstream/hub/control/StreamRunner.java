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
    private final Runnable over;
    private final Signal changed = new Signal();
    private final Thread thread;
    private volatile Wish wish;
    private volatile boolean leaving;
    private volatile @Nullable Tenure tenure;

    /**
     * A runner that begins with a wish.
     *
     * @param over run when the stream is forgotten
     */
    StreamRunner(Workplace place, String id, Wish wish, Runnable over) {
        this.place = place;
        this.id = id;
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

    boolean awaitEnd(Duration patience) throws InterruptedException {
        return thread.join(patience);
    }

    /** The stream as this service has it, or left it when there was nothing more to do. */
    @Nullable
    Tenure tenure() {
        return tenure;
    }

    private Wish wish() {
        return leaving ? new Wish.Leave() : wish;
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
            if (settled instanceof Wish.Forget) {
                tenure = null;
                over.run();
                return;
            }
        }
    }

    /** Takes the lease, and does what is wanted; the wish that came true, null when none did. */
    private @Nullable Wish attempt() {
        try {
            Optional<Lease> lease = place.hub().leases().acquire(Keys.lease(id, place.side()), place.owner());
            if (lease.isEmpty()) {
                tenure = null;
                changed.await(place.timing().acquire());
                return null;
            }
            return serve(lease.get());
        } catch (StreamException e) {
            log.debug("Not now: {}", e.getMessage());
            changed.await(place.timing().acquire());
        } catch (RuntimeException e) {
            log.error("The supervisor broke down, beginning anew", e);
            changed.await(place.timing().yield());
        }
        return null;
    }

    private @Nullable Wish serve(Lease lease) {
        Tenure serving = new Tenure(place, id, this::wish, changed, lease);
        tenure = serving;
        return switch (serving.run()) {
            case SETTLED -> serving.wish();
            case FENCED -> {
                tenure = null;
                changed.await(place.timing().yield());
                yield null;
            }
            case LOST, LEFT -> {
                tenure = null;
                yield null;
            }
        };
    }
}
