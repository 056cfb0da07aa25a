package io.dbstream.benchmarks;

import java.util.List;

/** The tables of a {@link Drain}. The first runner is dbstream's. */
record DrainReport(Workload workload, Options options, List<Runner<Lap>> runners) {
    String intention() {
        return "%s. Medians of %d rounds after %d to warm up."
                .formatted(workload.description(), options.rounds(), options.warmUps());
    }

    Grid speeds() {
        String unit = workload.unit();
        var grid = new Grid(
                "contender",
                unit + "/s",
                "min – max",
                "seconds",
                "of which to release",
                "dbstream is",
                "hub bytes a row");
        for (Runner<Lap> each : runners) {
            if (!each.isMeasured()) {
                grid.add(each.name(), each.verdict(), "", "", "", "", "");
                continue;
            }
            Samples speed = each.samples(Lap::unitsPerSecond);
            double hub = each.samples(Lap::hubBytesPerChange).median();
            grid.add(
                    each.name(),
                    Numbers.whole(speed.median()),
                    speed.range(),
                    Numbers.brief(each.samples(Lap::seconds).median()),
                    Numbers.brief(each.samples(Lap::releasingSeconds).median()),
                    ratio(each),
                    hub > 0 ? Numbers.brief(hub) : "");
        }
        return grid;
    }

    /** Of the medians. */
    private String ratio(Runner<Lap> other) {
        Runner<Lap> own = runners.getFirst();
        if (other == own || !own.isMeasured()) {
            return "";
        }
        double ratio = own.samples(Lap::unitsPerSecond).median()
                / other.samples(Lap::unitsPerSecond).median();
        return Numbers.brief(ratio) + " × as fast";
    }

    Grid processes() {
        var grid = new Grid("process", "CPU s per million rows", "peak MiB");
        for (Runner<Lap> each : runners) {
            if (each.isMeasured()) {
                each.peakMemory()
                        .forEach((role, bytes) -> grid.add(
                                each.name() + ": " + role,
                                Numbers.brief(each.samples(lap -> lap.processorSecondsPerMillion(role))
                                        .median()),
                                Numbers.mebibytes(bytes)));
                grid.add(
                        each.name() + ": whole machine",
                        Numbers.brief(
                                each.samples(Lap::machineSecondsPerMillion).median()),
                        "");
            }
        }
        return grid;
    }
}
