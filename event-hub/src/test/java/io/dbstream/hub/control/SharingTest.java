package io.dbstream.hub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.hub.InMemoryHub;
import io.dbstream.hub.Keys;
import io.dbstream.hub.Leases.Lease;
import io.dbstream.stream.Side;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Several workers of one side: each has its share, and no stream is left without one. */
class SharingTest {
    private static final int STREAMS = 20;

    private final InMemoryHub hub = new InMemoryHub();
    private final List<Worker> workers = new ArrayList<>();

    /** One service of several. */
    private final class Worker {
        final FakeWork work = new FakeWork();
        final StreamSupervisor supervisor;

        Worker(String name) {
            supervisor = new StreamSupervisor(hub, Side.SOURCE, name, work, Clock.systemUTC(), TestStreams.quick());
            supervisor.start();
            workers.add(this);
        }

        int streams() {
            return work.atWork.get();
        }
    }

    @AfterEach
    void close() {
        workers.forEach(worker -> worker.supervisor.close());
        hub.close();
    }

    @Test
    void aNewWorkerTakesItsShareAndThenNothingMoves() {
        Worker first = new Worker("first");
        run(STREAMS);
        eventually(() -> assertThat(first.streams()).isEqualTo(STREAMS));

        Worker second = new Worker("second");
        eventually(() -> assertThat(second.streams()).isEqualTo(STREAMS / 2));
        eventually(() -> assertThat(first.streams()).isEqualTo(STREAMS / 2));

        Worker third = new Worker("third");
        eventually(() -> assertThat(shares()).containsExactlyInAnyOrder(7, 7, 6));

        assertThat(first.work.runs.get() + second.work.runs.get() + third.work.runs.get())
                .as("a stream moves once for each newcomer that needs it")
                .isEqualTo(STREAMS + 10 + 6);
        await().during(Duration.ofMillis(300)).until(() -> shares().equals(shares()));
        assertThat(shares()).containsExactlyInAnyOrder(7, 7, 6);
    }

    @Test
    void workersThatComeTogetherShareWhatThereIs() {
        run(STREAMS);
        new Worker("first");
        new Worker("second");
        new Worker("third");
        new Worker("fourth");

        eventually(() -> assertThat(shares()).containsExactly(5, 5, 5, 5));
    }

    @Test
    void theStreamsOfOneThatLeavesGoToTheOthers() {
        Worker first = new Worker("first");
        Worker second = new Worker("second");
        Worker third = new Worker("third");
        run(STREAMS);
        eventually(() -> assertThat(shares()).containsExactlyInAnyOrder(7, 7, 6));

        first.supervisor.close();

        eventually(() -> assertThat(shares()).containsExactly(0, 10, 10));
        assertThat(second.supervisor.running()).hasSize(10);
        assertThat(third.supervisor.running()).hasSize(10);
    }

    @Test
    void aWorkerThatIsThereAndTakesNothingLeavesNoStreamWithoutWork() {
        Lease sleeper = hub.leases()
                .acquire(Keys.worker("sleeper", Side.SOURCE), "sleeper")
                .orElseThrow();
        Worker first = new Worker("first");
        run(STREAMS);

        eventually(() -> {
            sleeper.renew();
            assertThat(first.streams()).isEqualTo(STREAMS);
        });
        await().during(Duration.ofMillis(300)).until(() -> sleeper.renew() && first.work.runs.get() == STREAMS);
    }

    private List<Integer> shares() {
        return workers.stream().map(Worker::streams).toList();
    }

    private void run(int streams) {
        for (int i = 0; i < streams; i++) {
            hub.streams().put("s" + i, TestStreams.stream("s" + i, Wanted.RUN));
        }
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(2))
                .untilAsserted(assertion);
    }
}
