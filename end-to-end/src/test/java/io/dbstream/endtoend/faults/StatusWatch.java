package io.dbstream.endtoend.faults;

import io.dbstream.endtoend.Api;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks the API once a second how the streams are: none may have failed, whatever happens. */
final class StatusWatch {
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final Api api;
    private final List<Pair> pairs;
    private final Report report;
    private final Thread thread;

    /** Begins to ask. */
    StatusWatch(Api api, List<Pair> pairs, Report report) {
        this.api = api;
        this.pairs = pairs;
        this.report = report;
        this.thread = Thread.ofVirtual().name("status-watch").start(this::run);
    }

    void end() throws InterruptedException {
        thread.interrupt();
        thread.join();
    }

    private void run() {
        try {
            while (!report.isBroken()) {
                Thread.sleep(INTERVAL);
                pairs.forEach(this::ask);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Pair pair) {
        try {
            JsonNode stat = api.stat(pair.id()).body();
            for (String side : List.of("source", "target")) {
                if (stat.at("/" + side + "/status").asString("").equals("FAILED")) {
                    report.violation(pair.toString(), "the " + side + " has FAILED: " + stat.at("/" + side));
                }
            }
        } catch (UncheckedIOException | IllegalStateException e) {
            // The api-server is away, too.
            Thread.onSpinWait();
        }
    }
}
