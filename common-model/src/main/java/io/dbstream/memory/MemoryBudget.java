package io.dbstream.memory;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that all streams of a service hold at a time. Each has a {@link Share}, which may grow to what is still free: so a stream
 * alone has up to half of the budget, and however many hang and hold what they have, the next one finds something. (Switches share the
 * memory of their ports like this: Choudhury and Hahne, <i>Dynamic Queue Length Thresholds</i>, 1998.)
 *
 * <p>Two exceptions keep everybody going. {@link #ALWAYS} bytes are granted to each share whatever the others hold, and whatever it has
 * set aside itself. And what is larger than that and does not fit is granted to a share that holds next to nothing, but to one share at
 * a time. So a message larger than the whole budget passes, alone; and whoever waits while giving back what it holds does not wait for
 * ever, unless another one that was granted so much never gives it back.
 */
public final class MemoryBudget {
    /** What each share may hold in any case. */
    public static final long ALWAYS = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition given = lock.newCondition();
    private final long total;
    private long held;
    /** The share that was granted what did not fit. */
    private @Nullable Share overdrawn;

    public MemoryBudget(long total) {
        this.total = total;
    }

    /** A quarter of the heap: what is held is held more than once on its way, and not everything is counted. */
    public static MemoryBudget ofHeap() {
        return new MemoryBudget(Runtime.getRuntime().maxMemory() / 4);
    }

    /**
     * A share for one stream, that holds nothing yet.
     *
     * @param most what it may hold even if more were free; only a thing that is larger in itself exceeds it
     */
    public Share share(long most) {
        return new Share(most);
    }

    public long total() {
        return total;
    }

    /** What all shares hold. */
    public long held() {
        lock.lock();
        try {
            return held;
        } finally {
            lock.unlock();
        }
    }

    /** What one stream holds. For any thread. */
    public final class Share implements AutoCloseable {
        private final long most;
        private long mine;
        /** Of that, what is set aside for what may come. */
        private long aside;

        private boolean closed;
        private volatile boolean waiting;

        private Share(long most) {
            this.most = most;
        }

        /** Takes bytes if they are to be had at this moment. */
        public boolean tryTake(long bytes) {
            lock.lock();
            try {
                boolean granted = isGranted(bytes);
                if (granted) {
                    mine += bytes;
                    held += bytes;
                }
                return granted;
            } finally {
                lock.unlock();
            }
        }

        /** Sets bytes aside for what may come, if there is plenty; nobody is kept from what always is granted by what it set aside. */
        public boolean trySetAside(long bytes) {
            lock.lock();
            try {
                boolean granted = fits(bytes);
                if (granted) {
                    mine += bytes;
                    aside += bytes;
                    held += bytes;
                }
                return granted;
            } finally {
                lock.unlock();
            }
        }

        /** Gives back what was set aside. */
        public void giveAside(long bytes) {
            lock.lock();
            try {
                aside -= Math.min(bytes, aside);
                give(bytes);
            } finally {
                lock.unlock();
            }
        }

        /** Takes bytes, and waits for them if it must; false when they were not to be had for so long. */
        public boolean take(long bytes, Duration patience) throws InterruptedException {
            long nanos = patience.toNanos();
            lock.lockInterruptibly();
            try {
                waiting = !tryTake(bytes);
                while (waiting && nanos > 0) {
                    nanos = given.awaitNanos(nanos);
                    waiting = !tryTake(bytes);
                }
                return !waiting;
            } finally {
                lock.unlock();
            }
        }

        private boolean isGranted(long bytes) {
            if (fits(bytes) || mine - aside + bytes <= ALWAYS) {
                return true;
            }
            boolean isLarge = bytes > ALWAYS && mine - aside <= ALWAYS;
            boolean isFree = mine + bytes <= total - held;
            if (isLarge && !isFree && overdrawn == null) {
                overdrawn = this;
                return true;
            }
            return isLarge && isFree;
        }

        private boolean fits(long bytes) {
            if (closed) {
                throw new IllegalStateException("the share is closed");
            }
            long wanted = mine + bytes;
            return wanted <= Math.min(most, total - held);
        }

        /** Gives bytes back. */
        public void give(long bytes) {
            lock.lock();
            try {
                // A share that was closed has given everything back.
                long back = Math.min(bytes, mine);
                mine -= back;
                held -= back;
                if (overdrawn == this && mine - aside <= ALWAYS) {
                    overdrawn = null;
                }
                given.signalAll();
            } finally {
                lock.unlock();
            }
        }

        /** Whether the owner waits for what it takes, or did so in vain: to give something back may help. */
        public boolean isWaiting() {
            return waiting;
        }

        public long held() {
            lock.lock();
            try {
                return mine;
            } finally {
                lock.unlock();
            }
        }

        /** Gives everything back. */
        @Override
        public void close() {
            lock.lock();
            try {
                aside = 0;
                give(mine);
                closed = true;
                waiting = false;
            } finally {
                lock.unlock();
            }
        }
    }
}
