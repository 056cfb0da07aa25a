package io.dbstream.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.Row;
import io.dbstream.change.SourcePosition;
import io.dbstream.change.codec.BundleEncoder;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.HubStream;
import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Memory;
import io.dbstream.hub.control.Progress;
import io.dbstream.hub.control.StreamTask;
import io.dbstream.hub.control.StreamWork.Outcome;
import io.dbstream.schema.Column;
import io.dbstream.schema.DataType;
import io.dbstream.schema.TableId;
import io.dbstream.schema.TableSchema;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Phase;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WriterLoopTest {
    private static final String ID = "2Fdj6JALDAm53S7Q4NxzH3sffzM";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final TableSchema TABLE = new TableSchema(
            new TableId("shop", "orders"), List.of(new Column("id", new DataType.Int(64, false), false)), List.of(0));

    private final InMemoryHub hub = new InMemoryHub();
    private final FakeTarget target = new FakeTarget();
    private Task task = new Task(0);
    /** How many rows the log has; its transactions are of any size. */
    private long published;

    @AfterEach
    void close() {
        task.stopping = true;
        hub.close();
    }

    @Test
    void targetStaysUntouchedUntilTheReaderHasMadeTheHubStream() {
        Running running = run();

        await().during(Duration.ofMillis(200)).atMost(PATIENCE).until(() -> !target.wasOpened() && !running.isDone());
        hub.stream(ID).open(1 << 30);

        await().atMost(PATIENCE).until(target::wasOpened);
    }

    @Test
    void writerOfANewTargetSaysThatNothingIsCommitted() {
        hub.stream(ID).open(1 << 30);
        run();

        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(hub.checkpoints().get(ID).orElseThrow().value())
                                .isEqualTo(Checkpoint.NONE));
        assertThat(task.progress().isReady()).isFalse();
    }

    @Test
    void targetIsReadyOnceItHasCommittedWhereTheStreamBegins() {
        run();
        begin();

        await().atMost(PATIENCE).until(() -> task.progress().isReady());
        assertThat(target.checkpoint()).isNotNull();
        assertThat(target.rows()).isEmpty();
    }

    @Test
    void transactionsArriveAndTheHubForgetsThem() {
        begin();
        run();
        for (int i = 0; i < 20; i++) {
            publish(3);
        }

        awaitRows(60);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state().firstSequence()).isEqualTo(state().lastSequence()));
        assertThat(hub.checkpoints().get(ID).orElseThrow().value()).isEqualTo(target.checkpoint());
        assertThat(task.progress().counter()).isEqualTo(60);
    }

    @Test
    void hubForgetsWhatAPredecessorCommittedAlthoughNothingNewComes() throws Exception {
        begin();
        Running predecessor = run();
        publish(3);
        publish(3);
        awaitRows(6);
        stop(predecessor);
        assertThat(state().firstSequence()).isLessThan(state().lastSequence());

        run();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(state().firstSequence()).isEqualTo(state().lastSequence()));
    }

    @Test
    void writerGoesOnBehindTheCheckpointAfterATargetFailure() {
        begin();
        run();
        publish(5);
        awaitRows(5);
        target.failCommits(3);
        publish(5);

        awaitRows(10);
    }

    @Test
    void hubMadeAnewIsReadFromItsBeginningByTheNumbersOfTheEvents() {
        begin();
        run();
        publish(5);
        awaitRows(5);
        hub.stream(ID).delete();
        begin(2);
        publishRows(2, 9);

        awaitRows(9);
    }

    @Test
    void sequencesUsedAgainAfterTheHubLostItsEndDoNotHideAnything() throws Exception {
        begin();
        var first = run();
        publish(1);
        publish(1);
        publish(1);
        awaitRows(3);
        stop(first);
        hub.stream(ID).dropLast(2);
        // The reader has read on from the first row, and bundles otherwise.
        publishRows(1, 6);
        publishRows(6, 7);
        publishRows(7, 8);
        run();

        awaitRows(8);
    }

    @Test
    void writerNoticesThatTheHubLostItsEndWhileItWaitsForMore() {
        begin();
        run();
        publish(1);
        publish(1);
        publish(1);
        awaitRows(3);
        hub.stream(ID).dropLast(4);
        publishRows(1, 6);

        awaitRows(6);
    }

    @Test
    void hubThatLacksWhatTheTargetNeedsIsDropped() throws Exception {
        begin();
        var first = run();
        publish(3);
        awaitRows(3);
        Checkpoint early = Objects.requireNonNull(target.checkpoint());
        publish(3);
        publish(3);
        awaitRows(9);
        await().atMost(PATIENCE).until(() -> state().firstSequence() == state().lastSequence());
        stop(first);
        target.restore(List.of(0L, 1L, 2L), early);
        run();

        await().atMost(PATIENCE).until(() -> hub.stream(ID).state().isEmpty());
        begin(3);
        publishRows(3, 10);
        awaitRows(10);
    }

    @Test
    void writerSaysAgainWhatTheTargetHasWhenTheHubSaysOtherwise() {
        begin();
        run();
        publish(3);
        awaitRows(3);
        Checkpoint early = Objects.requireNonNull(target.checkpoint());
        publish(3);
        awaitRows(6);
        await().atMost(PATIENCE).until(() -> told().equals(Optional.ofNullable(target.checkpoint())));

        hub.checkpoints().put(ID, early);

        await().atMost(PATIENCE).until(() -> told().equals(Optional.ofNullable(target.checkpoint())));
        hub.checkpoints().delete(ID);

        await().atMost(PATIENCE).until(() -> told().equals(Optional.ofNullable(target.checkpoint())));
    }

    private Optional<Checkpoint> told() {
        return hub.checkpoints().get(ID).map(Directory.Entry::value);
    }

    @Test
    void emptyTargetIsNoNewBeginningEvenWhenTheHubWasLostAsWell() {
        begin();
        hub.checkpoints().delete(ID);

        assertThatThrownBy(() -> run(3).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(StreamException.class)
                .hasMessageContaining("although it had one");
    }

    @Test
    void targetThatLostItsCheckpointIsAnErrorAndNotANewBeginning() throws Exception {
        begin();
        var first = run();
        publish(3);
        awaitRows(3);
        stop(first);
        target.restore(List.of(), null);

        assertThatThrownBy(() -> run().get())
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.POSITION_LOST));
    }

    @Test
    void staleWriterThatCommittedNothingDoesNotTakeBackWhatAnotherSaid() throws Exception {
        hub.stream(ID).open(1 << 30);
        var stale = run();
        await().atMost(PATIENCE).until(() -> hub.checkpoints().get(ID).isPresent());
        Checkpoint another = new Checkpoint("e", 1, position(0));
        hub.checkpoints().put(ID, another);
        stop(stale);

        assertThat(hub.checkpoints().get(ID).orElseThrow().value()).isEqualTo(another);
    }

    @Test
    void writerFinishesWhenTheSourceHasAndEverythingIsCommitted() throws Exception {
        begin();
        var running = run();
        publish(3);
        task.source = new SideStatus(Phase.FINISHED, 7, Instant.EPOCH, Duration.ZERO, null, null, Instant.EPOCH);
        awaitRows(3);
        assertThat(running.isDone()).isFalse();
        publish(4);

        assertThat(running.get()).isEqualTo(Outcome.FINISHED);
        assertThat(target.rows()).hasSize(7);
    }

    @Test
    void streamThatIsDeletedTakesItsCheckpointWithItAndOneThatHasFinishedDoesNot() throws Exception {
        begin();
        Running running = run();
        publish(2);
        awaitRows(2);
        stop(running);

        loop().release(task.stream());
        assertThat(target.checkpoint()).isNotNull();

        loop().release(task.stream().with(Wanted.STOP));
        assertThat(target.checkpoint()).isNull();
        assertThat(hub.checkpoints().list()).isEmpty();
    }

    @Test
    void targetThatWasNeverOpenedIsNotAskedToForgetTheStream() {
        WriterLoop unreachable = new WriterLoop(
                hub,
                Memory.budget(),
                stream -> {
                    throw new StreamException(ErrorKind.TARGET_UNAVAILABLE, "no such host");
                },
                id -> new WriterStatistics(),
                Clock.systemUTC());

        assertThatCode(() -> unreachable.release(task.stream().with(Wanted.STOP)))
                .doesNotThrowAnyException();
    }

    /** Whatever dies and however often, every row is at the target once, in order. */
    @Test
    void everyRowArrivesOnceWhateverFails() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        begin();
        Running running = run();
        for (int i = 0; i < 80; i++) {
            publish(1 + random.nextInt(40));
            switch (random.nextInt(5)) {
                case 0 -> target.failCommits(1 + random.nextInt(2));
                case 1 -> {
                    stop(running);
                    running = run();
                }
                case 2 -> run();
                case 3 -> {
                    hub.stream(ID).delete();
                    long from = random.nextLong(target.rows().size() + 1L);
                    begin(from);
                    publishRows(from, published);
                }
                default -> {}
            }
        }

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(target.rows())
                        .as("seed %d", seed)
                        .containsExactlyElementsOf(
                                LongStream.range(0, published).boxed().toList()));
    }

    private void begin() {
        begin(0);
    }

    /** A hub stream whose reader begins behind so many rows. */
    private void begin(long events) {
        hub.stream(ID).open(1 << 30);
        BundleEncoder bundle = new BundleEncoder(events, position(events), 1024);
        bundle.add(new Commit(position(events), Instant.EPOCH));
        send(bundle);
    }

    private void publish(int rows) {
        publishRows(published, published + rows);
    }

    /** One transaction of these rows, cut into two bundles, with a discarded beginning now and then. */
    private void publishRows(long first, long end) {
        long middle = (first + end) / 2;
        if (middle > first) {
            BundleEncoder begun = new BundleEncoder(first, position(first), 1024);
            LongStream.range(first, middle).forEach(row -> begun.add(insert(row)));
            send(begun);
        }
        if (end % 3 == 0) {
            middle = first;
        }
        BundleEncoder rest = new BundleEncoder(middle, position(first), 1024);
        if (end % 3 == 0) {
            rest.add(new Discard());
        }
        LongStream.range(middle, end).forEach(row -> rest.add(insert(row)));
        rest.add(new Commit(position(end), Instant.EPOCH));
        send(rest);
        published = Math.max(published, end);
    }

    private void send(BundleEncoder bundle) {
        HubStream messages = hub.stream(ID);
        try (var publisher = messages.publisher(state().lastSequence(), Memory.enough(), () -> {})) {
            publisher.publish(bundle.finish());
            publisher.flush();
        }
    }

    private HubStream.State state() {
        return hub.stream(ID).state().orElseThrow();
    }

    private static Insert insert(long row) {
        return new Insert(TABLE, Row.of(row));
    }

    private static SourcePosition position(long events) {
        return new SourcePosition("log:" + events, events);
    }

    private void awaitRows(long end) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(target.rows())
                        .containsExactlyElementsOf(
                                LongStream.range(0, end).boxed().toList()));
    }

    private void stop(Running running) throws Exception {
        running.task().stopping = true;
        running.get();
    }

    private WriterLoop loop() {
        return new WriterLoop(
                hub, Memory.budget(), stream -> target.session(), id -> new WriterStatistics(), Clock.systemUTC());
    }

    private Running run() {
        return run(0);
    }

    /** A loop that is told that the target had so many events already. */
    private Running run(long counter) {
        Task mine = new Task(counter);
        task = mine;
        WriterLoop loop = loop();
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            while (!outcome.isDone()) {
                try {
                    outcome.complete(loop.run(mine));
                } catch (StreamException e) {
                    if (e.kind() == ErrorKind.FENCED) {
                        outcome.complete(Outcome.STOPPED);
                    } else if (!e.kind().retryable()) {
                        outcome.completeExceptionally(e);
                    }
                }
            }
        });
        return new Running(mine, outcome);
    }

    /** A loop on its thread, begun again after each error that may pass. */
    private record Running(Task task, CompletableFuture<Outcome> outcome) {
        Outcome get() throws Exception {
            return outcome.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }

        boolean isDone() {
            return outcome.isDone();
        }
    }

    private static final class Task implements StreamTask {
        private final Progress progress;
        private volatile boolean stopping;
        private volatile @Nullable SideStatus source;

        Task(long counter) {
            this.progress = new Progress(Clock.systemUTC(), counter, null);
        }

        @Override
        public StreamRecord stream() {
            return new StreamRecord(
                    ID,
                    new StreamConfig(
                            new StreamConfig.Source(DatabaseType.MYSQL, "", Map.of(), List.of(), false),
                            new StreamConfig.Target(DatabaseType.POSTGRESQL, "", Map.of()),
                            new StreamConfig.Limits(1_000_000, Duration.ZERO)),
                    Wanted.RUN,
                    Instant.EPOCH);
        }

        @Override
        public boolean stopping() {
            return stopping;
        }

        @Override
        public void onStop(Runnable wake) {}

        @Override
        public Progress progress() {
            return progress;
        }

        @Override
        public Optional<SideStatus> otherSide() {
            return Optional.ofNullable(source);
        }
    }
}
