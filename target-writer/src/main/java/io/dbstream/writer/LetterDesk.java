package io.dbstream.writer;

import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;
import io.dbstream.stream.LetterRequests;
import io.dbstream.writer.apply.LetterBox;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where users and a target's dead letters meet: tells the hub what is held, and has the target do what users want with it.
 *
 * <p>The target is asked by the writer's thread, between transactions, in {@link #attend}; the hub is asked and told by a thread of the
 * desk's own, now and then, so that the writer never waits for it.
 */
final class LetterDesk implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LetterDesk.class);
    private static final Duration INTERVAL = Duration.ofMillis(500);
    /** What did not change is told once more after so many rounds: the hub may have lost it, or have heard it from a writer that has lost its lease. */
    private static final int SILENCE = 20;

    private final EventHub hub;
    private final String streamId;
    private final @Nullable LetterBox box;
    private final WriterStatistics statistics;
    private final Thread thread;
    private volatile boolean closed;

    // Of the writer's thread.
    private final List<LetterOutcome> outcomes = new ArrayList<>();
    private @Nullable DeadLetters seen;

    // From one thread to the other.
    private volatile LetterRequests asked = LetterRequests.NONE;
    private volatile DeadLetters current = DeadLetters.NONE;
    private volatile long settled;

    // Of the desk's own thread.
    private DeadLetters told = DeadLetters.NONE;

    private int silent;

    /**
     * Settles what was asked for while nobody worked on the stream, before any change: it may make room for more letters.
     *
     * @param letters empty when the target keeps none: then there is nothing to do
     */
    LetterDesk(EventHub hub, String streamId, Optional<LetterBox> letters, WriterStatistics statistics) {
        this.hub = hub;
        this.streamId = streamId;
        this.box = letters.orElse(null);
        this.statistics = statistics;
        this.thread = Thread.ofVirtual().name("writer-" + streamId + "-letters").unstarted(this::keepTelling);
        if (box != null) {
            told = hub.deadLetters().get(streamId).map(Directory.Entry::value).orElse(DeadLetters.NONE);
            current = told;
            outcomes.addAll(told.settled());
            settled = outcomes.isEmpty() ? 0 : outcomes.getLast().request();
            asked = requests().map(Directory.Entry::value).orElse(LetterRequests.NONE);
            attend();
            thread.start();
        }
    }

    /** Does what was asked for, and takes note of what is held. For the writer's thread, while no transaction is open. */
    void attend() {
        LetterBox letters = box;
        if (letters == null) {
            return;
        }
        look(letters);
        for (LetterRequest request : asked.open()) {
            if (request.number() > settled) {
                settle(letters, request);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        // Another worker may count them from here on.
        statistics.letters(DeadLetters.NONE, 0);
    }

    private void settle(LetterBox letters, LetterRequest request) {
        LetterOutcome outcome = letters.settle(request);
        log.info(
                "Dead letters, as requested: {} applied, {} refused once more, {} skipped",
                outcome.applied(),
                outcome.refused(),
                outcome.skipped());
        outcomes.add(outcome);
        if (outcomes.size() > DeadLetters.MOST_SETTLED) {
            outcomes.removeFirst();
        }
        seen = null;
        look(letters);
        settled = request.number();
        // Somebody is waiting for it.
        LockSupport.unpark(thread);
    }

    private void look(LetterBox letters) {
        DeadLetters held = letters.held();
        if (held != seen) {
            DeadLetters before = current;
            seen = held;
            current = new DeadLetters(held.letters(), held.changes(), held.oldest(), outcomes);
            statistics.letters(held, letters.newlyKept());
            if (before.letters() == 0 && held.letters() > 0) {
                log.warn(
                        "The target refuses rows, which are kept in dbstream_dead_letter: {}",
                        held.oldest().getFirst().reason());
            }
        }
    }

    private void keepTelling() {
        while (!closed) {
            try {
                tell();
            } catch (StreamException e) {
                log.debug("Dead letters could not be told, which will be tried again: {}", e.getMessage());
            }
            LockSupport.parkNanos(INTERVAL.toNanos());
        }
    }

    /** One round: outcomes are told before their requests are forgotten. */
    private void tell() {
        DeadLetters now = current;
        if (!now.equals(told) || ++silent >= SILENCE) {
            hub.deadLetters().put(streamId, now);
            told = now;
            silent = 0;
        }
        if (!now.settled().isEmpty()) {
            forget(now.settled().getLast().request());
        }
        asked = requests().map(Directory.Entry::value).orElse(LetterRequests.NONE);
    }

    private void forget(long done) {
        Optional<Directory.Entry<LetterRequests>> entry = requests();
        while (entry.isPresent() && entry.get().value().open().stream().anyMatch(open -> open.number() <= done)) {
            LetterRequests left = entry.get().value().behind(done);
            if (hub.letterRequests().replace(streamId, left, entry.get().revision())) {
                return;
            }
            entry = requests();
        }
    }

    private Optional<Directory.Entry<LetterRequests>> requests() {
        return hub.letterRequests().get(streamId);
    }
}
