package io.dbstream.hub;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.memory.MemoryBudget;
import io.dbstream.sandbox.SharedServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** NATS keeps the contract. */
class NatsHubIT implements EventHubContract {
    private static NatsHub hub;

    @BeforeAll
    static void connect() {
        hub = NatsHub.connect(HubSettings.of(SharedServers.nats().url(), "test"));
    }

    @AfterAll
    static void close() {
        hub.close();
    }

    @Override
    public EventHub hub() {
        return hub;
    }

    /** Else fifty idle streams would leave nothing to the one that has something to do. */
    @Test
    void aSubscriptionToWhichNothingComesHoldsNoMemory() throws Exception {
        MemoryBudget budget = new MemoryBudget(8 << 20);
        HubStream stream = hub.stream("idle");
        stream.open(1 << 20);
        List<BundleSubscription> subscriptions = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                BundleSubscription subscription = stream.subscribe(1, budget.share(8 << 20));
                subscriptions.add(subscription);
                assertThat(subscription.next(Duration.ofMillis(5))).isNull();
            }
            assertThat(budget.held()).isZero();
        } finally {
            subscriptions.forEach(BundleSubscription::close);
            stream.delete();
        }
    }
}
