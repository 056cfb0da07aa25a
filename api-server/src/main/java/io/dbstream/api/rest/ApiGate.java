package io.dbstream.api.rest;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.springframework.http.HttpStatus;

/**
 * Lets through to the API who knows the key, if there is one, and no page of another site that a user's browser happens to show:
 * such a page could reach an api-server on the user's own machine.
 */
public final class ApiGate implements Filter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    private final byte[] key;

    /** @param key empty for none */
    public ApiGate(String key) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest http = (HttpServletRequest) request;
        HttpServletResponse answer = (HttpServletResponse) response;
        answer.setHeader("X-Content-Type-Options", "nosniff");
        answer.setHeader("Cache-Control", "no-store");
        if (!knowsKey(http)) {
            refuse(answer, HttpStatus.UNAUTHORIZED, "The header X-API-Key is missing or wrong");
        } else if (isOfAnotherSite(http)) {
            refuse(answer, HttpStatus.FORBIDDEN, "Pages of other sites may not change anything here");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Takes as long for a key that is nearly right as for one that is all wrong. */
    private boolean knowsKey(HttpServletRequest request) {
        if (key.length == 0) {
            return true;
        }
        String given = request.getHeader("X-API-Key");
        return given != null && MessageDigest.isEqual(key, given.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isOfAnotherSite(HttpServletRequest request) {
        if (HARMLESS.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_PAGES.contains(site);
        }
        String origin = request.getHeader("Origin");
        return origin != null && !origin.endsWith("://" + request.getHeader("Host"));
    }

    private static void refuse(HttpServletResponse answer, HttpStatus status, String message) throws IOException {
        answer.setStatus(status.value());
        answer.setContentType("application/json");
        answer.getOutputStream().write(Answers.error(message).toString().getBytes(StandardCharsets.UTF_8));
    }
}
