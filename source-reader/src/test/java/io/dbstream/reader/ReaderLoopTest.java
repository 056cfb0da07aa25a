package io.dbstream.reader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.Bundle;
import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.SourcePosition;
import io.dbstream.change.codec.BundleDecoder;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.HubStream;
import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Memory;
import io.dbstream.hub.control.Progress;
import io.dbstream.hub.control.StreamTask;
import io.dbstream.hub.control.StreamWork.Outcome;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamConfig.Limits;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReaderLoopTest {
    private static final String ID = "2Fdj6JALDAm53S7Q4NxzH3sffzM";
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final FakeLog log = new FakeLog();
    private final InMemoryHub hub = new InMemoryHub();
    private Limits limits = Limits.NONE;
    private Task task = new Task();

    @AfterEach
    void close() {
        task.stop();
        hub.close();
    }

    @Test
    void newStreamBeginsAtTheEndOfTheLogAndSaysSoInTheHub() throws Exception {
        log.commit(5);
        nothingCommitted();
        var running = run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());

        Bundle first = messages().getFirst();

        assertThat(first.events()).hasSize(1);
        assertThat(first.resume()).isEqualTo(new SourcePosition("1", 0));
        task.stop();
        assertThat(running.get()).isEqualTo(Outcome.STOPPED);
    }

    @Test
    void streamWithoutAnythingInTheHubWaitsForTheTargetsWord() {
        var running = run();
        await().during(Duration.ofMillis(200))
                .atMost(PATIENCE)
                .until(() -> !task.progress().isReady() && !running.isDone());

        log.commit(3);
        log.commit(4);
        hub.checkpoints().put(ID, new Checkpoint("an older epoch", 99, new SourcePosition("1", 3)));

        awaitRows(3, 7);
        assertThat(messages().getFirst().firstEvent()).isEqualTo(3);
    }

    @Test
    void committedTransactionGoesOutAtOnceWhenNothingIsInFlight() {
        nothingCommitted();
        run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());

        log.commit(2);

        awaitRows(0, 2);
    }

    @Test
    void commitsGatherWhilePublishesAreInFlight() {
        nothingCommitted();
        run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        hub.stream(ID).holdAcknowledgements();
        log.commit(1);
        await().atMost(PATIENCE).until(() -> messages().size() == 2);
        for (int i = 0; i < 100; i++) {
            log.commit(1);
        }
        await().atMost(PATIENCE).until(() -> task.progress().counter() == 101);

        assertThat(messages()).hasSize(2);
        hub.stream(ID).releaseAcknowledgements();

        awaitRows(0, 101);
        assertThat(messages()).hasSize(3);
    }

    @Test
    void largeTransactionSpansManyMessages() {
        nothingCommitted();
        run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        log.commit(100_000);

        awaitRows(0, 100_000);
        assertThat(messages()).hasSizeGreaterThan(5);
        assertThat(messages().get(2).unfinished()).isTrue();
        assertThat(messages().get(2).resume()).isEqualTo(new SourcePosition("0", 0));
    }

    @Test
    void successorDiscardsTheUnfinishedTailOfADeadReader() {
        nothingCommitted();
        HubStream messages = hub.stream(ID);
        messages.open(1 << 20);
        try (Bundler dead = new Bundler(
                new StartingPoint("e", new SourcePosition("0", 0), 0, StartingPoint.Tail.EMPTY),
                messages,
                Memory.enough(),
                new Limit(limits, task.progress()),
                new ReaderStatistics(),
                Clock.systemUTC())) {
            dead.begin(() -> {});
            dead.change(new Insert(FakeLog.TABLE, io.dbstream.change.Row.of(0L)));
            dead.end();
        }
        log.commit(3);
        run();

        awaitRows(0, 3);
        List<ChangeEvent> third = messages().get(2).events();
        assertThat(third.getFirst()).isEqualTo(new Discard());
    }

    @Test
    void eventLimitStopsInsideATransaction() throws Exception {
        nothingCommitted();
        limits = new Limits(5, Duration.ZERO);
        var running = run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        log.commit(3);
        log.commit(3);
        targetHas(5);

        assertThat(running.get()).isEqualTo(Outcome.FINISHED);
        assertThat(rows()).containsExactly(0L, 1L, 2L, 3L, 4L);
        assertThat(messages().getLast().resume().events()).isEqualTo(5);
        assertThat(run().get()).isEqualTo(Outcome.FINISHED);
        assertThat(rows()).hasSize(5);
    }

    @Test
    void successorCountsWhatItsPredecessorPublishedAndDidNotLiveToSay() throws Exception {
        nothingCommitted();
        var running = run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        log.commit(3);
        awaitRows(0, 3);
        task.stop();
        running.get();

        run();

        await().atMost(PATIENCE).until(() -> task.progress().counter() == 3);
        assertThat(task.progress().started()).isNotNull();
    }

    @Test
    void timeLimitStopsAtACommit() throws Exception {
        nothingCommitted();
        limits = new Limits(0, Duration.ofMillis(1));
        var running = run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        log.commit(3);
        targetHas(3);

        assertThat(running.get()).isEqualTo(Outcome.FINISHED);
        assertThat(rows()).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatTheHubLosesOfAFinishedStreamIsReadAgain() throws Exception {
        nothingCommitted();
        limits = new Limits(0, Duration.ofMillis(1));
        var running = run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        log.commit(1);
        await().atMost(PATIENCE).until(() -> task.progress().isFinished());
        log.commit(1);
        targetHas(0);

        hub.stream(ID).delete();

        awaitRows(0, 1);
        assertThat(running.isDone()).isFalse();
        targetHas(1);
        assertThat(running.get()).isEqualTo(Outcome.FINISHED);
        assertThat(task.progress().counter()).isEqualTo(1);
        assertThat(rows()).containsExactly(0L);
    }

    private void targetHas(long events) {
        hub.checkpoints().put(ID, new Checkpoint("e", 1, new SourcePosition(Long.toString(events), events)));
    }

    @Test
    void sourceIsToldWhatTheTargetHasCommitted() {
        nothingCommitted();
        run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        log.commit(1);
        awaitRows(0, 1);

        hub.checkpoints().put(ID, new Checkpoint("e", 2, new SourcePosition("1", 1)));

        await().atMost(PATIENCE).until(() -> log.confirmed().equals("1"));
    }

    @Test
    void sourceIsReleasedWhenTheStreamIsOver() {
        loop().release(task.stream());

        assertThat(log.isReleased()).isTrue();
    }

    @Test
    void readerNoticesThatItsHubStreamIsGoneAlsoWhenNothingHappens() {
        nothingCommitted();
        run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        log.commit(2);
        awaitRows(0, 2);
        hub.checkpoints().put(ID, new Checkpoint("an older epoch", 1, new SourcePosition("1", 2)));
        hub.stream(ID).delete();

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(messages()).hasSize(1));
        assertThat(messages().getFirst().resume()).isEqualTo(new SourcePosition("1", 2));
    }

    @Test
    void readerGoesOnBehindTheTargetWhenTheHubHasLostWhatTheSourceHasForgotten() throws Exception {
        commitThrice();
        task.stop();
        hub.stream(ID).dropLast(2);
        targetHas("epoch unknown", 9, "3", 9);
        log.forget(3);
        run();
        log.commit(1);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).containsExactly(0L, 1L, 2L, 9L));
    }

    @Test
    void readerWaitsForTheWritersWordBeforeItCallsAPositionLost() throws Exception {
        commitThrice();
        task.stop();
        hub.stream(ID).dropLast(2);
        targetHas("epoch unknown", 2, "1", 3);
        log.forget(3);
        Running running = run();
        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> !running.isDone());

        targetHas("epoch unknown", 9, "3", 9);
        log.commit(1);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(rows()).containsExactly(0L, 1L, 2L, 9L));
    }

    @Test
    void readerWithNothingToPublishNoticesThatTheHubHasLostItsEnd() {
        commitThrice();
        String epoch = hub.stream(ID).state().orElseThrow().epoch();
        targetHas(epoch, 4, "3", 9);
        hub.stream(ID).dropLast(2);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(messages().getLast().resume()).isEqualTo(new SourcePosition("3", 9)));
    }

    /** The hub then holds the beginning and three transactions of three rows. */
    private void commitThrice() {
        nothingCommitted();
        run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        for (int rows = 3; rows <= 9; rows += 3) {
            log.commit(3);
            awaitRows(0, rows);
        }
    }

    private void targetHas(String epoch, long sequence, String coordinate, long events) {
        hub.checkpoints().put(ID, new Checkpoint(epoch, sequence, new SourcePosition(coordinate, events)));
    }

    /** Publishes fail, the hub loses its end, and readers come anew: whoever reads the hub by the numbers gets every row once, in order. */
    @Test
    void everyRowIsInTheHubWhateverFails() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        nothingCommitted();
        var running = run();
        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        // A stream is ready for its user when the target has committed where it begins.
        hub.checkpoints().put(ID, new Checkpoint("e", 1, new SourcePosition("0", 0)));
        for (int i = 0; i < 60; i++) {
            log.commit(random.nextInt(2000));
            switch (random.nextInt(4)) {
                case 0 -> hub.stream(ID).failNextPublish(ErrorKind.HUB_UNAVAILABLE);
                case 1 -> hub.stream(ID).dropLast(random.nextInt(2));
                default -> task.stop();
            }
            log.commit(1 + random.nextInt(5));
            if (random.nextBoolean()) {
                task.stop();
            }
            if (running.isDone()) {
                running = run();
            }
        }
        var last = running;
        task.stop();
        await().atMost(PATIENCE).until(last::isDone);
        run();
        log.commit(1);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows())
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(
                                LongStream.range(0, log.rows()).boxed().toList()));
    }

    private void nothingCommitted() {
        hub.checkpoints().put(ID, Checkpoint.NONE);
    }

    private ReaderLoop loop() {
        return new ReaderLoop(
                hub,
                Memory.budget(),
                1L << 30,
                stream -> log.capture(),
                id -> new ReaderStatistics(),
                Clock.systemUTC());
    }

    private Running run() {
        Task mine = new Task();
        task = mine;
        ReaderLoop loop = loop();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            while (!outcome.isDone()) {
                try {
                    outcome.complete(loop.run(mine));
                } catch (StreamException e) {
                    if (!e.kind().retryable() && e.kind() != ErrorKind.FENCED) {
                        outcome.completeExceptionally(e);
                    }
                }
            }
        });
        return new Running(outcome);
    }

    /** A loop on its thread, begun again after each error that may pass. */
    private record Running(CompletableFuture<Outcome> outcome) {
        Outcome get() throws Exception {
            return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        boolean isDone() {
            return outcome.isDone();
        }
    }

    private void awaitRows(long first, long end) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(rows())
                        .containsExactlyElementsOf(
                                LongStream.range(first, end).boxed().toList()));
    }

    private List<Bundle> messages() {
        List<Bundle> bundles = new ArrayList<>();
        BundleDecoder decoder = new BundleDecoder();
        HubStream messages = hub.stream(ID);
        if (messages.state().isEmpty()) {
            return bundles;
        }
        try (var subscription = messages.subscribe(1, Memory.enough())) {
            HubStream.Message message = subscription.next(Duration.ofMillis(50));
            while (message != null) {
                bundles.add(decoder.decode(message.bundle()));
                message = subscription.next(Duration.ofMillis(50));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return bundles;
    }

    /** The committed rows of the hub, each once. */
    private List<Long> rows() {
        List<Long> settled = new ArrayList<>();
        List<Long> open = new ArrayList<>();
        for (Bundle bundle : messages()) {
            for (ChangeEvent event : bundle.events()) {
                switch (event) {
                    case Insert insert -> open.add((Long) insert.after().get(0));
                    case Commit commit -> {
                        settled.addAll(open);
                        open.clear();
                    }
                    case Discard discard -> open.clear();
                    default -> throw new IllegalStateException("unexpected " + event);
                }
            }
        }
        return settled;
    }

    private final class Task implements StreamTask {
        private final StreamRecord stream = new StreamRecord(
                ID,
                new StreamConfig(
                        new StreamConfig.Source(DatabaseType.MYSQL, "", Map.of(), List.of(), false),
                        new StreamConfig.Target(DatabaseType.POSTGRESQL, "", Map.of()),
                        limits),
                Wanted.RUN,
                Instant.EPOCH);
        private final Progress progress = new Progress(Clock.systemUTC(), 0, null);
        private final List<Runnable> wakes = new ArrayList<>();
        private boolean stopping;

        synchronized void stop() {
            stopping = true;
            wakes.forEach(Runnable::run);
        }

        @Override
        public StreamRecord stream() {
            return stream;
        }

        @Override
        public synchronized boolean stopping() {
            return stopping;
        }

        @Override
        public synchronized void onStop(Runnable wake) {
            wakes.add(wake);
            if (stopping) {
                wake.run();
            }
        }

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Optional<SideStatus> otherSide() {
            return Optional.empty();
        }
    }
}
