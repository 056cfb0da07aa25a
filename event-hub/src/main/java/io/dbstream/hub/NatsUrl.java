package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one URL of NATS. No message shows any part of one: a password may stand anywhere in a malformed one. */
final class NatsUrl {
    private static final Set<String> SCHEMES = Set.of("nats", "tls", "ws", "wss");
    private static final Set<String> ENCRYPTED = Set.of("tls", "wss");
    private static final Pattern NOT_ENCODED =
            Pattern.compile("%(?![0-9A-Fa-f]{2})|[^A-Za-z0-9._~!$&'()*+,;=:%-]", Pattern.UNICODE_CHARACTER_CLASS);

    private NatsUrl() {}

    /** The same URL, with a password written as URLs have it. */
    static String parse(String url) {
        int scheme = url.indexOf("://");
        String rest = scheme < 0 ? url : url.substring(scheme + 3);
        int at = rest.lastIndexOf('@');
        String login = at < 0 ? "" : encode(rest.substring(0, at)) + "@";
        String whole = (scheme < 0 ? "nats" : url.substring(0, scheme).toLowerCase(Locale.ROOT)) + "://" + login
                + rest.substring(at + 1);
        try {
            URI parsed = new URI(whole);
            if (SCHEMES.contains(parsed.getScheme()) && parsed.getHost() != null) {
                return whole;
            }
        } catch (URISyntaxException e) {
            throw malformed();
        }
        throw malformed();
    }

    static boolean isEncrypted(String url) {
        return ENCRYPTED.contains(URI.create(url).getScheme());
    }

    /** Host and port. */
    static String address(String url) {
        String authority = URI.create(url).getAuthority();
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    private static String encode(String login) {
        return NOT_ENCODED.matcher(login).replaceAll(match -> {
            StringBuilder encoded = new StringBuilder();
            for (byte each : match.group().getBytes(StandardCharsets.UTF_8)) {
                encoded.append("%%%02X".formatted(each & 0xff));
            }
            return encoded.toString();
        });
    }

    private static StreamException malformed() {
        return new StreamException(
                ErrorKind.CONFIGURATION,
                "NATS_URL is not of the form nats://host:4222 or tls://host:4222, with commas between several; user and"
                        + " password go before the host (user:password@host) or into NATS_USER and NATS_PASSWORD");
    }
}
