package io.dbstream.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.stream.Checkpoint;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of the hub when NATS dies, comes back, or comes back empty. */
class NatsFaultsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final long ROOM = 1L << 30;

    private final Path directory = Path.of("target", "nats-faults-" + System.nanoTime());
    private NatsServer nats;
    private NatsHub hub;

    @BeforeEach
    void start() {
        nats = NatsServer.start(directory);
        hub = NatsHub.connect(HubSettings.of(nats.url(), "test"));
    }

    @AfterEach
    void end() {
        hub.close();
        nats.close();
    }

    @Test
    void aHubThatIsNotThereYetIsWaitedFor() throws Exception {
        nats.stop();
        try (NatsHub early = NatsHub.connect(HubSettings.of(nats.url(), "early"))) {
            assertThat(early.isConnected()).isFalse();
            assertThatThrownBy(() -> early.checkpoints().list())
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.HUB_UNAVAILABLE));
            try (Watched seen = new Watched(early)) {
                nats.start();
                await().atMost(PATIENCE).until(early::isConnected);
                early.checkpoints().put("a", checkpoint(1));
                await().atMost(PATIENCE)
                        .untilAsserted(() -> assertThat(seen.values).containsEntry("a", checkpoint(1)));
            }
        }
    }

    @Test
    void nothingListeningAtAllDoesNotKeepAServiceFromStarting() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (NatsHub nowhere = NatsHub.connect(HubSettings.of("nats://user:secret@127.0.0.1:" + port, "nowhere"))) {
            assertThat(nowhere.isConnected()).isFalse();
            assertThatThrownBy(() -> nowhere.stream("a").state())
                    .hasMessageContaining("127.0.0.1:" + port)
                    .hasMessageNotContaining("secret");
        }
    }

    @Test
    void everythingComesBackWhenNatsIsKilledAndStartedAgain() throws Exception {
        HubStream stream = hub.stream("killed");
        String epoch = stream.open(ROOM).epoch();
        AtomicBoolean done = new AtomicBoolean();
        Thread owner = Thread.ofPlatform().start(() -> publishNumbers(stream, 20_000, done));
        try (Watched seen = new Watched(hub);
                BundleSubscription subscription = stream.subscribe(1, Memory.enough())) {
            long next = 1;
            int restarts = 0;
            while (next <= 20_000) {
                HubStream.Message message = subscription.next(PATIENCE);
                assertThat(message).as("message %d", next).isNotNull();
                assertThat(message.sequence()).isEqualTo(next);
                assertThat(ByteBuffer.wrap(message.bundle()).getLong()).isEqualTo(next);
                if (next % 5_000 == 0 && restarts < 2) {
                    restarts++;
                    nats.kill();
                    nats.start();
                }
                next++;
            }
            await().atMost(PATIENCE).untilTrue(done);
            assertThat(stream.state().orElseThrow().epoch()).isEqualTo(epoch);
            hub.checkpoints().put("after", checkpoint(7));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen.values).containsEntry("after", checkpoint(7)));
        } finally {
            owner.join(PATIENCE);
        }
    }

    /** What a reader does, cut short: publish, and after a failure go on behind the hub's last message. */
    private static void publishNumbers(HubStream stream, long count, AtomicBoolean done) {
        while (!done.get()) {
            try {
                long last = stream.last().map(HubStream.Message::sequence).orElse(0L);
                try (BundlePublisher publisher = stream.publisher(last, Memory.enough(), () -> {})) {
                    for (long number = last + 1; number <= count; number++) {
                        publisher.publish(
                                ByteBuffer.allocate(2000).putLong(number).array());
                    }
                    publisher.flush();
                    done.set(true);
                }
            } catch (StreamException e) {
                // Retried; FENCED may come from what jnats still sent for the publisher before.
                assertThat(e.kind()).isIn(ErrorKind.HUB_UNAVAILABLE, ErrorKind.FENCED);
            }
        }
    }

    @Test
    void aHubThatComesBackEmptyIsFilledAnew() throws Exception {
        HubStream stream = hub.stream("wiped");
        String epoch = stream.open(ROOM).epoch();
        for (int i = 1; i <= 10; i++) {
            hub.checkpoints().put("a", checkpoint(i));
        }
        Leases.Lease lease = hub.leases().acquire("a.source", "one").orElseThrow();
        try (Watched seen = new Watched(hub);
                BundleSubscription subscription = stream.subscribe(1, Memory.enough())) {
            await().untilAsserted(() -> assertThat(seen.values).containsEntry("a", checkpoint(10)));

            nats.stop();
            wipe();
            nats.start();
            await().atMost(PATIENCE).until(hub::isConnected);

            assertThat(stream.state()).isEmpty();
            assertThatThrownBy(() -> subscription.next(PATIENCE)).isInstanceOf(StreamException.class);
            assertThat(stream.open(ROOM).epoch()).isNotEqualTo(epoch);
            assertThat(lease.renew()).isFalse();
            assertThat(hub.leases().acquire("a.source", "two")).isPresent();
            assertThat(hub.checkpoints().get("a")).isEmpty();
            hub.checkpoints().put("a", checkpoint(1));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen.values).containsEntry("a", checkpoint(1)));
            assertThat(seen.losses).hasValue(1);
        }
    }

    @Test
    void aBucketThatIsDeletedIsMadeAnewAndWatchedAgain() throws Exception {
        for (int i = 1; i <= 10; i++) {
            hub.checkpoints().put("a", checkpoint(i));
        }
        try (Watched seen = new Watched(hub)) {
            await().untilAsserted(() -> assertThat(seen.values).containsEntry("a", checkpoint(10)));
            Connection operator = Nats.connect(nats.url());
            operator.keyValueManagement().delete("dbstream_checkpoints");
            operator.close();

            assertThat(hub.checkpoints().list()).isEmpty();
            hub.checkpoints().put("a", checkpoint(1));

            await().atMost(PATIENCE).untilAsserted(() -> assertThat(seen.values).containsEntry("a", checkpoint(1)));
        }
    }

    @Test
    void aLeaseThatIsNotRenewedRunsOut() {
        Leases.Lease lease = hub.leases().acquire("a.source", "one").orElseThrow();
        assertThat(lease.renew()).isTrue();

        await().atMost(Duration.ofSeconds(9))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> hub.leases().acquire("a.source", "two"), Optional::isPresent);

        assertThat(lease.renew()).isFalse();
    }

    @Test
    void aPublisherLearnsThatNatsDied() {
        HubStream stream = hub.stream("died");
        stream.open(ROOM);
        try (BundlePublisher publisher = stream.publisher(0, Memory.enough(), () -> {})) {
            publisher.publish(new byte[10]);
            publisher.flush();
            nats.kill();

            assertThatThrownBy(() -> {
                        publisher.publish(new byte[10]);
                        publisher.flush();
                    })
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.HUB_UNAVAILABLE));
        }
    }

    @Test
    void aBundleLargerThanNatsStoresIsRefused() {
        HubStream stream = hub.stream("large");
        stream.open(ROOM);
        try (BundlePublisher publisher = stream.publisher(0, Memory.enough(), () -> {})) {
            assertThatThrownBy(() -> publisher.publish(new byte[32 << 20]))
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                    .hasMessageContaining("32 MB");
        }
    }

    @Test
    void bundlesOfManyMegabytesPass() throws Exception {
        HubStream stream = hub.stream("big");
        stream.open(ROOM);
        try (BundlePublisher publisher = stream.publisher(0, Memory.enough(), () -> {});
                BundleSubscription subscription = stream.subscribe(1, Memory.enough())) {
            for (int i = 0; i < 4; i++) {
                publisher.publish(new byte[20 << 20]);
            }
            publisher.flush();
            for (int i = 0; i < 4; i++) {
                HubStream.Message message = subscription.next(PATIENCE);
                assertThat(message).isNotNull();
                assertThat(message.bundle()).hasSize(20 << 20);
            }
        }
    }

    @Test
    void aHubStreamLargerThanTheStorageIsRefusedWithAdvice() {
        assertThatThrownBy(() -> hub.stream("huge").open(1L << 50))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONFIGURATION))
                .hasMessageContaining("DBSTREAM_HUB_MAX_BYTES");
    }

    /** What a watch has told so far. */
    private static final class Watched implements AutoCloseable {
        final Map<String, Checkpoint> values = new ConcurrentHashMap<>();
        final AtomicInteger losses = new AtomicInteger();
        private final AutoCloseable watch;

        Watched(NatsHub hub) {
            watch = hub.checkpoints()
                    .watch(
                            (key, value) -> {
                                if (value == null) {
                                    values.remove(key);
                                } else {
                                    values.put(key, value);
                                }
                            },
                            losses::incrementAndGet);
        }

        @Override
        public void close() {
            try {
                watch.close();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }
    }

    private void wipe() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("jetstream"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private static Checkpoint checkpoint(long sequence) {
        return new Checkpoint("epoch", sequence, new SourcePosition("here", sequence));
    }
}
