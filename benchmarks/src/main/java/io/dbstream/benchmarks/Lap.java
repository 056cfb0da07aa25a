package io.dbstream.benchmarks;

import java.time.Duration;

/**
 * What one contender did in one round.
 *
 * @param time until everything had arrived
 * @param releasing the part of it that releasing the contender took
 * @param used by its processes
 * @param machine processor time of all processes of the machine, with the databases and whatever else ran
 * @param hubBytes that it wrote into its hub
 */
record Lap(Written written, Duration time, Duration releasing, Usage used, Duration machine, long hubBytes) {
    private static final double MILLION = 1e6;

    double seconds() {
        return time.toNanos() / 1e9;
    }

    double releasingSeconds() {
        return releasing.toNanos() / 1e9;
    }

    double unitsPerSecond() {
        return written.units() / seconds();
    }

    /** Seconds of a processor that a process used for a million changes. */
    double processorSecondsPerMillion(String role) {
        return secondsPerMillion(used.processor().getOrDefault(role, Duration.ZERO));
    }

    double machineSecondsPerMillion() {
        return secondsPerMillion(machine);
    }

    private double secondsPerMillion(Duration processor) {
        return processor.toMillis() / 1e3 / written.changes() * MILLION;
    }

    double hubBytesPerChange() {
        return (double) hubBytes / written.changes();
    }
}
