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
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at every stream now and then: has the hub forget the changes of those that have ended, forgets what is left of those that are no
 * more, by a late worker or an api-server that died, and tells how the others are. For one thread.
 */
public final class Housekeeping {
    private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
    /** How long a stream that has ended is still told about. */
    private static final Duration MEMORY = Duration.ofHours(1);

    private final EventHub hub;
    private final Catalog catalog;
    private final Clock clock;
    private Set<String> orphans = Set.of();

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
        sweep(held, checkpoints, statuses, ids);

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

    /** Forgets what hangs on no stream, and hung on none in the last round: workers put records back that NATS has lost. */
    private void sweep(
            Set<String> held,
            List<Directory.Entry<Checkpoint>> checkpoints,
            List<Directory.Entry<SideStatus>> statuses,
            Set<String> ids) {
        Set<String> before = orphans;
        Set<String> found = new HashSet<>(held);
        checkpoints.forEach(entry -> found.add(entry.key()));
        statuses.forEach(entry -> found.add(Keys.streamOf(entry.key())));
        found.removeAll(ids);
        orphans = found;
        for (String id : found) {
            if (before.contains(id)) {
                log.info("Sweeping away what is left of stream {}", id);
                catalog.removeTraces(id);
            }
        }
    }

    private static Instant endedAt(StreamStatus status) {
        Instant source = status.shown(Side.SOURCE).since();
        Instant target = status.shown(Side.TARGET).since();
        return source.isAfter(target) ? source : target;
    }
}
