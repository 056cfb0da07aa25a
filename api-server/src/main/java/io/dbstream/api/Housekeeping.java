package io.dbstream.api;

import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at every stream now and then: has the hub forget those that have ended, forgets what a late worker said of one that is no
 * more, and tells how the others are. For one thread.
 */
public final class Housekeeping {
    /** How long a stream that has ended is still told about. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final EventHub hub;
    private final Catalog catalog;
    private final Clock clock;
    private final Set<String> forgotten = new HashSet<>();

    public Housekeeping(EventHub hub, Clock clock) {
        this.hub = hub;
        this.catalog = new Catalog(hub, clock);
        this.clock = clock;
    }

    /** Makes one round; throws when the hub is not there, and goes on with the next one. */
    public List<StreamObservation> round() {
        // Statuses first: a status is written after its stream, so one whose stream is not in the later list has none.
        List<Directory.Entry<SideStatus>> statuses = hub.statuses().list();
        List<StreamStatus> streams = catalog.all(statuses);
        Set<String> ids = streams.stream().map(status -> status.stream().id()).collect(Collectors.toSet());
        forgetOrphans(statuses, ids);
        forgotten.retainAll(ids);

        List<StreamObservation> observations = new ArrayList<>();
        for (StreamStatus status : streams) {
            String id = status.stream().id();
            if (status.hasEnded()) {
                forget(id);
            }
            if (!status.hasEnded() || endedAt(status).isAfter(clock.instant().minus(MEMORY))) {
                observations.add(new StreamObservation(status, hub.stream(id).state()));
            }
        }
        return observations;
    }

    private void forget(String id) {
        if (!forgotten.contains(id)) {
            hub.stream(id).delete();
            forgotten.add(id);
        }
    }

    private void forgetOrphans(List<Directory.Entry<SideStatus>> statuses, Set<String> ids) {
        for (Directory.Entry<SideStatus> status : statuses) {
            int dot = status.key().indexOf('.');
            if (dot > 0 && !ids.contains(status.key().substring(0, dot))) {
                hub.statuses().delete(status.key());
            }
        }
    }

    private static Instant endedAt(StreamStatus status) {
        Instant source = status.shown(Side.SOURCE).since();
        Instant target = status.shown(Side.TARGET).since();
        return source.isAfter(target) ? source : target;
    }
}
