package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.Http;
import io.dbstream.sandbox.SandboxException;
import io.dbstream.sandbox.Service;
import java.io.IOException;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How the stream goes at one moment, from the answer of {@code /api/v1/streams/stat} and the target-writer's metrics.
 *
 * @param lagSeconds empty until the writer has applied something
 */
record Progress(Side source, Side target, OptionalDouble lagSeconds) {
    private static final Pattern LAG =
            Pattern.compile("^dbstream_target_lag_seconds\\{[^}]*}\\s+(\\S+)", Pattern.MULTILINE);

    /** One side of the stream. */
    record Side(String status, long events) {
        private static Side of(String name, String stat) {
            return new Side(
                    field(name, "status", "\"(\\w+)\"", stat), Long.parseLong(field(name, "counter", "(\\d+)", stat)));
        }

        private static String field(String side, String field, String value, String stat) {
            Matcher matcher = Pattern.compile(
                            "\"%s\"\\s*:\\s*\\{[^{}]*?\"%s\"\\s*:\\s*%s".formatted(side, field, value))
                    .matcher(stat);
            if (!matcher.find()) {
                throw new SandboxException(
                        "No %s.%s in the answer to GET /streams/stat: %s".formatted(side, field, stat));
            }
            return matcher.group(1);
        }
    }

    static Progress ask(Service apiServer, Service targetWriter) throws IOException, InterruptedException {
        String stat = Http.get(apiServer.url() + "/api/v1/streams/stat");
        String metrics = Http.get(targetWriter.url() + "/actuator/prometheus");
        var progress = of(stat, metrics);
        if (progress.source.status.equals("FAILED") || progress.target.status.equals("FAILED")) {
            throw new SandboxException("The stream failed: " + stat);
        }
        return progress;
    }

    static Progress of(String stat, String metrics) {
        return new Progress(Side.of("source", stat), Side.of("target", stat), lag(metrics));
    }

    /** Whether both sides have counted exactly that many events. */
    boolean hasReached(long events) {
        return source.events == events && target.events == events;
    }

    /** One line for people. */
    String line(Progress before, long seconds) {
        String lag = lagSeconds.isPresent() ? "%.0f ms".formatted(lagSeconds.getAsDouble() * 1_000) : "-";
        return "%5d s   captured %,9d   applied %,9d   %,7d events/s   lag %s"
                .formatted(seconds, source.events, target.events, target.events - before.target.events, lag);
    }

    private static OptionalDouble lag(String metrics) {
        Matcher matcher = LAG.matcher(metrics);
        if (!matcher.find() || matcher.group(1).equals("NaN")) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(Double.parseDouble(matcher.group(1)));
    }
}
