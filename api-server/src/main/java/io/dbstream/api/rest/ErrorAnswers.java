package io.dbstream.api.rest;

import io.dbstream.api.RequestException;
import io.dbstream.error.StreamException;
import jakarta.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import tools.jackson.databind.node.ObjectNode;

/** Turns whatever goes wrong into one shape of answer. */
@RestControllerAdvice
public final class ErrorAnswers {
    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    @ExceptionHandler
    ResponseEntity<ObjectNode> answer(RequestException e) {
        HttpStatus status = switch (e.reason()) {
            case MALFORMED -> HttpStatus.BAD_REQUEST;
            case NOT_FOUND -> HttpStatus.NOT_FOUND;
            case CONFLICT -> HttpStatus.CONFLICT;
            case TOO_LARGE -> HttpStatus.CONTENT_TOO_LARGE;
            case UNSUPPORTED_TYPE -> HttpStatus.UNSUPPORTED_MEDIA_TYPE;
            case UNAVAILABLE -> HttpStatus.SERVICE_UNAVAILABLE;
        };
        return answer(status, HttpHeaders.EMPTY, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> answer(StreamException e) {
        HttpStatus status = switch (e.kind()) {
            case CONFIGURATION, PREREQUISITE, POSITION_LOST, UNREPRESENTABLE, REJECTED -> HttpStatus.BAD_REQUEST;
            case SOURCE_UNAVAILABLE, TARGET_UNAVAILABLE -> HttpStatus.BAD_GATEWAY;
            case HUB_UNAVAILABLE, HUB_FULL, FENCED -> HttpStatus.SERVICE_UNAVAILABLE;
            case INTERNAL -> HttpStatus.INTERNAL_SERVER_ERROR;
        };
        if (status == HttpStatus.INTERNAL_SERVER_ERROR) {
            log.error("A request failed", e);
        }
        return answer(status, HttpHeaders.EMPTY, e.getMessage());
    }

    @ExceptionHandler
    ResponseEntity<ObjectNode> answer(Exception e, HttpServletRequest request) {
        // What Spring itself refuses: unknown paths, wrong methods, wrong types.
        if (e instanceof ErrorResponse refusal) {
            return answer(refusal.getStatusCode(), refusal.getHeaders(), refusalOf(e, refusal, request));
        }
        log.error("A request failed", e);
        return answer(HttpStatus.INTERNAL_SERVER_ERROR, HttpHeaders.EMPTY, "The api-server failed: see its log");
    }

    private static String refusalOf(Exception e, ErrorResponse refusal, HttpServletRequest request) {
        if (e instanceof HttpRequestMethodNotSupportedException method) {
            String[] supported = method.getSupportedMethods();
            return request.getMethod() + " is not possible here"
                    + (supported == null ? "" : ", but " + String.join(", ", supported));
        }
        return FallbackErrors.describe(refusal.getStatusCode());
    }

    private static ResponseEntity<ObjectNode> answer(HttpStatusCode status, HttpHeaders headers, String message) {
        return ResponseEntity.status(status)
                .headers(headers)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Answers.error(message));
    }
}
