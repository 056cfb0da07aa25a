package io.dbstream.api;

import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at every stream now and then: has the hub forget the changes of those that have ended, forgets what is left of those that are no
 * more, by a late worker or an api-server that died, and tells how the others are.
 */
public final class Housekeeping {
    /** How long a stream that has ended is still told about. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final EventHub hub;
    private final Catalog catalog;
    private final Clock clock;

    public Housekeeping(EventHub hub, Clock clock) {
        this.hub = hub;
        this.catalog = new Catalog(hub, clock);
        this.clock = clock;
    }

    /** Makes one round; throws when the hub is not there, and goes on with the next one. */
    public List<StreamObservation> round() {
        // What hangs on streams first: it is made after its stream, so that of one that is not in the later list is
        // nobody's.
        Set<String> held = hub.streamIds();
        List<Directory.Entry<Checkpoint>> checkpoints = hub.checkpoints().list();
        List<Directory.Entry<SideStatus>> statuses = hub.statuses().list();
        List<StreamStatus> streams = catalog.withForgotten(statuses);
        Set<String> ids = streams.stream().map(status -> status.stream().id()).collect(Collectors.toSet());
        held.stream()
                .filter(id -> !ids.contains(id))
                .forEach(id -> hub.stream(id).delete());
        checkpoints.stream()
                .map(Directory.Entry::key)
                .filter(id -> !ids.contains(id))
                .forEach(hub.checkpoints()::delete);
        statuses.stream()
                .map(Directory.Entry::key)
                .filter(key -> !ids.contains(Keys.streamOf(key)))
                .forEach(hub.statuses()::delete);

        List<StreamObservation> observations = new ArrayList<>();
        for (StreamStatus status : streams) {
            String id = status.stream().id();
            if (status.isForgettable()) {
                catalog.remove(id);
                continue;
            }
            if (status.hasEnded() && held.contains(id)) {
                hub.stream(id).delete();
            }
            if (!status.hasEnded() || endedAt(status).isAfter(clock.instant().minus(MEMORY))) {
                observations.add(new StreamObservation(status, hub.stream(id).state()));
            }
        }
        return observations;
    }

    private static Instant endedAt(StreamStatus status) {
        Instant source = status.shown(Side.SOURCE).since();
        Instant target = status.shown(Side.TARGET).since();
        return source.isAfter(target) ? source : target;
    }
}
