package io.dbstream.hub;

import io.dbstream.error.StreamException;
import io.nats.client.api.KeyValueEntry;
import io.nats.client.api.KeyValueWatcher;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a bucket, and begins anew whenever the connection was lost or the bucket is another: jnats alone would go on behind the
 * last revision it saw, which a bucket that was made anew has not reached yet.
 */
final class KeyValueWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(KeyValueWatch.class);

    private static final Duration LOOK = Duration.ofMillis(250);
    private static final int LOOKS_PER_EPOCH_CHECK = 20;

    private final KeyValueBucket bucket;
    private final Consumer<KeyValueEntry> observer;
    private final Runnable lost;
    private final Thread thread;
    private @Nullable String lastEpoch;
    private volatile boolean closed;

    private KeyValueWatch(KeyValueBucket bucket, Consumer<KeyValueEntry> observer, Runnable lost) {
        this.bucket = bucket;
        this.observer = observer;
        this.lost = lost;
        this.thread = Thread.ofVirtual().name("hub-watch-" + bucket.name()).unstarted(this::run);
    }

    /** @param lost run when the bucket is another than the one before */
    static KeyValueWatch start(KeyValueBucket bucket, Consumer<KeyValueEntry> observer, Runnable lost) {
        KeyValueWatch watch = new KeyValueWatch(bucket, observer, lost);
        watch.thread.start();
        return watch;
    }

    private void run() {
        while (!closed) {
            try {
                watchUntilBroken();
            } catch (StreamException e) {
                log.debug("No watch on {} yet", bucket.name(), e);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                log.warn("The watch on {} broke, beginning anew", bucket.name(), e);
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void watchUntilBroken() throws InterruptedException {
        long interruptions = bucket.connector().interruptions();
        String epoch = bucket.epoch();
        if (lastEpoch != null && !lastEpoch.equals(epoch)) {
            lost.run();
        }
        lastEpoch = epoch;
        Round round = new Round();
        AutoCloseable watching = bucket.ask("watch", kv -> kv.watchAll(round));
        try {
            for (int looks = 1; !closed && bucket.connector().interruptions() == interruptions; looks++) {
                if (looks % LOOKS_PER_EPOCH_CHECK == 0 && !bucket.epoch().equals(epoch)) {
                    return;
                }
                Thread.sleep(LOOK);
            }
        } finally {
            round.end();
            end(watching);
        }
    }

    private void end(AutoCloseable watching) {
        try {
            watching.close();
        } catch (Exception e) {
            log.debug("The watch on {} had ended before", bucket.name(), e);
        }
    }

    /** From one beginning to the next. What jnats still delivers of an earlier round is not told: it may be older. */
    private final class Round implements KeyValueWatcher {
        private boolean ended;

        @Override
        public synchronized void watch(KeyValueEntry entry) {
            if (ended || closed) {
                return;
            }
            try {
                observer.accept(entry);
            } catch (RuntimeException e) {
                log.error("Cannot take in {} of {}", entry.getKey(), bucket.name(), e);
            }
        }

        @Override
        public void endOfData() {}

        synchronized void end() {
            ended = true;
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
