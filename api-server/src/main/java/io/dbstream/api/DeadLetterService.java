package io.dbstream.api;

import io.dbstream.api.RequestException.Reason;
import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest.Action;
import io.dbstream.stream.LetterRequests;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users do with the changes that a target has refused and keeps. Like {@link StreamService} it only writes down what is wanted; the
 * stream's writer does it between two transactions.
 */
public final class DeadLetterService {
    private static final Logger log = LoggerFactory.getLogger(DeadLetterService.class);

    private final EventHub hub;
    private final Catalog catalog;
    private final Lookout lookout;
    private final Patience patience;
    private final Clock clock;

    public DeadLetterService(EventHub hub, Patience patience, Clock clock) {
        this.hub = hub;
        this.patience = patience;
        this.clock = clock;
        this.catalog = new Catalog(hub, clock);
        this.lookout = new Lookout(catalog, patience.look(), clock);
    }

    /**
     * What came of a request.
     *
     * @param outcome empty when nobody has acted on it yet
     * @param held what the target holds now, as far as is known
     */
    public record Settled(Optional<LetterOutcome> outcome, DeadLetters held) {}

    /** What the target of a stream holds. */
    public DeadLetters held(String id) {
        return told(catalog.get(id).id());
    }

    /**
     * Has letters applied once more, or thrown away.
     *
     * @param letter the number of the one that is meant; null for all
     */
    public Settled settle(String id, Action action, @Nullable Long letter) {
        StreamStatus status = catalog.status(catalog.get(id));
        refuseEnded(status);
        DeadLetters before = told(id);
        if (letter != null && before.areAllShown() && before.find(letter).isEmpty()) {
            throw unknown(letter);
        }
        if (before.letters() == 0) {
            return new Settled(Optional.of(new LetterOutcome(0, 0, 0, 0)), before);
        }
        long request = write(id, action, letter);
        log.info("Asked the writer of stream {} to {} dead letters", id, action);
        lookout.await(
                status.stream(),
                patience.obey(),
                seen -> told(id).outcome(request).isPresent() || isAtRest(seen));
        DeadLetters after = told(id);
        Optional<LetterOutcome> outcome = after.outcome(request);
        if (letter != null && outcome.isPresent() && isNothing(outcome.get())) {
            throw unknown(letter);
        }
        return new Settled(outcome, after);
    }

    private long write(String id, Action action, @Nullable Long letter) {
        while (true) {
            Optional<Directory.Entry<LetterRequests>> entry =
                    hub.letterRequests().get(id);
            LetterRequests before = entry.map(Directory.Entry::value).orElse(LetterRequests.NONE);
            if (before.open().size() >= LetterRequests.MOST_OPEN) {
                throw new RequestException(
                        Reason.UNAVAILABLE,
                        before.open().size() + " requests about dead letters wait for a target-writer already");
            }
            LetterRequests more = before.with(action, letter, clock.instant());
            boolean written = entry.isPresent()
                    ? hub.letterRequests().replace(id, more, entry.get().revision())
                    : hub.letterRequests().create(id, more);
            if (written) {
                return more.last();
            }
        }
    }

    private DeadLetters told(String id) {
        return hub.deadLetters().get(id).map(Directory.Entry::value).orElse(DeadLetters.NONE);
    }

    /** Whether nobody works on the target until the user resumes the stream. */
    private static boolean isAtRest(StreamStatus status) {
        Phase phase = status.shown(Side.TARGET).phase();
        return phase == Phase.PAUSED || phase == Phase.FAILED || phase.isFinal();
    }

    private static void refuseEnded(StreamStatus status) {
        if (status.stream().wanted() == Wanted.STOP
                || status.shown(Side.TARGET).phase().isFinal()) {
            throw new RequestException(
                    Reason.CONFLICT,
                    "The stream " + status.stream().id() + " has ended: nobody writes into its target any more");
        }
    }

    private static boolean isNothing(LetterOutcome outcome) {
        return outcome.applied() + outcome.refused() + outcome.skipped() == 0;
    }

    private static RequestException unknown(long letter) {
        return new RequestException(Reason.NOT_FOUND, "The target holds no dead letter " + letter);
    }
}
