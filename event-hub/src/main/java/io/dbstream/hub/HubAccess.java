package io.dbstream.hub;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.tls.PemFile;
import io.dbstream.tls.TlsFiles;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * How NATS knows a service, and how a service knows NATS. What is not set is empty.
 *
 * @param user counts where a URL names none, as do the password and the token
 * @param credentials the file with a user's token and seed, as {@code nsc} writes it
 * @param files whose authority signed the certificate of NATS, and the service's own certificate
 */
public record HubAccess(String user, String password, String token, PemFile credentials, TlsFiles files) {
    public static final HubAccess NONE = of("", "", "", "", "", "", "");

    public HubAccess {
        if (Stream.of(!user.isEmpty(), !token.isEmpty(), credentials.path() != null)
                        .filter(each -> each)
                        .count()
                > 1) {
            throw configuration("NATS_USER, NATS_TOKEN and NATS_CREDS are three ways to log in: set one of them");
        }
        if (!password.isEmpty() && user.isEmpty()) {
            throw configuration("NATS_PASSWORD is set, but NATS_USER is not");
        }
        if (credentials.path() != null
                && !new String(credentials.content(), StandardCharsets.ISO_8859_1).contains("BEGIN NATS USER JWT")) {
            throw configuration(credentials + " holds no credentials of NATS (-----BEGIN NATS USER JWT-----)");
        }
    }

    /** From values as they are configured, each empty when it is not. */
    public static HubAccess of(
            String user,
            String password,
            String token,
            String credentials,
            String authorities,
            String certificate,
            String key) {
        TlsFiles files =
                new TlsFiles(file("NATS_CA", authorities), file("NATS_CERT", certificate), file("NATS_KEY", key), "");
        return new HubAccess(user, password, token, file("NATS_CREDS", credentials), files);
    }

    /** Whether a file says that connections are encrypted, even if no URL does. */
    boolean demandsEncryption() {
        return files.authorities().path() != null || files.certificate().path() != null;
    }

    /** Nothing that is secret. */
    @Override
    public String toString() {
        return "HubAccess[" + files + "]";
    }

    private static PemFile file(String setting, String path) {
        return new PemFile(setting, path.isEmpty() ? null : path);
    }

    private static StreamException configuration(String message) {
        return new StreamException(ErrorKind.CONFIGURATION, message);
    }
}
