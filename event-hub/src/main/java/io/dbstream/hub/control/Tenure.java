package io.dbstream.hub.control;

import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.Keys;
import io.dbstream.hub.Leases.Lease;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker's time with one stream, from taking its lease to giving it back: it starts and stops the work, and says how it goes. For
 * the stream's {@link StreamRunner}.
 */
final class Tenure {
    private static final Logger log = LoggerFactory.getLogger(Tenure.class);

    /** Why it is over. */
    enum End {
        /** What is wanted is so, and the hub knows it. */
        SETTLED,
        /** Another worker has displaced this one. */
        FENCED,
        /** The lease has run out. */
        LOST,
        /** The service ends, or another worker is to have the stream. */
        LEFT
    }

    private final Workplace place;
    private final Supplier<Wish> wishes;
    private final Signal changed;
    private final LeaseHold lease;
    private final StatusReporter reporter;
    private final Progress progress;
    private Wish wish;
    private boolean hasWorked;
    private boolean wasReady;
    private boolean interrupted;
    private long toldToStopAt;
    private @Nullable Long otherSideAskedAt;
    private boolean otherSideIsFinal;
    private @Nullable WorkThread worker;
    private @Nullable Release release;

    /**
     * Goes on from what was last said of the stream.
     *
     * @param wishes what is to be done, at this moment
     * @param changed given when that may have changed
     */
    Tenure(Workplace place, String streamId, Supplier<Wish> wishes, Signal changed, Lease lease) {
        this.place = place;
        this.wishes = wishes;
        this.wish = wishes.get();
        this.changed = changed;
        this.lease = new LeaseHold(lease, place.timing());
        String key = Keys.status(streamId, place.side());
        Directory<SideStatus> statuses = place.hub().statuses();
        SideStatus earlier = statuses.get(key).map(Directory.Entry::value).orElse(null);
        this.reporter =
                new StatusReporter(statuses, key, place.clock(), place.timing().counters(), earlier);
        this.progress = earlier == null
                ? new Progress(place.clock(), 0, null)
                : new Progress(place.clock(), earlier.counter(), earlier.started());
        if (earlier != null && earlier.phase() == Phase.FINISHED) {
            progress.finish();
        }
    }

    SideStatus status() {
        return reporter.current();
    }

    Progress progress() {
        return progress;
    }

    /** Does what is wanted until there is nothing more to do, and gives the lease back. */
    End run() {
        End end = step();
        while (end == null) {
            changed.await(place.timing().look());
            end = step();
        }
        if (release != null) {
            release.cancel();
        }
        if (isWorking()) {
            log.warn("The work has not left off in time and is abandoned; its lease will run out");
        } else if (end != End.LOST) {
            lease.release();
        }
        return end;
    }

    /** The wish that was fulfilled last, or could not be. */
    Wish wish() {
        return wish;
    }

    private @Nullable End step() {
        wish = lease.keep() ? wishes.get() : new Wish.Yield();
        if (wish instanceof Wish.Run run) {
            return work(run.stream());
        }
        return isWorking() ? leaveOff() : conclude();
    }

    private @Nullable End work(StreamRecord stream) {
        if (worker == null) {
            Phase phase = reporter.current().phase();
            if (phase == Phase.FINISHED && isOtherSideFinal(stream)) {
                return release(stream, Phase.FINISHED);
            }
            if (phase == Phase.STOPPED || phase == Phase.FAILED) {
                return End.SETTLED;
            }
            worker = startWork(stream);
        }
        return switch (worker.ending()) {
            case null -> {
                say(worker);
                yield null;
            }
            case Ending.Finished finished -> finish(stream);
            case Ending.Fenced fenced -> End.FENCED;
            case Ending.Failed failed -> {
                if (reporter.current().phase() != Phase.FAILED) {
                    reporter.failed(failed.cause(), progress);
                }
                yield reporter.tell() ? End.SETTLED : null;
            }
            case Ending.Stopped stopped -> {
                // The user has changed their mind before the work had left off.
                worker = null;
                yield null;
            }
        };
    }

    private WorkThread startWork(StreamRecord stream) {
        log.info("Starting, behind {} events", progress.counter());
        hasWorked = true;
        wasReady = false;
        interrupted = false;
        toldToStopAt = 0;
        WorkThread started = new WorkThread(place, stream, progress, lease::isFresh, changed);
        started.start();
        return started;
    }

    private void say(WorkThread working) {
        if (progress.isReady() && !wasReady) {
            wasReady = true;
            log.info("Ready, behind {} events", progress.counter());
        } else if (reporter.current().message() != null && working.trouble() == null) {
            log.info("Going on, behind {} events", progress.counter());
        }
        Phase phase = phase();
        if (phase == Phase.FINISHED && reporter.current().phase() != phase) {
            log.info("{} after {} events", phase, progress.counter());
        }
        reporter.working(phase, progress, working.trouble());
        reporter.tell();
    }

