package io.dbstream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.api.FakeWorker.Answer;
import io.dbstream.api.RequestException.Reason;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamServiceTest {
    private static final StreamConfig CONFIG = new StreamConfig(
            new StreamConfig.Source(DatabaseType.MYSQL, "u:p@tcp(h)/d", Map.of(), List.of(), false),
            new StreamConfig.Target(DatabaseType.POSTGRESQL, "postgres://u:p@h/d", Map.of()),
            StreamConfig.Limits.NONE);

    /** Since when no worker of a side runs. */
    private final Map<Side, Instant> missing = new ConcurrentHashMap<>();

    private final InMemoryHub hub = new InMemoryHub();
    private final FakeWorker reader = new FakeWorker(hub, Side.SOURCE);
    private final FakeWorker writer = new FakeWorker(hub, Side.TARGET);
    private final StreamService service =
            service(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(10));

    @AfterEach
    void close() throws Exception {
        reader.leave();
        writer.leave();
        hub.close();
    }

    @Test
    void aStreamIsCreatedWhenBothSidesAreReady() {
        StreamRecord stream = service.create(CONFIG);

        assertThat(stream.id()).matches("[0-9A-Za-z]{27}");
        assertThat(stream.wanted()).isEqualTo(Wanted.RUN);
        assertThat(service.current()).isEqualTo(stream.id());
        assertThat(phases(service.status(stream.id()))).containsExactly(Phase.READY, Phase.READY);
    }

    @Test
    void aSideWhoseServiceIsNotRunningSaysSoUnlessItIsNotToWork() {
        StreamRecord stream = service.create(CONFIG);
        Instant since = Instant.parse("2026-01-01T00:00:00Z");
        missing.put(Side.SOURCE, since);

        StreamStatus status = service.status(stream.id());
        assertThat(status.shown(Side.SOURCE).message()).isEqualTo("no source-reader is running");
        assertThat(status.shown(Side.SOURCE).since()).isEqualTo(since);
        assertThat(status.shown(Side.TARGET).message()).isNull();

        missing.clear();
        service.pause(stream.id());
        missing.put(Side.SOURCE, since);
        assertThat(service.all().getFirst().shown(Side.SOURCE).message()).isNull();
    }

    @Test
    void theStreamCreatedLastIsTheCurrentOne() {
        StreamRecord first = service.create(CONFIG);
        StreamRecord second = service.create(CONFIG);

        assertThat(service.current()).isEqualTo(second.id());
        assertThat(service.all()).extracting(status -> status.stream().id()).containsExactly(second.id(), first.id());
    }

    @Test
    void aSideThatFailsTakesTheStreamBackAndSaysWhy() {
        reader.answer(new Answer(Phase.FAILED, ErrorKind.PREREQUISITE, "binary logging is off"));

        assertThatThrownBy(() -> service.create(CONFIG))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.PREREQUISITE))
                .hasMessage("source: binary logging is off");
        assertNothingIsLeft();
    }

    @Test
    void aDatabaseThatIsAwayIsToldAtOnceAlthoughItsWorkerTriesOn() {
        writer.answer(new Answer(Phase.STARTING, ErrorKind.TARGET_UNAVAILABLE, "h:5432 refuses connections"));

        assertThatThrownBy(() -> service.create(CONFIG))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.TARGET_UNAVAILABLE))
                .hasMessage("target: h:5432 refuses connections");
        assertNothingIsLeft();
    }

    @Test
    void withoutAWorkerAStreamIsNotMade() {
        writer.deaf();

        assertThatThrownBy(() -> service(Duration.ofMillis(100), Duration.ofSeconds(20), Duration.ofSeconds(10))
                        .create(CONFIG))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("No target-writer is running");
        assertNothingIsLeft();
    }

    @Test
    void aStreamThatDoesNotGetReadyInTimeIsNotMade() {
        reader.answer(new Answer(Phase.STARTING, null, null));

        assertThatThrownBy(() -> service(Duration.ofSeconds(10), Duration.ofMillis(100), Duration.ofSeconds(10))
                        .create(CONFIG))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNAVAILABLE))
                .hasMessageContaining("The source did not get ready");
        assertNothingIsLeft();
    }

    @Test
    void aHubThatGoesAwayForAMomentDoesNotFailTheCreation() {
        reader.answer(new Answer(Phase.STARTING, null, null));
        CompletableFuture<StreamRecord> creation = CompletableFuture.supplyAsync(() -> service.create(CONFIG));
        await().until(() -> hub.statuses().list().size() == 2);
        hub.disconnect();

        hub.reconnect();
        reader.say(
                hub.streams().list().getFirst().key(),
                new SideStatus(Phase.READY, 0, null, Duration.ZERO, null, null, Instant.now()));

        assertThat(creation.join().id()).isEqualTo(service.current());
    }

    @Test
    void withoutAHubNothingIsPromised() {
        hub.disconnect();

        assertThatThrownBy(() -> service.create(CONFIG))
                .isInstanceOfSatisfying(
                        StreamException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.HUB_UNAVAILABLE));
    }

    @Test
    void aStoppedStreamIsForgottenByTheHubAndKeepsItsCounters() {
        StreamRecord stream = service.create(CONFIG);
        hub.stream(stream.id()).open(1 << 20);
        writer.count(stream.id(), 7, Instant.now(), Duration.ofSeconds(3));

        StreamStatus status = service.stop(stream.id());

        assertThat(phases(status)).containsExactly(Phase.STOPPED, Phase.STOPPED);
        assertThat(service.status(stream.id()).shown(Side.TARGET).counter()).isEqualTo(7);
        assertThat(hub.stream(stream.id()).state()).isEmpty();
        assertThat(service.stop(stream.id())).isEqualTo(service.status(stream.id()));
    }

    @Test
    void aStreamThatHasEndedIsForgottenWhenItIsDeletedOnceMore() {
        StreamRecord stream = service.create(CONFIG);
        hub.checkpoints().put(stream.id(), Checkpoint.NONE);
        assertThat(phases(service.stopOrForget(stream.id()))).containsExactly(Phase.STOPPED, Phase.STOPPED);
        assertThat(service.all()).hasSize(1);

        service.stopOrForget(stream.id());

        assertNothingIsLeft();
        assertThat(hub.checkpoints().list()).isEmpty();
        assertThatThrownBy(() -> service.stopOrForget(stream.id())).hasMessageContaining("There is no stream");
    }

    @Test
    void aFinishedStreamIsForgottenOnceItsWorkersHaveTakenAwayWhatWasMadeForIt() {
        StreamService impatient = service(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(100));
        StreamRecord stream = impatient.create(CONFIG);
        SideStatus end = new SideStatus(Phase.FINISHED, 5, Instant.now(), Duration.ZERO, null, null, Instant.now());
        reader.say(stream.id(), end);
        writer.say(stream.id(), end);
        reader.deaf();

        impatient.stopOrForget(stream.id());
        assertThat(impatient.all()).isEmpty();
        assertThat(hub.streams().list()).hasSize(1);

        reader.say(
                stream.id(), new SideStatus(Phase.STOPPED, 5, Instant.now(), Duration.ZERO, null, null, Instant.now()));
        new Housekeeping(hub, Clock.systemUTC()).round();
        assertNothingIsLeft();
    }

    @Test
    void whatIsLeftOfStreamsThatAreNoMoreIsSweptAway() {
        String id = "2Fdj6JALDAm53S7Q4NxzH3sffzM";
        hub.stream(id).open(1 << 20);
        hub.checkpoints().put(id, Checkpoint.NONE);
        StreamRecord stream = service.create(CONFIG);
        hub.stream(stream.id()).open(1 << 20);
        hub.checkpoints().put(stream.id(), Checkpoint.NONE);

        Housekeeping housekeeping = new Housekeeping(hub, Clock.systemUTC());
        housekeeping.round();
        assertThat(hub.streamIds()).contains(id);
        housekeeping.round();

        assertThat(hub.streamIds()).containsExactly(stream.id());
        assertThat(hub.checkpoints().list()).extracting(Directory.Entry::key).containsExactly(stream.id());
    }

    @Test
    void aStopThatNoWorkerHearsIsWantedAllTheSame() {
        StreamService impatient = service(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofMillis(100));
        StreamRecord stream = impatient.create(CONFIG);
        reader.deaf();

        StreamStatus status = impatient.stop(stream.id());

        assertThat(phases(status)).containsExactly(Phase.READY, Phase.STOPPED);
        assertThat(status.stream().wanted()).isEqualTo(Wanted.STOP);
    }

    @Test
    void aPausedStreamGoesOnWhenItIsResumed() {
        StreamRecord stream = service.create(CONFIG);
        writer.count(stream.id(), 7, Instant.now(), Duration.ofSeconds(3));

        assertThat(phases(service.pause(stream.id()))).containsExactly(Phase.PAUSED, Phase.PAUSED);
        assertThat(phases(service.resume(stream.id()))).containsExactly(Phase.READY, Phase.RUNNING);
    }

    @Test
    void aFailedStreamCanBeResumed() {
        StreamRecord stream = service.create(CONFIG);
        writer.say(
                stream.id(),
                new SideStatus(
                        Phase.FAILED,
                        7,
                        Instant.now(),
                        Duration.ofSeconds(1),
                        "no",
                        ErrorKind.REJECTED,
                        Instant.now().minusSeconds(1)));

        assertThat(phases(service.resume(stream.id()))).containsExactly(Phase.READY, Phase.RUNNING);
    }

    @Test
    void aStreamWhoseCauseOfFailureIsNotMendedFailsAgain() {
        StreamRecord stream = service.create(CONFIG);
        Answer failure = new Answer(Phase.FAILED, ErrorKind.REJECTED, "no");
        writer.answer(failure);
        service.pause(stream.id());
        assertThat(phases(service.resume(stream.id()))).containsExactly(Phase.READY, Phase.FAILED);

        assertThat(phases(service.resume(stream.id()))).containsExactly(Phase.READY, Phase.FAILED);
    }

    @Test
    void aStoppedStreamCannotBeResumed() {
        StreamRecord stream = service.create(CONFIG);
        service.stop(stream.id());

        assertThatThrownBy(() -> service.resume(stream.id()))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.CONFLICT));
        assertThatThrownBy(() -> service.pause(stream.id())).hasMessageContaining("has ended");
    }

    @Test
    void unknownStreamsAreNotFound() {
        for (String id : List.of("nonsense", "2Fdj6JALDAm53S7Q4NxzH3sffzM", "a.b", "*", "")) {
            assertThatThrownBy(() -> service.status(id))
                    .isInstanceOfSatisfying(
                            RequestException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NOT_FOUND));
        }
        assertThatThrownBy(service::current).hasMessage("No stream has been created yet");
    }

    @Test
    void housekeepingForgetsWhatHasEndedAndWhatNeverWas() {
        Housekeeping housekeeping = new Housekeeping(hub, Clock.systemUTC());
        StreamRecord running = service.create(CONFIG);
        StreamRecord finished = service.create(CONFIG);
        hub.stream(running.id()).open(1 << 20);
        hub.stream(finished.id()).open(1 << 20);
        SideStatus end = new SideStatus(Phase.FINISHED, 5, Instant.now(), Duration.ZERO, null, null, Instant.now());
        reader.say(finished.id(), end);
        writer.say(finished.id(), end);
        writer.say("2Fdj6JALDAm53S7Q4NxzH3sffzM", end);

        housekeeping.round();
        List<StreamObservation> observations = housekeeping.round();

        assertThat(observations)
                .extracting(observation -> observation.held().isPresent())
                .containsExactly(false, true);
        assertThat(hub.stream(finished.id()).state()).isEmpty();
        assertThat(hub.statuses().get(Keys.status("2Fdj6JALDAm53S7Q4NxzH3sffzM", Side.TARGET)))
                .isEmpty();
        assertThat(hub.statuses().list()).hasSize(4);
    }

    private void assertNothingIsLeft() {
        assertThat(hub.streams().list()).isEmpty();
        assertThat(hub.statuses().list()).isEmpty();
        assertThatThrownBy(service::current).hasMessage("No stream has been created yet");
    }

    private static List<Phase> phases(StreamStatus status) {
        return List.of(
                status.shown(Side.SOURCE).phase(), status.shown(Side.TARGET).phase());
    }

    private StreamService service(Duration pickUp, Duration ready, Duration obey) {
        return new StreamService(
                hub,
                new Patience(pickUp, ready, obey, Duration.ofMillis(5)),
                Clock.systemUTC(),
                side -> Optional.ofNullable(missing.get(side)));
    }
}
