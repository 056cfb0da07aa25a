package io.dbstream.stream;

import io.dbstream.stream.LetterRequest.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The requests about a stream's dead letters that nobody has settled yet.
 *
 * @param last the number of the latest request there ever was
 */
public record LetterRequests(long last, List<LetterRequest> open) {
    /** More than this wait for no writer. */
    public static final int MOST_OPEN = 1000;

    public static final LetterRequests NONE = new LetterRequests(0, List.of());

    public LetterRequests {
        open = List.copyOf(open);
    }

    /**
     * These, and one more, which has the number {@link #last}.
     *
     * @param now the moment, which numbers are made of: so a request has a higher one than those before it, also when the hub has lost them
     */
    public LetterRequests with(Action action, @Nullable Long letter, Instant now) {
        long next = Math.max(last + 1, now.toEpochMilli());
        List<LetterRequest> more = new ArrayList<>(open);
        more.add(new LetterRequest(next, action, letter));
        return new LetterRequests(next, more);
    }

    /** These, less those up to a number. */
    public LetterRequests behind(long settled) {
        return new LetterRequests(
                last,
                open.stream().filter(request -> request.number() > settled).toList());
    }
}