    /** While work that was ready is tried again, the phase stays. */
    private Phase phase() {
        if (progress.isFinished()) {
            return Phase.FINISHED;
        }
        if (!wasReady) {
            return Phase.STARTING;
        }
        return progress.counter() > 0 ? Phase.RUNNING : Phase.READY;
    }

    private boolean isWorking() {
        return worker != null && worker.ending() == null;
    }

    /** Tells the work to stop, and waits for it, with less and less patience. */
    private @Nullable End leaveOff() {
        WorkThread working = worker;
        if (working == null) {
            return null;
        }
        if (toldToStopAt == 0) {
            toldToStopAt = System.nanoTime();
            working.stop();
        }
        Duration grace = place.timing().stopGrace();
        Duration waited = Duration.ofNanos(System.nanoTime() - toldToStopAt);
        if (!interrupted && waited.compareTo(grace) > 0) {
            interrupted = true;
            log.warn("The work has not left off for {} s and is interrupted", waited.toSeconds());
            working.interrupt();
        }
        boolean hopeless = waited.compareTo(grace.multipliedBy(2)) > 0;
        return hopeless && wish instanceof Wish.Leave ? End.LEFT : null;
    }

    /** What there is to say once nobody works. */
    private @Nullable End conclude() {
        return switch (wish) {
            case Wish.Pause pause -> settle(pausedPhase());
            case Wish.Stop stop -> stopForGood(stop.stream());
            case Wish.Forget forget -> reporter.forget() ? End.SETTLED : null;
            case Wish.Leave leave -> left();
            case Wish.HandOver handOver -> left();
            case Wish.Yield yielding -> {
                log.info("The lease is lost; leaving, behind {} events", progress.counter());
                yield End.LOST;
            }
            case Wish.Run run -> null;
        };
    }

    /** A stopped stream without a message has left nothing behind. */
    private @Nullable End stopForGood(StreamRecord stream) {
        SideStatus status = reporter.current();
        boolean nothingIsLeft = status.phase() == Phase.STOPPED && status.message() == null;
        return nothingIsLeft ? settle(Phase.STOPPED) : release(stream, Phase.STOPPED);
    }

    private End left() {
        log.info("Leaving, behind {} events", progress.counter());
        reporter.tellCounter(progress);
        return End.LEFT;
    }

    /** What was made for the stream stays until the other side has finished as well: it may still be needed for that. */
    private @Nullable End finish(StreamRecord stream) {
        return settle(Phase.FINISHED) != null && isOtherSideFinal(stream) ? release(stream, Phase.FINISHED) : null;
    }

    /** Asked now and then: the other side may take its time. */
    private boolean isOtherSideFinal(StreamRecord stream) {
        long now = System.nanoTime();
        Long asked = otherSideAskedAt;
        boolean itIsTime =
                asked == null || now - asked > place.timing().acquire().toNanos();
        if (!otherSideIsFinal && itIsTime) {
            otherSideAskedAt = now;
            Side other = place.side() == Side.SOURCE ? Side.TARGET : Side.SOURCE;
            otherSideIsFinal = place.hub()
                    .statuses()
                    .get(Keys.status(stream.id(), other))
                    .map(status -> status.value().phase().isFinal())
                    .orElse(false);
        }
        return otherSideIsFinal;
    }

    /** Takes away what was made for the stream, for as long as that takes; says meanwhile what is left. */
    private @Nullable End release(StreamRecord stream, Phase phase) {
        Release begun = release;
        if (begun == null || !begun.isOf(stream)) {
            if (begun != null) {
                begun.cancel();
            }
            begun = Release.begin(place, stream, changed);
            release = begun;
        }
        boolean over = begun.isOver();
        End told = begun.hasTried() ? settle(phase) : null;
        return over ? told : null;
    }

    /** Work that has finished cannot be paused any more. */
    private Phase pausedPhase() {
        if (worker != null && worker.ending() instanceof Ending.Finished) {
            return Phase.FINISHED;
        }
        Phase phase = reporter.current().phase();
        return phase.isFinal() ? phase : Phase.PAUSED;
    }

    private @Nullable End settle(Phase phase) {
        Release tried = release != null && release.hasTried() ? release : null;
        StreamException left = tried == null ? null : tried.failure();
        SideStatus last = reporter.current();
        boolean leavesOther = tried != null && !Objects.equals(last.message(), left == null ? null : left.getMessage());
        if (last.phase() != phase || leavesOther) {
            if (hasWorked) {
                reporter.ended(phase, progress, left);
            } else {
                reporter.only(phase, left);
            }
            log.info("{} after {} events", phase, progress.counter());
        }
        return reporter.tell() ? End.SETTLED : null;
    }
}
