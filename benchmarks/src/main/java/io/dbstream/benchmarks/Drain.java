package io.dbstream.benchmarks;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;

/**
 * How fast a backlog is worked off. In each round all contenders are held while the workload is written at the source, once; then each
 * in turn is released until its target has everything, and held again. Who begins changes from round to round.
 */
final class Drain implements Measurement {
    private final Workload workload;
    private final Options options;

    Drain(Workload workload, Options options) {
        this.workload = workload;
        this.options = options;
    }

    @Override
    public String run(Pair pair, Path directory) throws Exception {
        try (var site = Site.open(pair, workload.tables(), directory);
                var writer = new Writer(site.source())) {
            List<Baseline> against = workload.insertsOnly() ? options.against() : options.againstReplication();
            Entrants entrants = Entrants.of(against, options.jvm(), site);
            List<Runner<Lap>> runners =
                    entrants.all().stream().map(Runner<Lap>::new).toList();
            try {
                measure(site, writer, runners);
                var report = new DrainReport(workload, options, runners);
                return new Report(runners, entrants.absences(), site.description())
                        .text(report.intention(), report.speeds(), report.processes());
            } finally {
                for (Runner<Lap> each : runners) {
                    each.close();
                }
            }
        }
    }

    private void measure(Site site, Writer writer, List<Runner<Lap>> runners) throws Exception {
        for (Runner<Lap> each : runners) {
            Progress.say("starting " + each.name());
            each.attempt(() -> each.entrant().contender().start());
        }
        Progress.say("bringing over what is there before the first round");
        Written seed = workload.seed(writer);
        for (Runner<Lap> each : runners) {
            each.attempt(() -> {
                each.entrant().contender().prepare(seed);
                var unused = each.entrant().release(seed);
                each.entrant().contender().hold();
            });
        }
        for (int round = 0; round < options.warmUps() + options.rounds(); round++) {
            String title = round < options.warmUps()
                    ? "warm-up %d".formatted(round + 1)
                    : "round %d".formatted(round - options.warmUps() + 1);
            Progress.say(title + ": writing at the source");
            Written written = workload.write(writer);
            List<List<BigDecimal>> sums = Table.sums(workload.tables(), site.source());
            for (int turn = 0; turn < runners.size(); turn++) {
                Runner<Lap> each = runners.get((round + turn) % runners.size());
                boolean counts = round >= options.warmUps();
                each.attempt(() -> {
                    Lap lap = each.entrant().lap(written, workload.tables(), sums);
                    Progress.say("%s: %s %s %s/s"
                            .formatted(title, each.name(), Numbers.whole(lap.unitsPerSecond()), workload.unit()));
                    if (counts) {
                        each.add(lap);
                    }
                });
            }
        }
    }
}
