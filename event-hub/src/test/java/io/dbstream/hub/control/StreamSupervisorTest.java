package io.dbstream.hub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StreamSupervisorTest {
    private static final String ID = "one";
    private static final String KEY = Keys.status(ID, Side.SOURCE);
    private static final String LEASE = Keys.lease(ID, Side.SOURCE);

    private final InMemoryHub hub = new InMemoryHub();
    private final FakeWork work = new FakeWork();
    private final List<StreamSupervisor> supervisors = new ArrayList<>();

    @BeforeEach
    void start() {
        supervise("first", work);
    }

    @AfterEach
    void close() {
        work.deaf = false;
        hub.reconnect();
        supervisors.forEach(StreamSupervisor::close);
        hub.close();
    }

    private StreamSupervisor supervise(String owner, StreamWork its) {
        StreamSupervisor supervisor =
                new StreamSupervisor(hub, Side.SOURCE, owner, its, Clock.systemUTC(), TestStreams.quick());
        supervisors.add(supervisor);
        supervisor.start();
        return supervisor;
    }

    @Test
    void aStreamGoesFromStartingOverReadyToRunning() {
        want(Wanted.RUN);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STARTING));
        assertThat(hub.leases().holder(LEASE)).isEqualTo("first");
        assertThat(work.thread).isEqualTo("reader-one");

        work.beReady();
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.READY));
        assertThat(status().started()).isNull();

        work.count(3);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.RUNNING));
        work.count(7);
        eventually(() -> assertThat(status().counter()).isEqualTo(7));
        assertThat(status().started()).isNotNull();
    }

    @Test
    void aPausedStreamLeavesOffAndGoesOnWhereItWas() {
        run();
        work.count(5);
        eventually(() -> assertThat(status().counter()).isEqualTo(5));
        Instant started = status().started();

        want(Wanted.PAUSE);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.PAUSED));
        assertThat(work.atWork).hasValue(0);
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());
        Duration elapsed = status().elapsed();
        assertThat(elapsed).isPositive();

        want(Wanted.RUN);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STARTING));
        assertThat(status().counter()).isEqualTo(5);
        assertThat(status().started()).isEqualTo(started);
        assertThat(status().elapsed()).isGreaterThanOrEqualTo(elapsed);
    }

    @Test
    void whatNatsHasLostIsSaidAgainByThoseWhoHaveTheStream() {
        run();
        work.count(5);
        eventually(() -> assertThat(status().counter()).isEqualTo(5));

        hub.loseDirectories();

        eventually(() -> assertThat(hub.streams().get(ID)).isPresent());
        assertThat(status().phase()).isEqualTo(Phase.RUNNING);
        assertThat(status().counter()).isEqualTo(5);
        assertThat(work.runs).hasValue(1);
    }

    @Test
    void aStreamThatNatsHasLostComesBackAlsoFromAServiceThatHasJustLostItsLease() {
        run();
        work.count(5);
        eventually(() -> assertThat(status().counter()).isEqualTo(5));

        hub.leases().lose();
        eventually(() -> assertThat(hub.leases().asked()).isPositive());
        hub.loseDirectories();

        eventually(() -> assertThat(hub.streams().get(ID)).isPresent());
        hub.leases().comeBack();
        eventually(() -> assertThat(work.runs).hasValue(2));
    }

    @Test
    void aStreamThatHasEndedDoesNotBeginAnewWhenNatsHasLostIt() {
        run();
        want(Wanted.STOP);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());

        hub.loseDirectories();

        eventually(() -> assertThat(hub.streams().get(ID)).isPresent());
        assertThat(status().phase()).isEqualTo(Phase.STOPPED);
        assertThat(work.runs).hasValue(1);
    }

    @Test
    void aStreamThatIsStoppedNeverRunsAgain() {
        run();
        want(Wanted.STOP);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
        assertThat(work.atWork).hasValue(0);
        assertThat(work.releases).hasValue(1);

        want(Wanted.RUN);
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());
        assertThat(work.runs).hasValue(1);
    }

    @Test
    void whatCannotBeTakenAwayFromAStoppedStreamIsToldAndLeftToTheOperator() {
        work.inTheWayOfRelease = new StreamException(ErrorKind.PREREQUISITE, "the slot is left behind");
        run();
        want(Wanted.STOP);

        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
        assertThat(status().message()).isEqualTo("the slot is left behind");
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());
        assertThat(work.releases).hasValue(1);
    }

    @Test
    void whatAServerThatIsAwayKeepsIsTakenAwayOnceItIsBack() {
        work.inTheWayOfRelease = new StreamException(ErrorKind.SOURCE_UNAVAILABLE, "the source is away");
        run();
        want(Wanted.STOP);
        eventually(() -> assertThat(status().message()).isEqualTo("the source is away"));
        assertThat(status().phase()).isEqualTo(Phase.STOPPED);

        work.inTheWayOfRelease = null;

        eventually(() -> assertThat(status().message()).isNull());
        assertThat(status().phase()).isEqualTo(Phase.STOPPED);
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());
    }

    @Test
    void aStoppedStreamThatLeftNothingBehindIsNotReleasedAgain() {
        run();
        want(Wanted.STOP);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());

        StreamSupervisor second = supervise("second", work);
        want(Wanted.FORGET);

        eventually(() ->
                assertThat(second.running()).extracting(r -> r.status().phase()).containsExactly(Phase.STOPPED));
        assertThat(work.releases).hasValue(1);
    }

    @Test
    void aReleaseThatBreaksDownIsTold() {
        work.inTheWayOfRelease = new IllegalStateException("with a value of a row");
        run();
        want(Wanted.STOP);

        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
        assertThat(status().message()).contains("IllegalStateException").doesNotContain("value of a row");
    }

    @Test
    void aFinishedStreamIsReleasedOnlyWhenItsOtherSideHasFinishedToo() {
        run();
        work.finish();
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.FINISHED));
        assertThat(work.releases).hasValue(0);

        finishOtherSide();

        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());
        assertThat(work.releases).hasValue(1);
    }

    private void finishOtherSide() {
        Instant now = Instant.now();
        hub.statuses()
                .put(
                        Keys.status(ID, Side.TARGET),
                        new SideStatus(Phase.FINISHED, 0, null, Duration.ZERO, null, null, now));
    }

    @Test
    void aStreamCanBeStoppedThatNeverRan() {
        want(Wanted.STOP);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
        assertThat(status().counter()).isZero();
        assertThat(work.runs).hasValue(0);
    }

    @Test
    void aStreamThatReachedItsLimitIsFinishedUntilItIsStopped() {
        run();
        work.count(10);
        work.finish();
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.FINISHED));
        assertThat(status().counter()).isEqualTo(10);
        finishOtherSide();

        want(Wanted.PAUSE);
        want(Wanted.RUN);
        StreamSupervisor second = supervise("second", work);
        eventually(() ->
                assertThat(second.running()).extracting(r -> r.status().phase()).containsExactly(Phase.FINISHED));
        assertThat(work.runs).hasValue(1);

        want(Wanted.STOP);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
        assertThat(status().counter()).isEqualTo(10);
    }

    @Test
    void whatRetryingMayMendIsRetriedAndTheStatusSaysWhy() {
        run();
        work.count(1);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.RUNNING));
        Instant before = status().since();

        work.fail(ErrorKind.SOURCE_UNAVAILABLE, "connection refused");
        eventually(() -> assertThat(status().message()).isEqualTo("connection refused"));
        assertThat(status().phase()).isEqualTo(Phase.RUNNING);
        assertThat(status().kind()).isEqualTo(ErrorKind.SOURCE_UNAVAILABLE);
        assertThat(status().since()).isAfterOrEqualTo(before);

        work.fail(ErrorKind.SOURCE_UNAVAILABLE, "connection refused");
        eventually(() -> assertThat(work.runs).hasValue(3));
        work.beReady();
        eventually(() -> assertThat(status().message()).isNull());
        assertThat(status().phase()).isEqualTo(Phase.RUNNING);
        assertThat(supervisors.getFirst().errors()).isEqualTo(Map.of(ID, Map.of(ErrorKind.SOURCE_UNAVAILABLE, 2L)));
    }

    @Test
    void aFailedStreamStaysFailedUntilItIsPausedAndResumed() {
        run();
        work.count(4);
        work.fail(ErrorKind.POSITION_LOST, "binlog.7 is gone");
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.FAILED));
        assertThat(status().message()).isEqualTo("binlog.7 is gone. " + ErrorKind.POSITION_LOST.advice());
        assertThat(status().kind()).isEqualTo(ErrorKind.POSITION_LOST);
        assertThat(status().counter()).isEqualTo(4);
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());

        supervisors.getFirst().close();
        StreamSupervisor second = supervise("second", work);
        eventually(() ->
                assertThat(second.running()).extracting(r -> r.status().phase()).containsExactly(Phase.FAILED));
        assertThat(work.runs).hasValue(1);

        want(Wanted.PAUSE);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.PAUSED));
        assertThat(status().message()).isNull();
        want(Wanted.RUN);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STARTING));
        assertThat(status().counter()).isEqualTo(4);
    }

    @Test
    void aFailedStreamCanBeStopped() {
        run();
        work.fail(ErrorKind.REJECTED, "no");
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.FAILED));
        want(Wanted.STOP);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.STOPPED));
    }

    @Test
    void aBreakdownIsFailedWithoutTheMessageOfTheException() {
        run();
        work.order(task -> {
            throw new IllegalStateException("secret value");
        });
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.FAILED));
        assertThat(status().kind()).isEqualTo(ErrorKind.INTERNAL);
        assertThat(status().message())
                .contains("java.lang.IllegalStateException")
                .doesNotContain("secret");
    }

    @Test
    void aDisplacedWorkerGivesTheStreamUpAndTriesAgainLater() {
        run();
        work.fail(ErrorKind.FENCED, "another");
        eventually(() -> assertThat(work.runs).hasValue(2));
        assertThat(status().phase()).isNotEqualTo(Phase.FAILED);
    }

    @Test
    void aWorkerThatLosesItsLeaseLeavesOff() {
        run();
        FakeWork other = new FakeWork();
        supervise("second", other);
        hub.leases().expire(LEASE);

        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNotNull());
        eventually(() -> assertThat(work.atWork.get() + other.atWork.get()).isEqualTo(1));
        eventually(
                () -> assertThat(hub.leases().holder(LEASE)).isEqualTo(other.atWork.get() == 1 ? "second" : "first"));
    }

    @Test
    void aShortOutageOfTheHubDoesNotStopTheWork() {
        run();
        hub.disconnect();
        work.count(9);
        await().during(Duration.ofMillis(100)).until(() -> work.atWork.get() == 1);
        hub.reconnect();

        eventually(() -> assertThat(status().counter()).isEqualTo(9));
        assertThat(work.runs).hasValue(1);
    }

    @Test
    void workIsStoppedWhenTheLeaseCannotBeRenewedForLongAndBegunAgainAfterwards() {
        run();
        hub.disconnect();
        eventually(() -> assertThat(work.atWork).hasValue(0));

        hub.leases().expire(LEASE);
        hub.reconnect();
        eventually(() -> assertThat(work.runs).hasValue(2));
    }

    @Test
    void oneOfTwoWorksAndTheOtherTakesOverWhenItLeaves() {
        run();
        FakeWork other = new FakeWork();
        supervise("second", other);
        work.count(6);
        eventually(() -> assertThat(status().counter()).isEqualTo(6));
        work.count(8);
        await().until(() ->
                supervisors.getFirst().running().getFirst().progress().counter() == 8);

        supervisors.getFirst().close();

        assertThat(work.atWork).hasValue(0);
        eventually(() -> assertThat(other.runs).hasValue(1));
        other.beReady();
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.RUNNING));
        assertThat(status().counter()).isEqualTo(8);
        assertThat(supervisors.getFirst().running()).isEmpty();
    }

    @Test
    void aDeletedStreamIsForgotten() {
        run();
        hub.streams().delete(ID);

        eventually(() -> assertThat(hub.statuses().list()).isEmpty());
        eventually(() -> assertThat(work.atWork).hasValue(0));
        eventually(() -> assertThat(supervisors.getFirst().running()).isEmpty());
        eventually(() -> assertThat(hub.leases().holder(LEASE)).isNull());
    }

    @Test
    void workThatDoesNotListenIsInterrupted() {
        run();
        work.deaf = true;
        want(Wanted.PAUSE);
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.PAUSED));
    }

    @Test
    void workIsWokenWhenItIsToLeaveOff() {
        want(Wanted.RUN);
        CountDownLatch woken = new CountDownLatch(1);
        work.order(task -> {
            task.onStop(woken::countDown);
            task.progress().ready();
            await().until(() -> woken.getCount() == 0);
        });
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.READY));

        want(Wanted.PAUSE);

        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.PAUSED));
        assertThat(woken.getCount()).isZero();
    }

    @Test
    void aChangeOfMindBeforeTheWorkHasLeftOffBeginsItAnew() {
        run();
        work.order(task -> {
            want(Wanted.PAUSE);
            await().until(task::stopping);
            want(Wanted.RUN);
        });
        eventually(() -> assertThat(work.runs).hasValue(2));
    }

    @Test
    void aWorkerHearsWhatTheOtherSideSays() {
        want(Wanted.RUN);
        SideStatus target = new SideStatus(Phase.READY, 0, null, Duration.ZERO, null, null, Instant.EPOCH);
        hub.statuses().put(Keys.status(ID, Side.TARGET), target);
        work.order(task -> {
            assertThat(task.stream().id()).isEqualTo(ID);
            assertThat(task.otherSide()).contains(target);
            task.progress().ready();
        });
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.READY));
    }

    @Test
    void manyStreamsRunAtOnce() {
        for (int i = 0; i < 50; i++) {
            hub.streams().put("many" + i, TestStreams.stream("many" + i, Wanted.RUN));
        }
        eventually(() -> assertThat(work.atWork).hasValue(50));
        assertThat(supervisors.getFirst().running()).hasSize(50);
    }

    private void run() {
        want(Wanted.RUN);
        work.beReady();
        eventually(() -> assertThat(status().phase()).isEqualTo(Phase.READY));
    }

    private void want(Wanted wanted) {
        hub.streams().put(ID, TestStreams.stream(ID, wanted));
    }

    private SideStatus status() {
        return hub.statuses().get(KEY).map(Directory.Entry::value).orElseThrow();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(5))
                .pollInterval(Duration.ofMillis(2))
                .ignoreExceptions()
                .untilAsserted(assertion);
    }
}
