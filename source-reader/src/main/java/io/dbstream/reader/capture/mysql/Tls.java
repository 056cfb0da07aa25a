package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * How connections are encrypted: the parameter {@code tls} of the connection string, with the PEM files of the settings.
 *
 * @param authorities the file whose certificates are trusted; null for those that Java trusts
 * @param certificate the client's certificate; null for none
 * @param key the key of the client's certificate; null for none
 */
record Tls(
        Mode mode,
        String host,
        @Nullable String authorities,
        @Nullable String certificate,
        @Nullable String key) {

    /** What is demanded of the server. */
    enum Mode {
        DISABLED,
        /** Encrypted if the server can. */
        PREFERRED,
        /** Encrypted, whoever the server is. */
        UNVERIFIED,
        /** The server's certificate leads to {@code sslCA}; those that MySQL makes for itself name no host. */
        VERIFIED_AUTHORITY,
        /** The server's certificate leads to an authority that Java trusts, and names the host. */
        VERIFIED
    }

    static Tls of(ConnectionString where, Map<String, String> settings) {
        String authorities = settings.get("sslCA");
        String certificate = settings.get("sslCert");
        String key = settings.get("sslKey");
        if ((certificate == null) != (key == null)) {
            throw new StreamException(
                    ErrorKind.CONFIGURATION, "sslCert and sslKey belong together: set both, or neither");
        }
        String wanted = where.parameters().getOrDefault("tls", authorities == null ? "false" : "true");
        Mode mode = switch (wanted.toLowerCase(Locale.ROOT)) {
            case "false" -> Mode.DISABLED;
            case "true" -> authorities == null ? Mode.VERIFIED : Mode.VERIFIED_AUTHORITY;
            case "skip-verify" -> Mode.UNVERIFIED;
            case "preferred" -> Mode.PREFERRED;
            default ->
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "tls=" + wanted + " is not known: use true, false, skip-verify or preferred");
        };
        return new Tls(mode, where.host(), authorities, certificate, key);
    }

    Tls with(Mode other) {
        return new Tls(other, host, authorities, certificate, key);
    }

    boolean isEnabled() {
        return mode != Mode.DISABLED;
    }

    boolean isDemanded() {
        return isEnabled() && mode != Mode.PREFERRED;
    }

    /** The same in the words of the JDBC driver, which always encrypts or never does. */
    void configure(Properties properties) {
        properties.setProperty(
                "sslMode",
                switch (mode) {
                    case DISABLED, PREFERRED -> "disable";
                    case UNVERIFIED -> "trust";
                    case VERIFIED_AUTHORITY -> "verify-ca";
                    case VERIFIED -> "verify-full";
                });
        if (authorities != null) {
            properties.setProperty("serverSslCert", authorities);
        }
        if (certificate != null && key != null) {
            properties.setProperty("tlsSocketType", PemTlsPlugin.TYPE);
            properties.setProperty(PemTlsPlugin.CERTIFICATE, certificate);
            properties.setProperty(PemTlsPlugin.KEY, key);
        }
    }

    /** Encrypts a connection. */
    SSLSocket wrap(Socket socket) throws SocketException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(identity(), trust(), null);
            SSLSocket wrapped =
                    (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
            if (mode == Mode.VERIFIED) {
                SSLParameters parameters = wrapped.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                wrapped.setSSLParameters(parameters);
            }
            return wrapped;
        } catch (GeneralSecurityException | IOException e) {
            SocketException failure = new SocketException("TLS cannot be set up: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    private KeyManager @Nullable [] identity() {
        return certificate == null || key == null ? null : PemFiles.identity(certificate, key);
    }

    private TrustManager @Nullable [] trust() {
        return switch (mode) {
            case VERIFIED -> null;
            case VERIFIED_AUTHORITY -> authorities == null ? null : PemFiles.trust(authorities);
            case DISABLED, PREFERRED, UNVERIFIED -> new TrustManager[] {new Anyone()};
        };
    }

    /** Trusts every server: what {@code tls=skip-verify} and {@code tls=preferred} ask for. */
    private static final class Anyone implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
