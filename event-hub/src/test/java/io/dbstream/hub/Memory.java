package io.dbstream.hub;

import io.dbstream.memory.MemoryBudget;
import io.dbstream.memory.MemoryBudget.Share;

/** Memory for tests that are not about it. */
public final class Memory {
    private static final long ENOUGH = 1L << 40;

    private Memory() {}

    public static Share enough() {
        return budget().share(ENOUGH);
    }

    public static MemoryBudget budget() {
        return new MemoryBudget(ENOUGH);
    }
}
