package io.dbstream.api.rest;

import io.dbstream.api.StreamService;
import io.dbstream.api.StreamStatus;
import io.dbstream.stream.StreamRecord;
import io.dbstream.stream.codec.StreamConfigCodec;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Streams, by id or the current one. */
@RestController
@RequestMapping("/api/v1/streams")
public final class StreamController {
    private final StreamService streams;
    private final ConfigurationRequest configurations;
    private final Answers answers;

    /** @param clock whose zone's offset moments show */
    public StreamController(StreamService streams, ConfigurationRequest configurations, Clock clock) {
        this.streams = streams;
        this.configurations = configurations;
        this.answers = new Answers(clock);
    }

    @PostMapping
    ResponseEntity<ObjectNode> create(HttpServletRequest request) {
        StreamRecord stream = streams.create(StreamConfigCodec.read(configurations.read(request)));
        return answer(HttpStatus.CREATED, answers.created(stream));
    }

    @GetMapping
    ResponseEntity<ObjectNode> list() {
        return answer(HttpStatus.OK, answers.listed(streams.all()));
    }

    @GetMapping("/stat")
    ResponseEntity<ObjectNode> statisticsOfCurrent() {
        return statistics(streams.current());
    }

    @DeleteMapping
    ResponseEntity<ObjectNode> stopCurrent() {
        // Never forgets it: then another stream would be the current one, and the same request once more would stop
        // that.
        return ended(streams.stop(streams.current()));
    }

    @GetMapping("/{id}")
    ResponseEntity<ObjectNode> describe(@PathVariable String id) {
        return answer(HttpStatus.OK, answers.described(streams.status(id)));
    }

    @GetMapping("/{id}/stat")
    ResponseEntity<ObjectNode> statistics(@PathVariable String id) {
        return answer(HttpStatus.OK, answers.statistics(streams.status(id)));
    }

    @DeleteMapping("/{id}")
    ResponseEntity<ObjectNode> stopOrForget(@PathVariable String id) {
        return ended(streams.stopOrForget(id));
    }

    private ResponseEntity<ObjectNode> ended(StreamStatus status) {
        return answer(done(status.hasEnded()), answers.stopped(status));
    }

    @PostMapping("/{id}/pause")
    ResponseEntity<ObjectNode> pause(@PathVariable String id) {
        StreamStatus status = streams.pause(id);
        return answer(done(status.hasPaused()), answers.statistics(status));
    }

    @PostMapping("/{id}/resume")
    ResponseEntity<ObjectNode> resume(@PathVariable String id) {
        StreamStatus status = streams.resume(id);
        return answer(done(status.hasResumed()), answers.statistics(status));
    }

    /** What is wanted is written down in any case. */
    private static HttpStatus done(boolean yes) {
        return yes ? HttpStatus.OK : HttpStatus.ACCEPTED;
    }

    private static ResponseEntity<ObjectNode> answer(HttpStatus status, ObjectNode json) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json);
    }
}
