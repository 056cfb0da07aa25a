package io.dbstream.benchmarks;

import java.util.Map;

/**
 * One way to bring a source's changes to a target, measured beside the others. It follows the source from {@link #start} on; while it is
 * held, what is committed at the source gathers there.
 *
 * <p>All methods are called by one thread, and return when what they say has happened.
 */
interface Contender {
    /** As it stands in the tables of results, with its version. */
    String name();

    /** Begins to follow the source: a change that is committed from now on arrives. */
    void start() throws Exception;

    /** Makes it stand still, with all that it needs to go on; it then uses no processor. */
    void hold() throws Exception;

    /** Lets it go on. */
    void release() throws Exception;

    /** The processes that are its own, by their roles, such as {@code reader}; empty when it lives within the databases. */
    Map<String, Long> processes();

    /** Told what the source has for it, before the clock starts. */
    default void prepare(Written written) throws Exception {}

    /** What it has written into its hub since it began, in bytes; 0 when it has none, or does not say. */
    default long hubBytes() throws Exception {
        return 0;
    }

    /** Throws, with the reason, when it will not go on by itself. */
    default void demandHealth() throws Exception {
        for (var process : processes().entrySet()) {
            if (!ProcessHandle.of(process.getValue())
                    .map(ProcessHandle::isAlive)
                    .orElse(false)) {
                throw new IllegalStateException("its process " + process.getKey() + " has ended");
            }
        }
    }

    /** Ends it, and what it keeps at the source. */
    void close() throws Exception;
}
