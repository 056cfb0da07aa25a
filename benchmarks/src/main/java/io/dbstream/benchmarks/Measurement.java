package io.dbstream.benchmarks;

import java.nio.file.Path;

/** Measures one case for one pair of databases. */
@FunctionalInterface
interface Measurement {
    /**
     * Starts what it needs, measures, and ends all of it.
     *
     * @param directory for data and logs, of its own
     * @return what was seen, as Markdown
     */
    String run(Pair pair, Path directory) throws Exception;
}
