package io.dbstream.tls;

import io.dbstream.error.StreamException;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;

/** The client's half of encrypted connections: whom it trusts, and who it is. */
public final class TlsClient {
    private static final String ALERT = "Received fatal alert: ";

    private final TlsFiles files;
    private final TrustManager[] trust;
    private final KeyManager @Nullable [] identity;

    private TlsClient(TlsFiles files, TrustManager[] trust, KeyManager @Nullable [] identity) {
        this.files = files;
        this.trust = trust;
        this.identity = identity;
    }

    /**
     * Reads the files.
     *
     * @throws StreamException of kind CONFIGURATION, which names the file that is wrong and says why
     */
    public static TlsClient of(Verification verification, TlsFiles files) {
        TrustManager trust = switch (verification) {
            case NONE -> new Anyone();
            case AUTHORITY -> Trust.in(files.authorities(), false);
            case HOST -> Trust.in(files.authorities(), true);
        };
        return new TlsClient(
                files,
                new TrustManager[] {trust},
                files.hasIdentity() ? new KeyManager[] {ClientIdentity.of(files)} : null);
    }

    /** For a driver that makes its own context. */
    public TrustManager[] trust() {
        return trust.clone();
    }

    /** For a driver that makes its own context; null without a client certificate. */
    public KeyManager @Nullable [] identity() {
        return identity == null ? null : identity.clone();
    }

    /** Makes sockets that trust as told, also where whoever uses them does not ask for the host's name. */
    public SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity, trust, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /**
     * Puts encryption over a connection; the first byte that is read or written begins it.
     *
     * @param host as the user wrote it
     */
    public SSLSocket wrap(Socket socket, String host) throws IOException {
        return (SSLSocket) context().getSocketFactory().createSocket(socket, host, socket.getPort(), true);
    }

    /**
     * Why encryption did not come about, when that is a matter of certificates or settings that trying again does not mend.
     *
     * @param failure of a driver, with the cause somewhere below
     */
    public Optional<String> explain(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof Trust.Refusal refusal) {
                return Optional.ofNullable(refusal.getMessage());
            }
            if (cause instanceof SSLException) {
                Optional<String> said = alert(String.valueOf(cause.getMessage()));
                if (said.isPresent()) {
                    return said;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Whether a connection ended without a word while it was being encrypted, or after. A server does so that does not like a client's
     * certificate, above all in TLS 1.3, where the client is done first: what it says may get lost when it closes the connection. So does one
     * that dies.
     */
    public static boolean brokeOff(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if ((cause instanceof SocketException || cause instanceof EOFException)
                    && Arrays.stream(cause.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith("sun.security.ssl."))) {
                return true;
            }
        }
        return false;
    }

    /** What the server seems to mean that has broken off twice, with TLS 1.2 the second time, in which both sides still listen. */
    public String certificateUnwanted() {
        return "the server hangs up when it sees the certificate in " + files.certificate()
                + ": have it issued by an authority that the server trusts";
    }

    private Optional<String> alert(String message) {
        int start = message.indexOf(ALERT);
        if (start < 0) {
            return message.contains("Unsupported or unrecognized SSL message")
                    ? Optional.of("the server answers, but does not speak TLS")
                    : Optional.empty();
        }
        String alert = message.substring(start + ALERT.length());
        return switch (alert) {
            case "certificate_required" -> Optional.of(certificateWanted());
            case "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "unknown_ca",
                    "access_denied" ->
                Optional.of(
                        identity == null
                                ? certificateWanted()
                                : "the server does not accept the certificate in " + files.certificate() + " (" + alert
                                        + "): have it issued by an authority that the server trusts");
            case "handshake_failure" ->
                Optional.of("the server refuses the encryption offered (" + alert + ")"
                        + (identity == null ? "; perhaps " + certificateWanted() : ""));
            case "protocol_version", "insufficient_security", "no_application_protocol", "unrecognized_name" ->
                Optional.of("the server refuses the encryption offered (" + alert + ")");
            default -> Optional.empty();
        };
    }

    private String certificateWanted() {
        return "the server demands a certificate of its clients: set "
                + files.certificate().setting() + " and " + files.key().setting();
    }
}
