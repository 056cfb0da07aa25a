package io.dbstream.benchmarks;

import java.util.Collection;

/** Measured values of one thing, at least one. */
final class Samples {
    private final double[] sorted;

    Samples(Collection<Double> values) {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    double min() {
        return sorted[0];
    }

    double max() {
        return sorted[sorted.length - 1];
    }

    /** The middle one, or the mean of the two in the middle. */
    double median() {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** The smallest value that so many percent of all do not exceed. */
    double percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
    }

    /** The smallest and the largest, for people. */
    String range() {
        return Numbers.brief(min()) + " – " + Numbers.brief(max());
    }
}
