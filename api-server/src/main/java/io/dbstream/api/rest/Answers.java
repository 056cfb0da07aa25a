package io.dbstream.api.rest;

import io.dbstream.api.StreamStatus;
import io.dbstream.error.ErrorKind;
import io.dbstream.stream.Phase;
import io.dbstream.stream.Side;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.codec.StreamConfigCodec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The shapes of the answers, which scripts rely on to the letter: {@code docs/reference/rest.md}. */
final class Answers {
    private final Clock clock;

    /** @param clock whose zone's offset moments show */
    Answers(Clock clock) {
        this.clock = clock;
    }

    /** A stream's id and configuration. */
    ObjectNode created(StreamRecord stream) {
        return success().set("data", configuration(stream));
    }

    /** A stream's configuration and how it goes, in a word for each side. */
    ObjectNode described(StreamStatus status) {
        return success().set("data", description(status));
    }

    ObjectNode listed(List<StreamStatus> streams) {
        ObjectNode answer = success();
        ArrayNode data = answer.putArray("data");
        streams.forEach(status -> data.add(description(status)));
        return answer;
    }

    /** How a stream goes. */
    ObjectNode statistics(StreamStatus status) {
        ObjectNode answer = object().put("streamID", status.stream().id());
        answer.set("source", statistics(status.shown(Side.SOURCE)));
        answer.set("target", statistics(status.shown(Side.TARGET)));
        return answer;
    }

    /** That a stream was stopped, or what it still does. */
    ObjectNode stopped(StreamStatus status) {
        ObjectNode answer = object().put("streamID", status.stream().id());
        answer.set("Source", stopped(status.shown(Side.SOURCE), "source-reader"));
        answer.set("Target", stopped(status.shown(Side.TARGET), "target-writer"));
        return answer;
    }

    static ObjectNode error(String message) {
        return object().put("status", "error").put("message", message);
    }

    private ObjectNode description(StreamStatus status) {
        ObjectNode json = configuration(status.stream());
        json.put("created", GoTime.format(status.stream().createdAt(), clock.getZone()));
        ObjectNode phases = json.putObject("status");
        phases.put("source", phase(status.shown(Side.SOURCE)));
        phases.put("target", phase(status.shown(Side.TARGET)));
        return json;
    }

    private static ObjectNode configuration(StreamRecord stream) {
        ObjectNode json = object().put("id", stream.id());
        json.setAll(StreamConfigCodec.toJson(stream.config().masked()));
        return json;
    }

    private ObjectNode statistics(SideStatus side) {
        ObjectNode json = object();
        json.put("counter", side.counter());
        json.put("elapsed", GoDuration.format(elapsed(side)));
        json.put("started", GoTime.format(side.started(), clock.getZone()));
        json.put("status", phase(side));
        String message = message(side);
        if (message != null) {
            json.put("message", message);
            ErrorKind kind = side.kind();
            if (kind != null) {
                json.put("kind", kind.name());
            }
            json.put("since", GoTime.format(side.since(), clock.getZone()));
        }
        return json;
    }

    /** Of a side at work until now: it says how long only when its counter moves. */
    private Duration elapsed(SideStatus side) {
        Instant started = side.started();
        if (started == null || side.phase() != Phase.RUNNING) {
            return side.elapsed();
        }
        Duration untilNow = Duration.between(started, clock.instant());
        // The worker's clock may be another one.
        return untilNow.compareTo(side.elapsed()) > 0 ? untilNow : side.elapsed();
    }

    private static ObjectNode stopped(SideStatus side, String worker) {
        ObjectNode json = object().put("status", phase(side));
        if (!side.phase().isFinal()) {
            json.put("message", "it will stop; no " + worker + " has said yet that it did");
        } else if (side.message() != null) {
            json.put("message", side.message());
        }
        return json;
    }

    /** The statuses that users know have no word for starting: what was ready once is on its way to be so again. */
    private static String phase(SideStatus side) {
        if (side.phase() == Phase.STARTING) {
            return (side.counter() == 0 ? Phase.READY : Phase.RUNNING).name();
        }
        return side.phase().name();
    }

    private static @Nullable String message(SideStatus side) {
        return side.message() == null && side.phase() == Phase.STARTING ? "starting" : side.message();
    }

    private static ObjectNode success() {
        return object().put("status", "success");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
