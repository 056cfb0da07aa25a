package io.dbstream.api.rest;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Answers what the servlet container refuses before any controller sees it, in the same shape. */
@RestController
public final class FallbackErrors implements ErrorController {
    @RequestMapping("/error")
    ResponseEntity<ObjectNode> answer(HttpServletRequest request) {
        HttpStatusCode status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
                ? HttpStatusCode.valueOf(code)
                : HttpStatus.NOT_FOUND;
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(Answers.error(describe(status)));
    }

    static String describe(HttpStatusCode status) {
        if (status.value() == HttpStatus.NOT_FOUND.value()) {
            return "There is nothing at this address";
        }
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "The request was refused" : known.getReasonPhrase();
    }
}
