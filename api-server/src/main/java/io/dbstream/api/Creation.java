package io.dbstream.api;

import io.dbstream.api.RequestException.Reason;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** Makes a stream, whole or not at all: one that does not get ready is taken back, and the error says why. */
final class Creation {
    private final Catalog catalog;
    private final Lookout lookout;
    private final Patience patience;
    private final Clock clock;

    Creation(Catalog catalog, Lookout lookout, Patience patience, Clock clock) {
        this.catalog = catalog;
        this.lookout = lookout;
        this.patience = patience;
        this.clock = clock;
    }

    StreamRecord create(StreamConfig config) {
        SlotCheck.refuseShared(config, catalog.all());
        StreamRecord stream = catalog.draft(config);
        try {
            catalog.add(stream);
            awaitReady(stream);
            return stream;
        } catch (StreamException | RequestException e) {
            takeBack(stream, e);
            throw e;
        }
    }

    private void awaitReady(StreamRecord stream) {
        Instant pickedUp = clock.instant().plus(patience.pickUp());
        StreamStatus status = lookout.await(stream, patience.ready(), seen -> {
            for (Side side : Side.values()) {
                Optional<SideStatus> told = seen.told(side);
                if (told.isPresent()) {
                    refuseFault(side, told.get());
                } else if (clock.instant().isAfter(pickedUp)) {
                    throw new RequestException(
                            Reason.UNAVAILABLE,
                            "No " + StreamStatus.worker(side) + " is running to take up the stream");
                }
            }
            return isReady(seen);
        });
        if (!isReady(status)) {
            throw late(status);
        }
    }

    private static boolean isReady(StreamStatus status) {
        return status.both(side -> side.phase() != Phase.STARTING);
    }

    private static void refuseFault(Side side, SideStatus status) {
        ErrorKind kind = status.kind();
        if (status.phase() == Phase.FAILED) {
            throw fault(side, status, kind == null ? ErrorKind.INTERNAL : kind);
        }
        if (status.phase() == Phase.STARTING
                && (kind == ErrorKind.SOURCE_UNAVAILABLE || kind == ErrorKind.TARGET_UNAVAILABLE)) {
            // A worker tries again for as long as it takes; whoever creates a stream wants to know at once.
            throw fault(side, status, kind);
        }
    }

    private static StreamException fault(Side side, SideStatus status, ErrorKind kind) {
        String message = status.message();
        return new StreamException(kind, name(side) + ": " + (message == null ? kind.advice() : message));
    }

    private RequestException late(StreamStatus status) {
        Side side = status.shown(Side.SOURCE).phase() == Phase.STARTING ? Side.SOURCE : Side.TARGET;
        String message = status.shown(side).message();
        return new RequestException(
                Reason.UNAVAILABLE,
                "The " + name(side) + " did not get ready within "
                        + patience.ready().toSeconds() + " seconds" + (message == null ? "" : ": " + message));
    }

    /** Has the workers undo what they did, and forgets the stream. */
    private void takeBack(StreamRecord stream, RuntimeException cause) {
        try {
            StreamRecord forgotten = catalog.want(stream.id(), Wanted.FORGET);
            // Housekeeping removes what takes longer.
            if (lookout.await(forgotten, patience.obey(), StreamStatus::isForgettable)
                    .isForgettable()) {
                catalog.remove(stream.id());
            }
        } catch (StreamException | RequestException e) {
            cause.addSuppressed(e);
        }
    }

    private static String name(Side side) {
        return side.name().toLowerCase(Locale.ROOT);
    }
}
