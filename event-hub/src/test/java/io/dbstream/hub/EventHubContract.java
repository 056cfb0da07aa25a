package io.dbstream.hub;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every event hub promises: run against the fake and against NATS. */
interface EventHubContract {
    Duration PATIENCE = Duration.ofSeconds(5);
    Duration MOMENT = Duration.ofMillis(50);
    long ROOM = 1 << 20;

    EventHub hub();

    @Test
    default void aHubStreamIsMadeOnceAndKeepsItsEpoch() {
        HubStream stream = hub().stream(freshId());
        assertThat(stream.state()).isEmpty();
        assertThat(stream.last()).isEmpty();

        HubStream.State made = stream.open(ROOM);

        assertThat(made.lastSequence()).isZero();
        assertThat(made.messages()).isZero();
        assertThat(stream.open(ROOM)).isEqualTo(made);
        assertThat(stream.state()).contains(made);
        assertThat(stream.last()).isEmpty();
    }

    @Test
    default void aHubStreamIsListedWhileThereIsOne() {
        String id = freshId();
        assertThat(hub().streamIds()).doesNotContain(id);

        hub().stream(id).open(ROOM);
        assertThat(hub().streamIds()).contains(id);

        hub().stream(id).delete();
        assertThat(hub().streamIds()).doesNotContain(id);
    }

    @Test
    default void aHubStreamMadeAnewHasAnotherEpoch() {
        HubStream stream = hub().stream(freshId());
        String epoch = stream.open(ROOM).epoch();

        stream.delete();
        stream.delete();

        assertThat(stream.state()).isEmpty();
        assertThat(stream.open(ROOM).epoch()).isNotEqualTo(epoch);
    }

    @Test
    default void bundlesAreReadInTheOrderTheyWerePublished() throws Exception {
        HubStream stream = openStream();
        publish(stream, 0, "a", "b", "c");

        assertThat(read(stream, 1, 3)).containsExactly("1 a", "2 b", "3 c");
        assertThat(read(stream, 2, 2)).containsExactly("2 b", "3 c");
        assertThat(stream.last().map(HubStream.Message::sequence)).contains(3L);
        assertThat(stream.last().map(last -> new String(last.bundle(), UTF_8))).contains("c");
    }

    @Test
    default void aSubscriptionWaitsForWhatIsYetToCome() throws Exception {
        HubStream stream = openStream();
        publish(stream, 0, "a");
        try (BundleSubscription subscription = stream.subscribe(2, Memory.enough())) {
            assertThat(subscription.next(Duration.ZERO)).isNull();
            assertThat(subscription.next(MOMENT)).isNull();

            publish(stream, 1, "b");

            HubStream.Message next = subscription.next(PATIENCE);
            assertThat(next).isNotNull();
            assertThat(next.sequence()).isEqualTo(2);
        }
    }

