package io.dbstream.change;

import io.dbstream.change.ChangeEvent.Commit;
import io.dbstream.change.ChangeEvent.Delete;
import io.dbstream.change.ChangeEvent.Discard;
import io.dbstream.change.ChangeEvent.Insert;
import io.dbstream.change.ChangeEvent.SchemaChange;
import io.dbstream.change.ChangeEvent.Truncate;
import io.dbstream.change.ChangeEvent.Update;
import java.util.concurrent.atomic.LongAdder;

/** How many data events there were, by operation. Counted by one thread, read by any. */
public final class EventCounts {
    private final LongAdder inserts = new LongAdder();
    private final LongAdder updates = new LongAdder();
    private final LongAdder deletes = new LongAdder();
    private final LongAdder truncates = new LongAdder();

    /** Counts a data event; others do not count. */
    public void count(ChangeEvent event) {
        switch (event) {
            case Insert insert -> inserts.increment();
            case Update update -> updates.increment();
            case Delete delete -> deletes.increment();
            case Truncate truncate -> truncates.increment();
            case SchemaChange change -> {}
            case Commit commit -> {}
            case Discard discard -> {}
        }
    }

    public long inserts() {
        return inserts.sum();
    }

    public long updates() {
        return updates.sum();
    }

    public long deletes() {
        return deletes.sum();
    }

    public long truncates() {
        return truncates.sum();
    }
}
