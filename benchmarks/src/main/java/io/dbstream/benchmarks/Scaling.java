package io.dbstream.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a row costs dbstream when there are more of them, more tables, or more streams: the same everywhere if the cost grows with the work
 * and nothing else. Each shape has servers and a dbstream of its own, and works off backlogs as in {@link Drain}.
 */
final class Scaling implements Measurement {
    private static final int FEWEST_ROWS = 10_000;
    private static final List<Integer> TABLES = List.of(1, 10, 100, 500);
    private static final List<Integer> STREAMS = List.of(1, 10, 50);

    private final Options options;

    Scaling(Options options) {
        this.options = options;
    }

    /** How many rows in how many tables, which so many streams carry. */
    private record Shape(long rows, int tables, int streams) {
        @Override
        public String toString() {
            return "%s rows, %d tables, %d streams".formatted(Numbers.whole(rows), tables, streams);
        }
    }

    @Override
    public String run(Pair pair, Path directory) throws Exception {
        List<Runner<Lap>> runners = new ArrayList<>();
        List<String> servers = new ArrayList<>();
        var grid = new Grid("shape", "rows/s", "min – max", "reader CPU s/M", "writer CPU s/M", "hub bytes a row");
        for (Shape shape : shapes()) {
            Progress.say(shape.toString());
            var workload = new ManyTables(shape.tables, shape.rows);
            try (var site = Site.open(pair, workload.tables(), directory.resolve("shape-" + runners.size()));
                    var writer = new Writer(site.source())) {
                var runner = new Runner<Lap>(entrant(site, workload, shape.streams));
                runners.add(runner);
                servers = site.description();
                try (runner) {
                    runner.attempt(() -> measure(runner, site, workload, writer));
                }
                grid.add(row(shape, runner));
            }
        }
        return new Report(runners, List.of(), servers)
                .text(
                        "Inserts in transactions of 1,000 rows or as many as a table gets. Medians of %d rounds after %d to warm up."
                                .formatted(options.rounds(), options.warmUps()),
                        grid);
    }

    /** More and more rows in one table, up to ten times those asked for; then the rows asked for in tables and streams. */
    private List<Shape> shapes() {
        List<Shape> shapes = new ArrayList<>();
        for (long rows = FEWEST_ROWS; rows <= 10 * options.rows(); rows *= 10) {
            shapes.add(new Shape(rows, 1, 1));
        }
        TABLES.forEach(tables -> shapes.add(new Shape(options.rows(), tables, 1)));
        STREAMS.forEach(streams -> shapes.add(new Shape(options.rows(), streams, streams)));
        return shapes.stream().distinct().toList();
    }

    private Entrant entrant(Site site, Workload workload, int streams) throws Exception {
        Link whole = site.link("dbstream");
        List<Link> links = streams == 1
                ? List.of(whole)
                : workload.tables().stream()
                        .map(table ->
                                new Link(whole.source(), whole.target(), List.of(table.name()), whole.directory()))
                        .toList();
        return new Entrant(new Dbstream(links, options.jvm()), whole.target());
    }

    private void measure(Runner<Lap> runner, Site site, Workload workload, Writer writer) throws Exception {
        runner.entrant().contender().start();
        runner.entrant().contender().hold();
        for (int round = 0; round < options.warmUps() + options.rounds(); round++) {
            Written written = workload.write(writer);
            var sums = Table.sums(workload.tables(), site.source());
            Lap lap = runner.entrant().lap(written, workload.tables(), sums);
            Progress.say("%s rows/s".formatted(Numbers.whole(lap.unitsPerSecond())));
            if (round >= options.warmUps()) {
                runner.add(lap);
            }
        }
    }

    private static List<String> row(Shape shape, Runner<Lap> runner) {
        if (!runner.isMeasured()) {
            return List.of(shape.toString(), runner.verdict(), "", "", "", "");
        }
        Samples speed = runner.samples(Lap::unitsPerSecond);
        return List.of(
                shape.toString(),
                Numbers.whole(speed.median()),
                speed.range(),
                processor(runner, "reader"),
                processor(runner, "writer"),
                Numbers.brief(runner.samples(Lap::hubBytesPerChange).median()));
    }

    private static String processor(Runner<Lap> runner, String role) {
        return Numbers.brief(
                runner.samples(lap -> lap.processorSecondsPerMillion(role)).median());
    }
}
