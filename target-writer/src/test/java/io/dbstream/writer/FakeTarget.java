package io.dbstream.writer;

import io.dbstream.change.ChangeEvent;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.writer.apply.LetterBox;
import io.dbstream.writer.apply.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A target in memory: rows and checkpoint, committed together. */
final class FakeTarget {
    private final List<Long> rows = new ArrayList<>();
    private @Nullable Checkpoint checkpoint;
    private long fence;
    private int failures;

    synchronized List<Long> rows() {
        return List.copyOf(rows);
    }

    synchronized @Nullable Checkpoint checkpoint() {
        return checkpoint;
    }

    synchronized boolean wasOpened() {
        return fence > 0;
    }

    /** The next so many commits fail, as if the database had gone away. */
    synchronized void failCommits(int count) {
        failures = count;
    }

    /** An older state, as from a backup. */
    synchronized void restore(List<Long> older, @Nullable Checkpoint olderCheckpoint) {
        rows.clear();
        rows.addAll(older);
        checkpoint = olderCheckpoint;
        fence++;
    }

    Target session() {
        return new Session();
    }

    private final class Session implements Target {
        private final List<Long> open = new ArrayList<>();
        private long mine;

        @Override
        public Optional<Checkpoint> open() {
            synchronized (FakeTarget.this) {
                mine = ++fence;
                return Optional.ofNullable(checkpoint);
            }
        }

        @Override
        public void apply(List<ChangeEvent> changes) {
            for (ChangeEvent change : changes) {
                open.add((Long) ((Insert) change).after().get(0));
            }
        }

        @Override
        public void commit(Checkpoint next) {
            synchronized (FakeTarget.this) {
                if (mine != fence) {
                    throw new StreamException(ErrorKind.FENCED, "another writer");
                }
                if (failures > 0) {
                    failures--;
                    throw new StreamException(ErrorKind.TARGET_UNAVAILABLE, "gone for now");
                }
                rows.addAll(open);
                open.clear();
                checkpoint = next;
            }
        }

        @Override
        public void rollback() {
            open.clear();
        }

        @Override
        public void forget() {
            synchronized (FakeTarget.this) {
                checkpoint = null;
                fence++;
            }
        }

        @Override
        public Optional<LetterBox> letters() {
            return Optional.empty();
        }

        @Override
        public void close() {}
    }
}
