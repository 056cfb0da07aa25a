package io.dbstream.hub;

import io.dbstream.error.StreamException;
import io.nats.client.Connection;
import io.nats.client.ConnectionListener.Events;
import io.nats.client.ErrorListener;
import io.nats.client.JetStreamApiException;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to NATS, for as long as it takes: tries until there is one, and again whenever it is lost. The state is
 * written by jnats' callback thread and the connecting thread, and read by all.
 */
final class NatsConnector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(NatsConnector.class);

    private static final Duration RETRY = Duration.ofMillis(250);
    private static final Duration FIRST_ATTEMPT = Duration.ofSeconds(2);
    /** So that a link that died without a word is noticed within 15 seconds. */
    private static final Duration PING = Duration.ofSeconds(5);

    /** A request to NATS. */
    interface Question<R> {
        R ask(Connection connection) throws IOException, JetStreamApiException, InterruptedException;
    }

    private final HubSettings settings;
    private final AtomicLong interruptions = new AtomicLong();
    private final CountDownLatch attempted = new CountDownLatch(1);
    private volatile @Nullable Connection connection;
    private volatile boolean closed;
    /** Why there is no connection, when it is a matter of settings; empty when it is not, or not known. */
    private volatile String refusal = "";
    /** For jnats' callback thread. */
    private boolean up;

    /**
     * @throws StreamException of kind CONFIGURATION for settings that cannot be used
     */
    NatsConnector(HubSettings settings) {
        this.settings = settings;
        NatsDoor unused = new NatsDoor(settings);
    }

    /** Begins to connect, and waits a moment for it, so that a hub that is there is connected when this returns. */
    void start() {
        connectInBackground();
        try {
            boolean ignored = attempted.await(FIRST_ATTEMPT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Asks NATS something.
     *
     * @param doing completes the sentence "NATS could not …"
     * @throws StreamException HUB_UNAVAILABLE when there is no answer, or one that says no
     */
    <R> R ask(String doing, Question<R> question) {
        Connection current = connection(doing);
        try {
            return question.ask(current);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw NatsErrors.unavailable(doing, e);
        } catch (IOException | JetStreamApiException | IllegalStateException e) {
            // jnats throws IllegalStateException when the connection was closed at this moment.
            throw NatsErrors.unavailable(doing, e);
        }
    }

    Connection connection(String doing) {
        Connection current = connection;
        if (current == null || current.getStatus() != Connection.Status.CONNECTED) {
            throw NatsErrors.unavailable(
                    doing, new IOException("not connected to " + settings + (refusal.isEmpty() ? "" : ": " + refusal)));
        }
        return current;
    }

    boolean isConnected() {
        Connection current = connection;
        return current != null && current.getStatus() == Connection.Status.CONNECTED;
    }

    /** How often the connection was lost: what was in flight before such a moment may be lost, too. */
    long interruptions() {
        return interruptions.get();
    }

    private void connectInBackground() {
        Thread.ofVirtual().name("hub-connect").start(this::connect);
    }

    private void connect() {
        boolean complained = false;
        while (!closed) {
            try {
                Connection made = Nats.connect(options());
                connection = made;
                attempted.countDown();
                if (closed) {
                    made.close();
                }
                return;
            } catch (StreamException e) {
                // A file that was there before is not.
                refuse(e.getMessage());
                attempted.countDown();
                pause();
            } catch (IOException e) {
                if (!complained) {
                    // The message of jnats names the URL, with its password.
                    log.warn(
                            "No connection to NATS at {} ({}), trying on",
                            settings,
                            e.getClass().getSimpleName());
                    complained = true;
                }
                attempted.countDown();
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Options options() {
        NatsDoor door = new NatsDoor(settings);
        Options.Builder options = Options.builder()
                .servers(settings.urls().toArray(String[]::new))
                .connectionName(settings.connectionName())
                .maxReconnects(-1)
                .reconnectWait(RETRY)
                .pingInterval(PING)
                .connectionListener((source, event) -> onEvent(event))
                .errorListener(new Listener(door));
        door.configure(options);
        return options.build();
    }

    /** Says once why NATS does not let this service in; jnats tries again and again. */
    private void refuse(String reason) {
        if (!closed && !reason.equals(refusal)) {
            refusal = reason;
            log.warn("NATS at {} cannot be used: {}", settings, reason);
        }
    }

    private void onEvent(Events event) {
        switch (event) {
            case CONNECTED, RECONNECTED -> {
                up = true;
                refusal = "";
                log.info("Connected to NATS at {}", settings);
            }
            case DISCONNECTED -> {
                // jnats says so again after each vain attempt to connect.
                if (up && !closed) {
                    log.warn("Lost the connection to NATS at {}, trying on", settings);
                }
                up = false;
                interruptions.incrementAndGet();
            }
            case CLOSED -> {
                // jnats gives up when a server refuses the same credentials twice, which a restarted server may mend.
                if (!closed && connection != null) {
                    connection = null;
                    connectInBackground();
                }
            }
            case RESUBSCRIBED, DISCOVERED_SERVERS, LAME_DUCK -> {}
        }
    }

    @Override
    public void close() {
        closed = true;
        Connection current = connection;
        if (current != null) {
            try {
                current.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Whatever matters fails a request as well, unless it keeps the connection from being made. jnats' own listener would write to the console. */
    private final class Listener implements ErrorListener {
        private final NatsDoor door;

        Listener(NatsDoor door) {
            this.door = door;
        }

        @Override
        public void errorOccurred(Connection source, String error) {
            log.debug("NATS says: {}", error);
            if (!up) {
                refuse(NatsDoor.explain(error));
            }
        }

        @Override
        public void exceptionOccurred(Connection source, Exception exception) {
            log.debug("NATS connection", exception);
            if (!up) {
                door.explain(exception).ifPresent(NatsConnector.this::refuse);
            }
        }
    }
}
