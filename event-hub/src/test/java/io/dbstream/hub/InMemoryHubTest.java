package io.dbstream.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The fake keeps the contract, and fails when told to. */
class InMemoryHubTest implements EventHubContract {
    private final InMemoryHub hub = new InMemoryHub();

    @AfterEach
    void close() {
        hub.close();
    }

    @Override
    public EventHub hub() {
        return hub;
    }

    @Test
    void theNextPublishFailsOnRequestAndNoLaterOne() {
        InMemoryHubStream stream = hub.stream("one");
        stream.open(1000);
        stream.failNextPublish(ErrorKind.HUB_UNAVAILABLE);
        BundlePublisher failing = stream.publisher(0, Memory.enough(), () -> {});
        failing.publish(new byte[1]);
        assertThatThrownBy(failing::flush).isInstanceOf(StreamException.class);

        BundlePublisher next = stream.publisher(0, Memory.enough(), () -> {});
        next.publish(new byte[1]);
        next.flush();
        assertThat(stream.state().orElseThrow().lastSequence()).isEqualTo(1);
    }

    @Test
    void acknowledgementsCanBeHeldBack() {
        InMemoryHubStream stream = hub.stream("one");
        stream.open(1000);
        stream.holdAcknowledgements();
        BundlePublisher publisher = stream.publisher(0, Memory.enough(), () -> {});
        publisher.publish(new byte[1]);
        publisher.publish(new byte[1]);
        assertThat(publisher.inFlight()).isEqualTo(2);
        assertThat(publisher.isIdle()).isFalse();

        stream.releaseAcknowledgements();

        publisher.flush();
        assertThat(publisher.isIdle()).isTrue();
    }

    @Test
    void theLastMessagesCanBeLost() throws Exception {
        InMemoryHubStream stream = hub.stream("one");
        stream.open(1000);
        BundlePublisher publisher = stream.publisher(0, Memory.enough(), () -> {});
        for (byte i = 1; i <= 3; i++) {
            publisher.publish(new byte[] {i});
        }
        BundleSubscription subscription = stream.subscribe(4, Memory.enough());

        stream.dropLast(2);

        assertThat(stream.state().orElseThrow().lastSequence()).isEqualTo(1);
        assertThat(subscription.next(Duration.ZERO)).isNull();
        stream.publisher(1, Memory.enough(), () -> {}).publish(new byte[] {9});
        HubStream.Message next = subscription.next(Duration.ofSeconds(1));
        assertThat(next).isNotNull();
        assertThat(next.sequence()).isEqualTo(2);
    }

    @Test
    void whileDisconnectedEveryCallFails() {
        hub.disconnect();
        assertThatThrownBy(() -> hub.streams().list()).isInstanceOf(StreamException.class);
        hub.reconnect();
        assertThat(hub.streams().list()).isEmpty();
    }
}
