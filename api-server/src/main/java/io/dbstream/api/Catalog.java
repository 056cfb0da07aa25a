package io.dbstream.api;

import com.github.ksuid.Ksuid;
import io.dbstream.api.RequestException.Reason;
import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The streams there are, and what is wanted of each. */
final class Catalog {
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{27}");
    /** Ids of streams made within one second are in no order, so the moment decides. */
    private static final Comparator<StreamRecord> NEWEST_FIRST = Comparator.comparing(StreamRecord::createdAt)
            .thenComparing(StreamRecord::id)
            .reversed();

    private final EventHub hub;
    private final Clock clock;

    Catalog(EventHub hub, Clock clock) {
        this.hub = hub;
        this.clock = clock;
    }

    /** A stream that nobody has heard of yet. */
    StreamRecord draft(StreamConfig config) {
        Instant now = clock.instant();
        return new StreamRecord(Ksuid.fromInstant(now).toString(), config, Wanted.RUN, now);
    }

    void add(StreamRecord stream) {
        if (!hub.streams().create(stream.id(), stream)) {
            throw new IllegalStateException("There is a stream " + stream.id() + " already");
        }
    }

    /** Every stream, the current one first. */
    List<StreamStatus> all() {
        return withForgotten(hub.statuses().list()).stream()
                .filter(status -> status.stream().wanted() != Wanted.FORGET)
                .toList();
    }

    /** Every stream with its part of these statuses, the current one first; among them those that are to be forgotten. */
    List<StreamStatus> withForgotten(List<Directory.Entry<SideStatus>> statuses) {
        Map<String, SideStatus> told =
                statuses.stream().collect(Collectors.toMap(Directory.Entry::key, Directory.Entry::value));
        return hub.streams().list().stream()
                .map(Directory.Entry::value)
                .sorted(NEWEST_FIRST)
                .map(stream -> new StreamStatus(
                        stream,
                        Optional.ofNullable(told.get(Keys.status(stream.id(), Side.SOURCE))),
                        Optional.ofNullable(told.get(Keys.status(stream.id(), Side.TARGET)))))
                .toList();
    }

    /** The one created last. */
    StreamRecord current() {
        return hub.streams().list().stream()
                .map(Directory.Entry::value)
                .filter(stream -> stream.wanted() != Wanted.FORGET)
                .min(NEWEST_FIRST)
                .orElseThrow(() -> new RequestException(Reason.NOT_FOUND, "No stream has been created yet"));
    }

    StreamRecord get(String id) {
        return entry(id).value();
    }

    StreamStatus status(StreamRecord stream) {
        return new StreamStatus(stream, told(stream.id(), Side.SOURCE), told(stream.id(), Side.TARGET));
    }

    /** Writes down what the user wants, which the workers read even if it is what was wanted before. */
    StreamRecord want(String id, Wanted wanted) {
        while (true) {
            Directory.Entry<StreamRecord> entry = entry(id);
            StreamRecord stream = entry.value();
            if (stream.wanted() == Wanted.STOP && (wanted == Wanted.RUN || wanted == Wanted.PAUSE)) {
                throw new RequestException(Reason.CONFLICT, "The stream " + id + " was stopped, which is for good");
            }
            StreamRecord changed = stream.with(wanted);
            if (hub.streams().replace(id, changed, entry.revision())) {
                return changed;
            }
        }
    }

    /** Forgets all there is of a stream. */
    void remove(String id) {
        hub.streams().delete(id);
        removeTraces(id);
    }

    /** Forgets what hangs on a stream that is no more. */
    void removeTraces(String id) {
        hub.stream(id).delete();
        hub.checkpoints().delete(id);
        hub.deadLetters().delete(id);
        hub.letterRequests().delete(id);
        for (Side side : Side.values()) {
            hub.statuses().delete(Keys.status(id, side));
        }
    }

    private Directory.Entry<StreamRecord> entry(String id) {
        Optional<Directory.Entry<StreamRecord>> entry =
                ID.matcher(id).matches() ? hub.streams().get(id) : Optional.empty();
        return entry.filter(known -> known.value().wanted() != Wanted.FORGET)
                .orElseThrow(() -> new RequestException(Reason.NOT_FOUND, "There is no stream " + shown(id)));
    }

    private Optional<SideStatus> told(String id, Side side) {
        return hub.statuses().get(Keys.status(id, side)).map(Directory.Entry::value);
    }

    private static String shown(String id) {
        return id.length() <= 40 ? id : id.substring(0, 40) + "…";
    }
}
