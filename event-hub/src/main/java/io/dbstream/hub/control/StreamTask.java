package io.dbstream.hub.control;

import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import java.util.Optional;

/** What a worker is told about its stream, and how it tells how it goes. */
public interface StreamTask {
    StreamRecord stream();

    /** Whether the worker is to leave off as soon as it may. */
    boolean stopping();

    /** Runs this, once and on another thread, when the worker is to leave off; at once when it already is. */
    void onStop(Runnable wake);

    /** Counters and phase of this side; the supervisor shows them to the world. */
    Progress progress();

    /** What the other side last said of itself. */
    Optional<SideStatus> otherSide();
}
