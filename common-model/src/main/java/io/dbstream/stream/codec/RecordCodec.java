package io.dbstream.stream.codec;

import io.dbstream.change.SourcePosition;
import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Checkpoint;
import io.dbstream.stream.Phase;
import io.dbstream.stream.SideStatus;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.Wanted;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * The records that the services share through the directories of the hub, as JSON. Reading ignores fields it does not know, so that
 * services of neighbouring versions work together.
 */
public final class RecordCodec {
    private RecordCodec() {}

    public static byte[] write(StreamRecord stream) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("id", stream.id());
        json.put("wanted", StreamConfigCodec.lower(stream.wanted()));
        json.put("createdAt", stream.createdAt().toString());
        json.set("config", StreamConfigCodec.toJson(stream.config()));
        return Json.MAPPER.writeValueAsBytes(json);
    }

    public static byte[] write(SideStatus status) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("phase", StreamConfigCodec.lower(status.phase()));
        json.put("counter", status.counter());
        Instant started = status.started();
        if (started != null) {
            json.put("started", started.toString());
        }
        json.put("elapsed", status.elapsed().toString());
        json.put("message", status.message());
        ErrorKind kind = status.kind();
        if (kind != null) {
            json.put("kind", StreamConfigCodec.lower(kind));
        }
        json.put("since", status.since().toString());
        return Json.MAPPER.writeValueAsBytes(json);
    }

    public static byte[] write(Checkpoint checkpoint) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("epoch", checkpoint.epoch());
        json.put("sequence", checkpoint.sequence());
        json.put("coordinate", checkpoint.position().coordinate());
        json.put("events", checkpoint.position().events());
        return Json.MAPPER.writeValueAsBytes(json);
    }

    /**
     * Reads a stream.
     *
     * @throws StreamException INTERNAL when it is none
     */
    public static StreamRecord readStream(byte[] bytes) {
        return read(
                "stream",
                bytes,
                json -> new StreamRecord(
                        json.requiredText("id"),
                        StreamConfigCodec.config(json.required("config"), false),
                        constant(Wanted.class, json.requiredText("wanted")),
                        Instant.parse(json.requiredText("createdAt"))));
    }

    /**
     * Reads a status.
     *
     * @throws StreamException INTERNAL when it is none
     */
    public static SideStatus readStatus(byte[] bytes) {
        return read(
                "status",
                bytes,
                json -> new SideStatus(
                        constant(Phase.class, json.requiredText("phase")),
                        json.count("counter"),
                        json.text("started").map(Instant::parse).orElse(null),
                        Duration.parse(json.requiredText("elapsed")),
                        json.text("message").orElse(null),
                        json.text("kind").map(RecordCodec::kind).orElse(null),
                        Instant.parse(json.requiredText("since"))));
    }

    /**
     * Reads a checkpoint.
     *
     * @throws StreamException INTERNAL when it is none
     */
    public static Checkpoint readCheckpoint(byte[] bytes) {
        return read(
                "checkpoint",
                bytes,
                json -> new Checkpoint(
                        json.text("epoch").orElse(""),
                        json.count("sequence"),
                        new SourcePosition(json.text("coordinate").orElse(""), json.count("events"))));
    }

    static <T> T read(String what, byte[] bytes, Function<JsonFields, T> reading) {
        try {
            return reading.apply(JsonFields.of(what, Json.MAPPER.readTree(bytes)));
        } catch (JacksonException | StreamException | IllegalArgumentException | DateTimeException e) {
            throw new StreamException(
                    ErrorKind.INTERNAL, "The hub holds a " + what + " that this version cannot read", e);
        }
    }

    /** A kind that a later version brought is at least an error. */
    static ErrorKind kind(String name) {
        return Arrays.stream(ErrorKind.values())
                .filter(kind -> StreamConfigCodec.lower(kind).equals(name))
                .findFirst()
                .orElse(ErrorKind.INTERNAL);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }
}
