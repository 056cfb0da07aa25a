package io.dbstream.api.rest;

import io.dbstream.api.DeadLetterService;
import io.dbstream.api.DeadLetterService.Settled;
import io.dbstream.api.RequestException;
import io.dbstream.api.RequestException.Reason;
import io.dbstream.stream.LetterRequest.Action;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** The changes that a stream's target has refused and keeps. */
@RestController
@RequestMapping("/api/v1/streams/{id}/dead-letters")
public final class DeadLetterController {
    private final DeadLetterService letters;
    private final LetterAnswers answers;

    /** @param clock whose zone's offset moments show */
    public DeadLetterController(DeadLetterService letters, Clock clock) {
        this.letters = letters;
        this.answers = new LetterAnswers(clock);
    }

    @GetMapping
    ResponseEntity<ObjectNode> list(@PathVariable String id) {
        return answer(HttpStatus.OK, answers.listed(letters.held(id)));
    }

    @PostMapping("/retry")
    ResponseEntity<ObjectNode> retryAll(@PathVariable String id) {
        return settle(id, Action.RETRY, null);
    }

    @PostMapping("/skip")
    ResponseEntity<ObjectNode> skipAll(@PathVariable String id) {
        return settle(id, Action.SKIP, null);
    }

    @PostMapping("/{number}/retry")
    ResponseEntity<ObjectNode> retry(@PathVariable String id, @PathVariable String number) {
        return settle(id, Action.RETRY, parse(number));
    }

    @PostMapping("/{number}/skip")
    ResponseEntity<ObjectNode> skip(@PathVariable String id, @PathVariable String number) {
        return settle(id, Action.SKIP, parse(number));
    }

    private ResponseEntity<ObjectNode> settle(String id, Action action, @Nullable Long letter) {
        Settled settled = letters.settle(id, action, letter);
        HttpStatus status = settled.outcome().isPresent() ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return answer(status, answers.settled(id, letter, settled));
    }

    private static long parse(String number) {
        try {
            return Long.parseLong(number);
        } catch (NumberFormatException e) {
            throw new RequestException(Reason.NOT_FOUND, "Dead letters have numbers: GET …/dead-letters lists them");
        }
    }

    private static ResponseEntity<ObjectNode> answer(HttpStatus status, ObjectNode json) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }
}
