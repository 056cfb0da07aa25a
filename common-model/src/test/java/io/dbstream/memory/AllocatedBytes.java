package io.dbstream.memory;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * How much a piece of work allocates: what stands for its cost in tests, because unlike time it is the same on a busy machine. A bound
 * that is exceeded says that a copy, a box or a wrapper has crept into the way of a row; one that is far from what is measured guards
 * nothing.
 */
public final class AllocatedBytes {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int REPETITIONS = 40;

    private AllocatedBytes() {}

    /**
     * The bytes that the calling thread allocates for each of the things that the work does; the least of many repetitions, behind those
     * that load classes and fill caches.
     *
     * @param things that one run of the work does
     */
    public static long forEach(int things, Runnable work) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < REPETITIONS; i++) {
            long before = THREADS.getCurrentThreadAllocatedBytes();
            work.run();
            least = Math.min(least, THREADS.getCurrentThreadAllocatedBytes() - before);
        }
        return least / things;
    }
}
