package io.dbstream.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.dbstream.api.DeadLetterService.Settled;
import io.dbstream.api.RequestException.Reason;
import io.dbstream.error.ErrorKind;
import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.DeadLetter;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;
import io.dbstream.stream.LetterRequest.Action;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeadLetterServiceTest {
    private static final String ID = "2Fdj6JALDAm53S7Q4NxzH3sffzM";
    private static final DeadLetter LETTER =
            new DeadLetter(4711, "shop.orders", ErrorKind.REJECTED, "a unique constraint", 2, Instant.EPOCH);

    private final InMemoryHub hub = new InMemoryHub();
    private final DeadLetterService service = service(Duration.ofSeconds(10));

    @BeforeEach
    void aStreamWithALetter() {
        hub.streams()
                .put(
                        ID,
                        new StreamRecord(
                                ID,
                                new StreamConfig(
                                        new StreamConfig.Source(
                                                DatabaseType.MYSQL, "u:p@tcp(h)/d", Map.of(), List.of(), false),
                                        new StreamConfig.Target(
                                                DatabaseType.POSTGRESQL, "postgres://u:p@h/d", Map.of()),
                                        StreamConfig.Limits.NONE),
                                Wanted.RUN,
                                Instant.EPOCH));
        target(Phase.RUNNING);
        hub.deadLetters().put(ID, new DeadLetters(1, 2, List.of(LETTER), List.of()));
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void whatTheWriterSaysOfARequestIsTheAnswer() throws Exception {
        CompletableFuture<Settled> answer =
                CompletableFuture.supplyAsync(() -> service.settle(ID, Action.RETRY, 4711L));
        LetterRequest request = await().until(
                        () -> hub.letterRequests().get(ID),
                        entry ->
                                entry.isPresent() && !entry.get().value().open().isEmpty())
                .orElseThrow()
                .value()
                .open()
                .getFirst();
        assertThat(request.action()).isEqualTo(Action.RETRY);
        assertThat(request.letter()).isEqualTo(4711);
        LetterOutcome outcome = new LetterOutcome(request.number(), 1, 0, 0);
        hub.deadLetters().put(ID, new DeadLetters(0, 0, List.of(), List.of(outcome)));

        Settled settled = answer.get(10, TimeUnit.SECONDS);
        assertThat(settled.outcome()).contains(outcome);
        assertThat(settled.held().letters()).isZero();
    }

    @Test
    void aRequestThatNobodyActsOnIsWrittenDownAllTheSame() {
        Settled settled = service(Duration.ofMillis(50)).settle(ID, Action.SKIP, null);

        assertThat(settled.outcome()).isEmpty();
        assertThat(hub.letterRequests().get(ID).orElseThrow().value().open()).hasSize(1);
    }

    @Test
    void aStreamThatIsPausedIsNotWaitedFor() {
        target(Phase.PAUSED);

        assertThat(service(Duration.ofHours(1)).settle(ID, Action.SKIP, null).outcome())
                .isEmpty();
    }

    @Test
    void anUnknownLetterIsNotFound() {
        refuses(Reason.NOT_FOUND, 1L);
        assertThat(hub.letterRequests().get(ID)).isEmpty();
    }

    @Test
    void aStreamThatHasEndedIsAConflict() {
        target(Phase.STOPPED);

        refuses(Reason.CONFLICT, 4711L);
    }

    @Test
    void withoutLettersThereIsNothingToDo() {
        hub.deadLetters().put(ID, DeadLetters.NONE);

        assertThat(service.settle(ID, Action.RETRY, null).outcome()).contains(new LetterOutcome(0, 0, 0, 0));
        assertThat(hub.letterRequests().get(ID)).isEmpty();
    }

    private void refuses(Reason reason, long letter) {
        assertThatThrownBy(() -> service.settle(ID, Action.RETRY, letter))
                .isInstanceOfSatisfying(
                        RequestException.class, e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private void target(Phase phase) {
        hub.statuses()
                .put(
                        Keys.status(ID, Side.TARGET),
                        new SideStatus(phase, 0, null, Duration.ZERO, null, null, Instant.EPOCH));
    }

    private DeadLetterService service(Duration obey) {
        Patience patience = new Patience(Duration.ofSeconds(1), Duration.ofSeconds(1), obey, Duration.ofMillis(5));
        return new DeadLetterService(hub, patience, Clock.systemUTC());
    }
}
