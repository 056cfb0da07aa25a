package io.dbstream.hub.control;

import java.time.Duration;

/** How long to wait before trying again: twice as long after each failure in a row, up to a limit. */
record Backoff(Duration first, Duration longest) {
    /** The wait after so many failures in a row, at least one. */
    Duration after(int failures) {
        // 30 doublings exceed any limit.
        Duration delay = first.multipliedBy(1L << Math.min(failures - 1, 30));
        return delay.compareTo(longest) < 0 ? delay : longest;
    }
}