    @Test
    default void aPublisherBehindTheTimesIsFenced() {
        HubStream stream = openStream();
        publish(stream, 0, "a", "b");

        assertThatThrownBy(() -> publish(stream, 1, "late"))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.FENCED));

        assertThat(stream.state().orElseThrow().lastSequence()).isEqualTo(2);
    }

    @Test
    default void aFailedPublisherStaysFailedAndWakesItsOwner() {
        HubStream stream = openStream();
        publish(stream, 0, "a");
        AtomicInteger calls = new AtomicInteger();
        try (BundlePublisher publisher = stream.publisher(0, Memory.enough(), calls::incrementAndGet)) {
            publisher.publish(bytes("late"));

            await().untilAsserted(() -> assertThat(calls).hasPositiveValue());
            assertThatThrownBy(publisher::flush).isInstanceOf(StreamException.class);
            assertThatThrownBy(() -> publisher.publish(bytes("later"))).isInstanceOf(StreamException.class);
            assertThat(publisher.isIdle()).isFalse();
        }
    }

    @Test
    default void thePublisherSaysWhenItFallsIdle() {
        HubStream stream = openStream();
        AtomicInteger calls = new AtomicInteger();
        try (BundlePublisher publisher = stream.publisher(0, Memory.enough(), calls::incrementAndGet)) {
            assertThat(publisher.isIdle()).isTrue();

            publisher.publish(bytes("a"));

            await().untilAsserted(() -> assertThat(calls).hasPositiveValue());
            assertThat(publisher.isIdle()).isTrue();
            assertThat(publisher.inFlight()).isZero();
        }
    }

    @Test
    default void aFullHubIsWaitedFor() throws Exception {
        HubStream stream = fullStream();
        try (BundlePublisher publisher = stream.publisher(2, Memory.enough(), () -> {})) {
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> {
                publisher.publish(bytes("x".repeat(40_000)));
                publisher.publish(bytes("y"));
                publisher.publish(bytes("z"));
                publisher.flush();
            });
            await().until(() -> publisher.heldUp().toMillis() > 300);
            assertThat(published).isNotDone();
            assertThat(stream.state().orElseThrow().lastSequence()).isEqualTo(2);

            stream.forget(1);

            await().untilAsserted(() -> assertThat(published).isCompleted());
            assertThat(publisher.heldUp()).isZero();
        }
        assertThat(read(stream, 4, 2)).containsExactly("4 y", "5 z");
    }

    @Test
    default void whoLeavesOffWaitsForNoRoom() {
        HubStream stream = fullStream();
        try (BundlePublisher publisher = stream.publisher(2, Memory.enough(), () -> {})) {
            CompletableFuture<Void> published = CompletableFuture.runAsync(() -> {
                publisher.publish(bytes("x".repeat(40_000)));
                publisher.flush();
            });
            await().until(() -> publisher.heldUp().toMillis() > 0);
            assertThat(published).isNotDone();

            publisher.leaveOff();

            await().untilAsserted(() -> assertThat(published).isCompletedExceptionally());
            assertThatThrownBy(published::join)
                    .cause()
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.HUB_FULL));
        }
        assertThat(stream.state().orElseThrow().lastSequence()).isEqualTo(2);
    }

    private HubStream fullStream() {
        HubStream stream = hub().stream(freshId());
        stream.open(100_000);
        String large = "x".repeat(40_000);
        publish(stream, 0, large, large);
        return stream;
    }

    @Test
    default void forgettingKeepsTheLastMessage() throws Exception {
        HubStream stream = openStream();
        stream.forget(5);
        publish(stream, 0, "a", "b", "c", "d");

        stream.forget(2);
        assertThat(stream.state().orElseThrow().firstSequence()).isEqualTo(3);

        stream.forget(4);
        stream.forget(1000);
        HubStream.State state = stream.state().orElseThrow();
        assertThat(state.messages()).isEqualTo(1);
        assertThat(state.lastSequence()).isEqualTo(4);
        assertThat(stream.last().map(HubStream.Message::sequence)).contains(4L);

        assertThat(read(stream, 1, 1)).containsExactly("4 d");
    }

    @Test
    default void aSubscriptionSaysThatItsHubStreamIsGone() {
        HubStream stream = openStream();
        assertThatThrownBy(() -> hub().stream(freshId()).subscribe(1, Memory.enough()))
                .isInstanceOf(StreamException.class);
        try (BundleSubscription subscription = stream.subscribe(1, Memory.enough())) {
            stream.delete();
            stream.open(ROOM);

            assertThatThrownBy(() -> subscription.next(Duration.ofSeconds(20)))
                    .isInstanceOfSatisfying(
                            StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.HUB_UNAVAILABLE));
        }
    }

    @Test
    default void aDirectoryKeepsTheLatestValue() {
        Directory<Checkpoint> directory = hub().checkpoints();
        String key = freshId();
        assertThat(directory.get(key)).isEmpty();

        directory.put(key, checkpoint(1));
        directory.put(key, checkpoint(2));

        assertThat(directory.get(key).map(Directory.Entry::value)).contains(checkpoint(2));
        assertThat(directory.list())
                .filteredOn(entry -> entry.key().equals(key))
                .extracting(Directory.Entry::value)
                .containsExactly(checkpoint(2));

        directory.delete(key);
        directory.delete(key);
        assertThat(directory.get(key)).isEmpty();
        assertThat(directory.list()).noneMatch(entry -> entry.key().equals(key));
    }

    @Test
    default void aListHasEveryKeyOnceWhileItsValuesChange() throws Exception {
        Directory<Checkpoint> directory = hub().checkpoints();
        String prefix = freshId();
        List<String> keys =
                IntStream.range(0, 8).mapToObj(number -> prefix + number).toList();
        keys.forEach(key -> directory.put(key, checkpoint(0)));
        AtomicBoolean enough = new AtomicBoolean();
        Thread changing = Thread.startVirtualThread(() -> {
            for (int round = 1; !enough.get(); round++) {
                int events = round;
                keys.forEach(key -> directory.put(key, checkpoint(events)));
            }
        });
        try {
            for (int look = 0; look < 50; look++) {
                assertThat(directory.list())
                        .extracting(Directory.Entry::key)
                        .filteredOn(key -> key.startsWith(prefix))
                        .containsExactlyInAnyOrderElementsOf(keys);
            }
        } finally {
            enough.set(true);
            changing.join();
            keys.forEach(directory::delete);
        }
    }

    @Test
    default void onlyOneCreatesAndOnlyTheLatestRevisionIsReplaced() {
        Directory<Checkpoint> directory = hub().checkpoints();
        String key = freshId();

        assertThat(directory.create(key, checkpoint(1))).isTrue();
        assertThat(directory.create(key, checkpoint(2))).isFalse();

        long revision = directory.get(key).orElseThrow().revision();
        assertThat(directory.replace(key, checkpoint(3), revision)).isTrue();
        assertThat(directory.replace(key, checkpoint(4), revision)).isFalse();
        assertThat(directory.get(key).map(Directory.Entry::value)).contains(checkpoint(3));

        directory.delete(key);
        assertThat(directory.create(key, checkpoint(5))).isTrue();
    }

    @Test
    default void aWatchTellsWhatIsAndWhatComes() throws Exception {
        Directory<Checkpoint> directory = hub().checkpoints();
        String key = freshId();
        directory.put(key, checkpoint(1));
        List<Optional<Checkpoint>> told = new CopyOnWriteArrayList<>();
        AutoCloseable watch = directory.watch(
                (changed, value) -> {
                    if (changed.equals(key)) {
                        told.add(Optional.ofNullable(value));
                    }
                },
                () -> {});
        try {
            await().untilAsserted(() -> assertThat(told).containsExactly(Optional.of(checkpoint(1))));
            directory.put(key, checkpoint(2));
            directory.delete(key);

            await().untilAsserted(() -> assertThat(told)
                    .containsExactly(Optional.of(checkpoint(1)), Optional.of(checkpoint(2)), Optional.empty()));
        } finally {
            watch.close();
        }
    }

    @Test
    default void oneOwnerAtATimeHoldsALease() {
        String key = Keys.lease(freshId(), Side.SOURCE);
        Leases.Lease lease = hub().leases().acquire(key, "one").orElseThrow();

        assertThat(hub().leases().acquire(key, "two")).isEmpty();
        assertThat(hub().leases().acquire(key, "one")).isEmpty();
        assertThat(lease.renew()).isTrue();
        assertThat(lease.renew()).isTrue();

        lease.release();
        assertThat(lease.renew()).isFalse();
        Leases.Lease second = hub().leases().acquire(key, "two").orElseThrow();
        lease.release();
        assertThat(second.renew()).isTrue();
    }

    @Test
    default void aWatchTellsWhoTakesRenewsAndGivesBackALease() throws Exception {
        String before = Keys.lease(freshId(), Side.SOURCE);
        String after = Keys.lease(freshId(), Side.SOURCE);
        Leases.Lease first = hub().leases().acquire(before, "1@a b").orElseThrow();
        List<String> seen = new CopyOnWriteArrayList<>();

        AutoCloseable watch = hub().leases().watch((key, owner) -> seen.add(key + " " + owner));
        try {
            await().untilAsserted(() -> assertThat(seen).contains(before + " 1@a b"));
            Leases.Lease second = hub().leases().acquire(after, "2").orElseThrow();
            await().untilAsserted(() -> assertThat(seen).contains(after + " 2"));
            seen.clear();
            second.renew();
            second.release();
            await().untilAsserted(() -> assertThat(seen).containsSubsequence(after + " 2", after + " null"));
        } finally {
            watch.close();
        }
        first.release();
    }

    private HubStream openStream() {
        HubStream stream = hub().stream(freshId());
        stream.open(ROOM);
        return stream;
    }

    private static void publish(HubStream stream, long after, String... bundles) {
        try (BundlePublisher publisher = stream.publisher(after, Memory.enough(), () -> {})) {
            for (String bundle : bundles) {
                publisher.publish(bytes(bundle));
            }
            publisher.flush();
        }
    }

    private static List<String> read(HubStream stream, long from, int count) throws InterruptedException {
        List<String> read = new ArrayList<>();
        try (BundleSubscription subscription = stream.subscribe(from, Memory.enough())) {
            while (read.size() < count) {
                HubStream.Message message = subscription.next(PATIENCE);
                assertThat(message).as("message %d", read.size() + 1).isNotNull();
                read.add(message.sequence() + " " + new String(message.bundle(), UTF_8));
            }
            assertThat(subscription.next(MOMENT)).isNull();
        }
        return read;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static Checkpoint checkpoint(long sequence) {
        return new Checkpoint("epoch", sequence, new SourcePosition("here", sequence));
    }

    private static String freshId() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
