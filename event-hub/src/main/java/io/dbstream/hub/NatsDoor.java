package io.dbstream.hub;

import io.dbstream.tls.PemFile;
import io.dbstream.tls.TlsClient;
import io.dbstream.tls.Verification;
import io.nats.client.Nats;
import io.nats.client.Options;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** What it takes to be let in by NATS, in the words of jnats, and what it means not to be. */
final class NatsDoor {
    private final HubSettings settings;
    private final @Nullable TlsClient tls;

    /**
     * Reads the files of the settings.
     *
     * @throws io.dbstream.error.StreamException of kind CONFIGURATION, which names the file that is wrong
     */
    NatsDoor(HubSettings settings) {
        this.settings = settings;
        this.tls = settings.isEncrypted()
                ? TlsClient.of(Verification.HOST, settings.access().files())
                : null;
    }

    void configure(Options.Builder options) {
        if (tls != null) {
            options.sslContext(tls.context());
            // Else jnats connects to the host's address, which is not what the certificate names.
            options.hostnameResolveMode(Options.HostnameResolveMode.HappyEyeballs);
        }
        HubAccess access = settings.access();
        if (access.credentials().path() != null) {
            options.authHandler(Nats.credentials(access.credentials().path()));
        } else if (!access.token().isEmpty()) {
            options.token(access.token().toCharArray());
        } else if (!access.user().isEmpty()) {
            options.userInfo(access.user(), access.password());
        }
    }

    /** Why NATS was not connected to, when that is a matter of settings. */
    Optional<String> explain(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (tls != null && cause instanceof TimeoutException) {
                return Optional.of(unanswered());
            }
            switch (String.valueOf(cause.getMessage())) {
                case "SSL required by server." -> {
                    return Optional.of("it takes encrypted connections only: begin NATS_URL with tls://");
                }
                case "SSL connection wanted by client." -> {
                    return Optional.of("it has no TLS: turn it on there (tls { cert_file, key_file }), or begin"
                            + " NATS_URL with nats:// and leave NATS_CA and NATS_CERT out");
                }
                default -> {}
            }
        }
        return tls == null ? Optional.empty() : tls.explain(failure);
    }

    /** NATS says nothing to a client whose certificate it misses or does not like, and jnats waits in vain. */
    private String unanswered() {
        PemFile certificate = settings.access().files().certificate();
        return "it does not answer; if it demands certificates of its clients (verify: true), "
                + (certificate.path() == null
                        ? "set NATS_CERT and NATS_KEY"
                        : "have the one in " + certificate + " issued by an authority that it trusts (ca_file)");
    }

    /** What an error means that NATS itself has sent. */
    static String explain(String error) {
        return error.toLowerCase(Locale.ROOT).contains("authorization violation")
                ? "it refuses the login: check user and password (in NATS_URL, or NATS_USER and NATS_PASSWORD),"
                        + " NATS_TOKEN or NATS_CREDS"
                : error;
    }
}
