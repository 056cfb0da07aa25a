package io.dbstream.benchmarks;

import io.dbstream.sandbox.Directories;
import io.dbstream.sandbox.Http;
import io.dbstream.sandbox.NatsServer;
import io.dbstream.sandbox.Ports;
import io.dbstream.sandbox.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How long dbstream takes until it can work: each service alone, all three at once, and the first stream. */
final class StartUp implements Measurement {
    private static final Table TABLE = Table.products("products");
    private static final List<String> SERVICES = List.of("api-server", "source-reader", "target-writer");

    private final Options options;
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    StartUp(Options options) {
        this.options = options;
    }

    @Override
    public String run(Pair pair, Path directory) throws Exception {
        for (int round = 0; round < options.warmUps() + options.rounds(); round++) {
            if (round == options.warmUps()) {
                seconds.clear();
            }
            Path place = Directories.create(directory.resolve("round-" + round));
            try (var site = Site.open(pair, List.of(TABLE), place);
                    var nats = NatsServer.start(Directories.create(place.resolve("nats")))) {
                round(site.link("dbstream"), nats, place);
            }
        }
        var grid = new Grid("what", "seconds", "min – max");
        seconds.forEach((what, times) -> {
            var samples = new Samples(times);
            grid.add(what, Numbers.brief(samples.median()), samples.range());
        });
        return new Report(List.of(), List.of(), List.of())
                .text(
                        "From the start of a process until it answers on /actuator/health, and from the POST of a stream until that is READY. Medians of %d rounds after %d to warm up."
                                .formatted(options.rounds(), options.warmUps()),
                        grid);
    }

    private void round(Link link, NatsServer nats, Path directory) throws Exception {
        for (String name : SERVICES) {
            Machine.settle();
            Service alone = time(name + " alone", () -> start(name, nats, directory));
            alone.close();
        }
        Machine.settle();
        List<Service> services = time("all three at once", () -> startAll(nats, directory));
        try {
            String streams = services.getFirst().url() + "/api/v1/streams";
            var unused = time("a stream, READY", () -> Http.postJson(streams, Dbstream.config(link)));
        } finally {
            services.forEach(Service::close);
        }
    }

    private List<Service> startAll(NatsServer nats, Path directory) throws IOException, InterruptedException {
        List<Future<Service>> starting;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            starting = SERVICES.stream()
                    .map(name -> threads.submit(() -> start(name, nats, directory)))
                    .toList();
        }
        List<Service> services = new ArrayList<>();
        for (Future<Service> each : starting) {
            try {
                services.add(each.get());
            } catch (ExecutionException e) {
                throw new IOException("a service does not start", e.getCause());
            }
        }
        return services;
    }

    private Service start(String name, NatsServer nats, Path directory) {
        return Service.start(name, Ports.free(), nats.url(), options.jvm(), directory, directory);
    }

    private <T> T time(String what, Callable<T> action) throws Exception {
        long start = System.nanoTime();
        T result = action.call();
        double taken = (System.nanoTime() - start) / 1e9;
        Progress.say("%s: %s s".formatted(what, Numbers.brief(taken)));
        seconds.computeIfAbsent(what, unused -> new ArrayList<>()).add(taken);
        return result;
    }
}
