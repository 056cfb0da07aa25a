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
 * such a page could reach an api-server on the user's own machine, also by giving its own name that machine's address.
 */
public final class ApiGate implements Filter {
    private static final Set<String> HARMLESS = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> OWN_PAGES = Set.of("same-origin", "none");

    private final byte[] key;
    private final AllowedHosts hosts;

    /**
     * @param key empty for none
     * @param hosts the names by which requests may call this server
     */
    public ApiGate(String key, AllowedHosts hosts) {
        this.key = key.getBytes(StandardCharsets.UTF_8);
        this.hosts = hosts;
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
        } else if (!hosts.allow(http.getHeader("Host"))) {
            refuse(
                    answer,
                    HttpStatus.FORBIDDEN,
                    "This server does not go by the name in the header Host: call it by its address, or add the name to"
                            + " DBSTREAM_ALLOWED_HOSTS");
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
