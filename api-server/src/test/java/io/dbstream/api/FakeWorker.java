package io.dbstream.api;

import io.dbstream.error.ErrorKind;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Plays the reader or the writer of every stream: does nothing, and says what it is told to say. */
public final class FakeWorker {
    /** How it answers a stream that should run. */
    public record Answer(
            Phase phase, @Nullable ErrorKind kind, @Nullable String message) {
        public static final Answer READY = new Answer(Phase.READY, null, null);
    }

    private final EventHub hub;
    private final Side side;
    private final AutoCloseable watch;
    private volatile Answer answer = Answer.READY;
    private volatile boolean deaf;

    public FakeWorker(EventHub hub, Side side) {
        this.hub = hub;
        this.side = side;
        this.watch = hub.streams().watch(this::told, () -> {});
    }

    /** From now on answers new wishes like this. */
    public void answer(Answer other) {
        this.answer = other;
    }

    /** Takes note of nothing any more. */
    public void deaf() {
        deaf = true;
    }

    /** Says that the stream runs. */
    public void count(String id, long counter, Instant started, Duration elapsed) {
        say(id, new SideStatus(Phase.RUNNING, counter, started, elapsed, null, null, started));
    }

    public void say(String id, SideStatus status) {
        hub.statuses().put(Keys.status(id, side), status);
    }

    private void told(String id, @Nullable StreamRecord stream) {
        if (deaf || stream == null) {
            return;
        }
        SideStatus before = hub.statuses()
                .get(Keys.status(id, side))
                .map(entry -> entry.value())
                .orElse(new SideStatus(Phase.STARTING, 0, null, Duration.ZERO, null, null, Instant.now()));
        if (before.phase().isFinal() && stream.wanted() != Wanted.FORGET) {
            return;
        }
        switch (stream.wanted()) {
            case RUN -> {
                // As the supervisor does: what has failed stays so until something else is wanted.
                if (before.phase() != Phase.FAILED) {
                    boolean running = answer.phase() == Phase.READY && before.counter() > 0;
                    say(id, with(before, running ? new Answer(Phase.RUNNING, null, null) : answer));
                }
            }
            case PAUSE -> say(id, with(before, new Answer(Phase.PAUSED, null, null)));
            case STOP, FORGET -> {
                // What has been said need not be said again, perhaps when the stream is no more.
                if (before.phase() != Phase.STOPPED) {
                    say(id, with(before, new Answer(Phase.STOPPED, null, null)));
                }
            }
        }
    }

    private static SideStatus with(SideStatus before, Answer now) {
        return new SideStatus(
                now.phase(),
                before.counter(),
                before.started(),
                before.elapsed(),
                now.message(),
                now.kind(),
                Instant.now());
    }

    /** Goes away. */
    public void leave() throws Exception {
        watch.close();
    }
}
