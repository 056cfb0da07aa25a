package io.dbstream.benchmarks;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long it takes from a commit at the source until a query at the target sees it, while transactions of one inserted row come at a
 * steady pace. Each contender in turn is released, catches up, and is measured; the others are held.
 */
final class Latency implements Measurement {
    private static final Table TABLE = Table.products("products");
    private static final int PER_SECOND = 500;
    private static final int SECONDS_TO_WARM_UP = 3;

    private final Options options;

    Latency(Options options) {
        this.options = options;
    }

    /**
     * What one contender did in one round.
     *
     * @param delays in milliseconds
     * @param processors how many processors each of its processes kept busy, by roles
     */
    private record Round(Samples delays, Map<String, Double> processors) {
        @Override
        public String toString() {
            return "p50 %s ms, p99 %s ms"
                    .formatted(Numbers.brief(delays.percentile(50)), Numbers.brief(delays.percentile(99)));
        }
    }

    @Override
    public String run(Pair pair, Path directory) throws Exception {
        try (var site = Site.open(pair, List.of(TABLE), directory);
                var load = new SteadyLoad(TABLE, site.source(), PER_SECOND)) {
            Entrants entrants = Entrants.of(options.againstReplication(), options.jvm(), site);
            List<Runner<Round>> runners =
                    entrants.all().stream().map(Runner<Round>::new).toList();
            try {
                measure(site, load, runners);
                return new Report(runners, entrants.absences(), site.description())
                        .text(intention(), delays(runners), processors(runners));
            } finally {
                runners.forEach(Runner::close);
            }
        }
    }

    private void measure(Site site, SteadyLoad load, List<Runner<Round>> runners) throws Exception {
        for (Runner<Round> each : runners) {
            Progress.say("starting " + each.name());
            each.attempt(() -> {
                each.entrant().contender().start();
                each.entrant().contender().hold();
            });
        }
        for (int round = 0; round < options.warmUps() + options.rounds(); round++) {
            boolean counts = round >= options.warmUps();
            for (int turn = 0; turn < runners.size(); turn++) {
                Runner<Round> each = runners.get((round + turn) % runners.size());
                each.attempt(() -> {
                    Round seen = round(each.entrant(), load);
                    each.entrant().demandEquality(List.of(TABLE), Table.sums(List.of(TABLE), site.source()));
                    Progress.say("%s%s: %s".formatted(counts ? "" : "warm-up, ", each.name(), seen));
                    if (counts) {
                        each.add(seen);
                    }
                });
            }
        }
    }

    private Round round(Entrant entrant, SteadyLoad load) throws Exception {
        Contender contender = entrant.contender();
        var unused = entrant.release(load.writeOne());
        Machine.settle();
        load.run(entrant.target(), SECONDS_TO_WARM_UP * PER_SECOND);
        Usage before = Usage.of(contender.processes());
        Samples delays = load.run(entrant.target(), options.seconds() * PER_SECOND);
        Usage used = Usage.of(contender.processes()).since(before);
        contender.hold();
        Map<String, Double> processors = new LinkedHashMap<>();
        used.processor().forEach((role, time) -> processors.put(role, time.toMillis() / 1e3 / options.seconds()));
        return new Round(delays, processors);
    }

    private String intention() {
        return "%d transactions a second, each of one inserted row, for %d seconds. Milliseconds from the commit at the source until a query at the target sees the row; medians of %d rounds after %d to warm up, and the maximum of all."
                .formatted(PER_SECOND, options.seconds(), options.rounds(), options.warmUps());
    }

    private static Grid delays(List<Runner<Round>> runners) {
        var grid = new Grid("contender", "p50", "p90", "p99", "max", "p50 min – max", "p99 min – max");
        for (Runner<Round> each : runners) {
            if (!each.isMeasured()) {
                grid.add(each.name(), each.verdict(), "", "", "", "", "");
                continue;
            }
            Samples middle = each.samples(round -> round.delays.percentile(50));
            Samples high = each.samples(round -> round.delays.percentile(99));
            grid.add(
                    each.name(),
                    Numbers.brief(middle.median()),
                    Numbers.brief(
                            each.samples(round -> round.delays.percentile(90)).median()),
                    Numbers.brief(high.median()),
                    Numbers.brief(each.samples(round -> round.delays.max()).max()),
                    middle.range(),
                    high.range());
        }
        return grid;
    }

    private static Grid processors(List<Runner<Round>> runners) {
        var grid = new Grid("process", "processors kept busy", "peak MiB");
        for (Runner<Round> each : runners) {
            each.peakMemory()
                    .forEach((role, bytes) -> grid.add(
                            each.name() + ": " + role,
                            Numbers.brief(each.samples(round -> round.processors.getOrDefault(role, 0.0))
                                    .median()),
                            Numbers.mebibytes(bytes)));
        }
        return grid;
    }
}
