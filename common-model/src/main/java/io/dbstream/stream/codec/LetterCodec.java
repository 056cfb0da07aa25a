package io.dbstream.stream.codec;

import io.dbstream.error.StreamException;
import io.dbstream.stream.DeadLetter;
import io.dbstream.stream.DeadLetters;
import io.dbstream.stream.LetterOutcome;
import io.dbstream.stream.LetterRequest;
import io.dbstream.stream.LetterRequests;
import java.time.Instant;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the services say to each other about dead letters, as JSON; like {@link RecordCodec}. */
public final class LetterCodec {
    private LetterCodec() {}

    public static byte[] write(DeadLetters letters) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("letters", letters.letters());
        json.put("changes", letters.changes());
        ArrayNode oldest = json.putArray("oldest");
        for (DeadLetter letter : letters.oldest()) {
            oldest.addObject()
                    .put("number", letter.number())
                    .put("table", letter.table())
                    .put("kind", StreamConfigCodec.lower(letter.kind()))
                    .put("reason", letter.reason())
                    .put("changes", letter.changes())
                    .put("since", letter.since().toString());
        }
        ArrayNode settled = json.putArray("settled");
        for (LetterOutcome outcome : letters.settled()) {
            settled.addObject()
                    .put("request", outcome.request())
                    .put("applied", outcome.applied())
                    .put("refused", outcome.refused())
                    .put("skipped", outcome.skipped());
        }
        return Json.MAPPER.writeValueAsBytes(json);
    }

    public static byte[] write(LetterRequests requests) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("last", requests.last());
        ArrayNode open = json.putArray("open");
        for (LetterRequest request : requests.open()) {
            ObjectNode entry = open.addObject();
            entry.put("number", request.number());
            entry.put("action", StreamConfigCodec.lower(request.action()));
            entry.put("letter", request.letter());
        }
        return Json.MAPPER.writeValueAsBytes(json);
    }

    /**
     * Reads what a writer says.
     *
     * @throws StreamException INTERNAL when it is nothing of the kind
     */
    public static DeadLetters readLetters(byte[] bytes) {
        return RecordCodec.read(
                "list of dead letters",
                bytes,
                json -> new DeadLetters(
                        (int) json.count("letters"),
                        (int) json.count("changes"),
                        json.list("oldest", reading(LetterCodec::letter)),
                        json.list("settled", reading(LetterCodec::outcome))));
    }

    /**
     * Reads what users want.
     *
     * @throws StreamException INTERNAL when it is nothing of the kind
     */
    public static LetterRequests readRequests(byte[] bytes) {
        return RecordCodec.read(
                "list of requests about dead letters",
                bytes,
                json -> new LetterRequests(json.count("last"), json.list("open", reading(LetterCodec::request))));
    }

    private static DeadLetter letter(JsonFields json) {
        return new DeadLetter(
                json.count("number"),
                json.requiredText("table"),
                RecordCodec.kind(json.requiredText("kind")),
                json.requiredText("reason"),
                (int) json.count("changes"),
                Instant.parse(json.requiredText("since")));
    }

    private static LetterOutcome outcome(JsonFields json) {
        return new LetterOutcome(json.count("request"), (int) json.count("applied"), (int) json.count("refused"), (int)
                json.count("skipped"));
    }

    private static LetterRequest request(JsonFields json) {
        return new LetterRequest(
                json.count("number"),
                RecordCodec.constant(LetterRequest.Action.class, json.requiredText("action")),
                json.has("letter") ? json.count("letter") : null);
    }

    private static <T> BiFunction<String, JsonNode, T> reading(Function<JsonFields, T> reading) {
        return (path, node) -> reading.apply(JsonFields.of(path, node));
    }
}
