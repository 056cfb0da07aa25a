package io.dbstream.hub.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.dbstream.hub.Directory;
import io.dbstream.hub.HubSettings;
import io.dbstream.hub.Keys;
import io.dbstream.hub.NatsHub;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.Wanted;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two services and a real hub: one dies, leaves, or both lose the hub. */
class TakeoverIT {
    private final NatsServer nats = NatsServer.start(Path.of("target", "nats-takeover-" + System.nanoTime()));
    private final NatsHub observer = connect("observer");
    private final Service one = new Service("one");
    private final Service two = new Service("two");

    /** What a reader or writer process holds. */
    private final class Service {
        final FakeWork work = new FakeWork();
        final StreamSupervisor supervisor;
        private final NatsHub hub;

        Service(String name) {
            hub = connect(name);
            supervisor = new StreamSupervisor(hub, Side.TARGET, name, work, Clock.systemUTC());
        }

        /** As far as the hub can see, this is what kill -9 does: it is never heard of again. */
        void die() {
            hub.close();
        }

        boolean isAtWork() {
            return work.atWork.get() > 0;
        }

        void end() {
            supervisor.close();
            hub.close();
        }
    }

    @BeforeEach
    void start() {
        one.supervisor.start();
        observer.streams().put("a", TestStreams.stream("a", Wanted.RUN));
        await().until(one::isAtWork);
        one.work.beReady();
        one.work.count(5);
        await().untilAsserted(() -> assertThat(status().counter()).isEqualTo(5));
        two.supervisor.start();
    }

    @AfterEach
    void end() {
        one.end();
        two.end();
        observer.close();
        nats.close();
    }

    @Test
    void anotherTakesOverWithinTenSecondsWhenAWorkerDies() {
        one.die();

        await().atMost(Duration.ofSeconds(10)).until(two::isAtWork);
        two.work.beReady();
        two.work.count(6);
        await().untilAsserted(() -> assertThat(status().counter()).isEqualTo(6));
        assertThat(status().phase()).isEqualTo(Phase.RUNNING);
        await().until(() -> !one.isAtWork());
    }

    @Test
    void anotherTakesOverWithinASecondWhenAWorkerLeaves() {
        one.supervisor.close();

        await().atMost(Duration.ofSeconds(1)).until(two::isAtWork);
    }

    @Test
    void theSameWorkerGoesOnWhenNatsIsRestarted() {
        nats.kill();
        nats.start();

        one.work.count(9);

        await().atMost(Duration.ofSeconds(10))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(status().counter()).isEqualTo(9));
        assertThat(one.work.runs).hasValue(1);
        assertThat(two.isAtWork()).isFalse();
    }

    private NatsHub connect(String name) {
        return NatsHub.connect(HubSettings.of(nats.url(), name));
    }

    private SideStatus status() {
        return observer.statuses()
                .get(Keys.status("a", Side.TARGET))
                .map(Directory.Entry::value)
                .orElseThrow();
    }
}
