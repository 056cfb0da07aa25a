package io.dbstream.hub.control;

import io.dbstream.error.ErrorKind;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.Keys;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every stream that is to run is worked on by one service: watches what is wanted, takes leases, starts and stops the
 * work, and tells the hub how it goes. One for each reader and each writer service; they share the streams among themselves, and when
 * one dies, the others take over.
 *
 * <p>A stream that has failed is not tried again, by nobody, until the user has paused and resumed it.
 */
public final class StreamSupervisor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(StreamSupervisor.class);

    /**
     * A stream that this service has, or left FINISHED, FAILED, PAUSED or STOPPED, for those who measure.
     *
     * @param progress its latest counters; the status trails them
     */
    public record Running(String streamId, SideStatus status, Progress progress) {}

    private final Workplace place;
    private final Roster roster;
    private final Attendance attendance;
    private final Map<String, StreamRunner> runners = new ConcurrentHashMap<>();
    /** The streams as they were last told. */
    private final Map<String, StreamRecord> records = new ConcurrentHashMap<>();

    private final List<AutoCloseable> watches = new ArrayList<>();
    private boolean closed;

    /**
     * A supervisor that does nothing before {@link #start}.
     *
     * @param owner names this service among its like; no other has the same name
     * @param work called for every stream that this service works on, on the stream's own thread
     */
    public StreamSupervisor(EventHub hub, Side side, String owner, StreamWork work, Clock clock) {
        this(hub, side, owner, work, clock, Timing.USUAL);
    }

    StreamSupervisor(EventHub hub, Side side, String owner, StreamWork work, Clock clock, Timing timing) {
        this.roster = new Roster(side, timing.leaseLife());
        Shares shares = new Shares(owner, roster, timing.sharing(), System.nanoTime());
        this.place = new Workplace(hub, side, owner, work, clock, timing, shares, new ErrorCounts());
        this.attendance = new Attendance(place, this::handOver);
    }

    /** Begins to look after the streams; returns at once, also when the hub is not there yet. */
    public synchronized void start() {
        if (watches.isEmpty() && !closed) {
            watches.add(place.hub().leases().watch(this::hear));
            attendance.start();
            watches.add(place.hub().streams().watch(this::observe, this::putBack));
        }
    }

    /** The streams that this service has. */
    public List<Running> running() {
        List<Running> running = new ArrayList<>();
        runners.forEach((id, runner) -> {
            Tenure tenure = runner.tenure();
            if (tenure != null) {
                running.add(new Running(id, tenure.status(), tenure.progress()));
            }
        });
        return running;
    }

    /** How often the work on each stream has failed since the start of this service: by stream id, then by kind. */
    public Map<String, Map<ErrorKind, Long>> errors() {
        return place.errors().all();
    }

    private synchronized void observe(String id, @Nullable StreamRecord stream) {
        if (closed) {
            return;
        }
        Wish wish = stream == null ? new Wish.Forget() : Wish.of(stream);
        StreamRunner runner = runners.get(id);
        if (runner == null) {
            StreamRunner added = new StreamRunner(place, id, wish, () -> forget(id));
            runners.put(id, added);
            added.start();
        } else {
            runner.change(wish);
        }
        if (stream == null) {
            records.remove(id);
        } else {
            records.put(id, stream);
        }
    }

    /**
     * NATS has lost what is wanted and how it is: says again what this service knows of the streams that it has, unless somebody else
     * was faster. A stream that is being forgotten is not brought back.
     */
    private void putBack() {
        for (Running running : running()) {
            StreamRecord stream = records.get(running.streamId());
            if (stream == null || stream.wanted() == Wanted.FORGET) {
                continue;
            }
            // First how it is: with the record alone another worker would take a stream that has ended for a new one.
            boolean unused = place.hub().statuses().create(Keys.status(stream.id(), place.side()), running.status());
            if (place.hub().streams().create(stream.id(), stream)) {
                log.warn("NATS had lost the stream {}, and has it again", stream.id());
            }
        }
    }

    private void hear(String lease, @Nullable String owner) {
        roster.hear(lease, owner, System.nanoTime());
        if (owner == null) {
            runner(lease).ifPresent(StreamRunner::leaseIsFree);
        }
    }

    private void handOver(String lease) {
        runner(lease).ifPresent(StreamRunner::handOver);
    }

    private Optional<StreamRunner> runner(String lease) {
        return Keys.isLeaseOf(place.side(), lease)
                ? Optional.ofNullable(runners.get(Keys.streamOf(lease)))
                : Optional.empty();
    }

    private synchronized void forget(String id) {
        runners.remove(id);
        place.errors().forget(id);
    }

    /** Stops all work, waits for it as long as it reasonably takes, and gives the leases back, so that others take over at once. */
    @Override
    public void close() {
        boolean started = endWatches();
        try {
            if (started) {
                attendance.end();
            }
            leaveAll();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leaveAll() throws InterruptedException {
        List<StreamRunner> leaving = List.copyOf(runners.values());
        leaving.forEach(StreamRunner::leave);
        // Work that hangs is interrupted after one grace and abandoned after two.
        long deadline =
                System.nanoTime() + place.timing().stopGrace().multipliedBy(3).toNanos();
        for (StreamRunner runner : leaving) {
            if (!runner.awaitEnd(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
                log.warn("A stream could not be left in order");
            }
        }
    }

    /** Hears nothing any more; false when it never did. */
    private synchronized boolean endWatches() {
        closed = true;
        boolean started = !watches.isEmpty();
        for (AutoCloseable watch : watches) {
            try {
                watch.close();
            } catch (Exception e) {
                log.debug("Ending the watch", e);
            }
        }
        watches.clear();
        return started;
    }
}
