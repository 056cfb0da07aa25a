package io.dbstream.writer;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.hub.Directory;
import io.dbstream.hub.EventHub;
import io.dbstream.hub.HubStream;
import io.dbstream.hub.control.StreamTask;
import io.dbstream.hub.control.StreamWork;
import io.dbstream.memory.MemoryBudget;
import io.dbstream.memory.MemoryBudget.Share;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.Phase;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamConfig.Limits;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import io.dbstream.writer.apply.Target;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries a stream's changes from the hub to its target, until told to stop or the source has finished: fetch, apply, commit, acknowledge.
 *
 * <p>A batch is whatever arrived while the last one was being applied, up to a limit: small when the stream is quiet, large when it is
 * behind.
 */
public final class WriterLoop implements StreamWork {
    private static final Logger log = LoggerFactory.getLogger(WriterLoop.class);
    private static final Duration PATIENCE = Duration.ofMillis(100);
    private static final Duration GRACE = Duration.ofSeconds(5);
    /** On the heap, as everything here. */
    private static final long BATCH_BYTES = 16L << 20;
    /** What is fetched ahead, and the batch that is being applied. */
    private static final long STREAM_BYTES = 2 * BATCH_BYTES;

    private final EventHub hub;
    private final MemoryBudget memory;
    private final Function<StreamRecord, Target> targets;
    private final Function<String, WriterStatistics> statistics;
    private final Clock clock;

    /**
     * @param memory for what was fetched and is not applied
     * @param targets opens a stream's target
     * @param statistics the statistics of a stream, by its id
     */
    public WriterLoop(
            EventHub hub,
            MemoryBudget memory,
            Function<StreamRecord, Target> targets,
            Function<String, WriterStatistics> statistics,
            Clock clock) {
        this.hub = hub;
        this.memory = memory;
        this.targets = targets;
        this.statistics = statistics;
        this.clock = clock;
    }

    @Override
    public Outcome run(StreamTask task) {
        try (Target target = targets.apply(task.stream())) {
            task.onStop(() -> closeAfterGrace(target));
            // The reader makes the hub stream once its source is as it should be: before, the target stays untouched.
            if (awaitHub(task).isEmpty()) {
                return Outcome.STOPPED;
            }
            Checkpoint committed = open(target, task);
            Optional<HubStream.State> state = awaitHub(task);
            return state.isEmpty() ? Outcome.STOPPED : write(task, target, state.get(), committed);
        }
    }

    /** A stream that is deleted leaves its tables only. Of one that has finished, the checkpoint stays to say how they came to be. */
    @Override
    public void release(StreamRecord stream) {
        // A writer speaks there once it has opened the target; before, there is nothing to take away.
        boolean opened = hub.checkpoints().get(stream.id()).isPresent();
        if (stream.wanted() == Wanted.RUN || !opened) {
            return;
        }
        try (Target target = targets.apply(stream)) {
            target.forget();
        }
        hub.letterRequests().delete(stream.id());
        hub.deadLetters().delete(stream.id());
        hub.checkpoints().delete(stream.id());
    }

    /** The heart of it. */
    private Outcome write(StreamTask task, Target target, HubStream.State hubStream, Checkpoint committed) {
        String id = task.stream().id();
        WriterStatistics counts = statistics.apply(id);
        Batcher batcher = new Batcher(hubStream.epoch(), committed, BATCH_BYTES);
        try (LetterDesk letters = new LetterDesk(hub, id, target.letters(), counts);
                Share share = memory.share(STREAM_BYTES);
                Feed feed = new Feed(new Fetching(hub.stream(id), id, share, counts), hubStream, committed);
                Acknowledger acknowledger = new Acknowledger(hub, id, hubStream.epoch(), committed)) {
            boolean inTransaction = false;
            log.info(
                    "Writing on from hub message {}, behind {} events",
                    feed.firstSequence(),
                    committed.position().events());
            while (!task.stopping()) {
                if (!inTransaction) {
                    letters.attend();
                }
                Batch batch = batcher.next();
                if (batch != null) {
                    inTransaction = batch instanceof Batch.Part;
                    Checkpoint before = committed;
                    committed = apply(batch, target, counts, before);
                    if (before.equals(Checkpoint.NONE)) {
                        // Before the target counts as ready: from here on a target without a checkpoint has lost it.
                        hub.checkpoints().put(id, committed);
                    }
                    acknowledger.committed(committed);
                    if (batch instanceof Batch.Part part) {
                        acknowledger.applied(part.sequence());
                    }
                    report(task, committed);
                } else if (!feed.gather(batcher, PATIENCE) && isFinished(task, committed)) {
                    hub.checkpoints().put(id, committed);
                    return Outcome.FINISHED;
                } else if (acknowledger.isStale()) {
                    throw new StreamException(
                            ErrorKind.HUB_UNAVAILABLE, "The hub stream was made anew, or has lost its last messages");
                }
            }
            return Outcome.STOPPED;
        }
    }

