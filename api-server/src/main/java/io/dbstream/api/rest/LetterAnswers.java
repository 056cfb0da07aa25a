package io.dbstream.api.rest;

import io.dbstream.api.DeadLetterService.Settled;
import io.dbstream.stream.DeadLetter;
import io.dbstream.stream.DeadLetters;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The shapes of the answers about dead letters: {@code docs/reference/rest.md}. */
final class LetterAnswers {
    private final ZoneId zone;

    LetterAnswers(Clock clock) {
        this.zone = clock.getZone();
    }

    ObjectNode listed(DeadLetters letters) {
        ObjectNode answer = object().put("status", "success");
        answer.put("letters", letters.letters());
        answer.put("changes", letters.changes());
        ArrayNode data = answer.putArray("data");
        letters.oldest().forEach(letter -> data.add(described(letter)));
        return answer;
    }

    /** @param letter the number of the one that was meant; null for all */
    ObjectNode settled(String streamId, @Nullable Long letter, Settled settled) {
        ObjectNode answer = object().put("streamID", streamId);
        if (settled.outcome().isEmpty()) {
            return answer.put("message", "it is written down; no target-writer has done it yet");
        }
        answer.put("applied", settled.outcome().get().applied());
        answer.put("refused", settled.outcome().get().refused());
        answer.put("skipped", settled.outcome().get().skipped());
        answer.put("letters", settled.held().letters());
        if (letter != null) {
            settled.held().find(letter).ifPresent(held -> answer.set("letter", described(held)));
        }
        return answer;
    }

    private ObjectNode described(DeadLetter letter) {
        return object().put("number", letter.number())
                .put("table", letter.table())
                .put("kind", letter.kind().name())
                .put("reason", letter.reason())
                .put("changes", letter.changes())
                .put("since", GoTime.format(letter.since(), zone));
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
