package io.dbstream.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes every server that is still open when this JVM ends, all at the same time. */
final class JvmExit {
    private static final Set<Runnable> CLOSINGS = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(JvmExit::closeAll, "sandbox-exit"));
    }

    private JvmExit() {}

    static void add(Runnable closing) {
        CLOSINGS.add(closing);
    }

    static void remove(Runnable closing) {
        CLOSINGS.remove(closing);
    }

    private static void closeAll() {
        var threads = CLOSINGS.stream().map(Thread::startVirtualThread).toList();
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