    private Checkpoint apply(Batch batch, Target target, WriterStatistics counts, Checkpoint committed) {
        switch (batch) {
            case Batch.Whole whole -> {
                Instant start = clock.instant();
                target.apply(whole.changes());
                target.commit(whole.checkpoint());
                Instant end = clock.instant();
                counts.applied(whole.changes());
                counts.committed(whole.transactions(), Duration.between(start, end), whole.committedAt(), end);
                return whole.checkpoint();
            }
            case Batch.Part part -> {
                target.apply(part.changes());
                counts.applied(part.changes());
                return committed;
            }
            case Batch.Discarded discarded -> {
                target.rollback();
                return committed;
            }
        }
    }

    /** Takes the target, and says what it has: a reader may be waiting for it. */
    private Checkpoint open(Target target, StreamTask task) {
        String id = task.stream().id();
        Optional<Checkpoint> committed = target.open();
        Checkpoint told = hub.checkpoints().get(id).map(Directory.Entry::value).orElse(Checkpoint.NONE);
        boolean hadOne = !told.equals(Checkpoint.NONE) || task.progress().counter() > 0;
        if (committed.isEmpty() && hadOne) {
            throw new StreamException(
                    ErrorKind.POSITION_LOST,
                    "The target has no checkpoint of this stream any more (table dbstream_checkpoint), although it had"
                            + " one: it was replaced, or restored from before the stream began");
        }
        if (committed.isEmpty()) {
            // Only said where nobody has spoken: from a stale writer it would make the reader begin at the log's end.
            hub.checkpoints().create(id, Checkpoint.NONE);
            return Checkpoint.NONE;
        }
        long events = committed.get().position().events();
        if (events < told.position().events()) {
            log.warn(
                    "The target has gone back from {} to {} events: it was restored. Going on from there, as far as"
                            + " hub and source still have what came since",
                    told.position().events(),
                    events);
        }
        hub.checkpoints().put(id, committed.get());
        report(task, committed.get());
        return committed.get();
    }

    /** A target is ready once it has committed where the stream begins. */
    private static void report(StreamTask task, Checkpoint committed) {
        if (!committed.equals(Checkpoint.NONE)) {
            task.progress().count(committed.position().events());
            task.progress().ready();
        }
    }

    /** The hub stream, once its reader has made it; empty when told to stop before. */
    private Optional<HubStream.State> awaitHub(StreamTask task) {
        HubStream messages = hub.stream(task.stream().id());
        Optional<HubStream.State> state = messages.state();
        while (state.isEmpty() && !task.stopping()) {
            LockSupport.parkNanos(PATIENCE.toNanos());
            state = messages.state();
        }
        return state;
    }

    private static boolean isFinished(StreamTask task, Checkpoint committed) {
        if (task.stream().config().limits().equals(Limits.NONE)) {
            return false;
        }
        Optional<SideStatus> source = task.otherSide();
        return source.isPresent()
                && source.get().phase() == Phase.FINISHED
                && committed.position().events() >= source.get().counter();
    }

    /** A target that hangs, on a lock or a dead connection, must not keep a stopped writer. */
    private static void closeAfterGrace(Target target) {
        LockSupport.parkNanos(GRACE.toNanos());
        target.close();
    }
}
