package io.dbstream.hub;

import io.dbstream.sandbox.SharedServers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

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
}
