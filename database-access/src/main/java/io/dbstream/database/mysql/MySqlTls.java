package io.dbstream.database.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.tls.PemFile;
import io.dbstream.tls.TlsClient;
import io.dbstream.tls.TlsFiles;
import io.dbstream.tls.Verification;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** How connections are encrypted: the parameter {@code tls} of the connection string, with the PEM files of the settings. */
public final class MySqlTls {
    /** What is demanded of the server. */
    enum Mode {
        DISABLED(Verification.NONE),
        /** Encrypted if the server can. */
        PREFERRED(Verification.NONE),
        /** Encrypted, whoever the server is. */
        UNVERIFIED(Verification.NONE),
        /** The server's certificate leads to {@code sslCA}; those that MySQL makes for itself name no host. */
        VERIFIED_AUTHORITY(Verification.AUTHORITY),
        /** The server's certificate leads to {@code sslCA}, or else to an authority that Java trusts, and names the host. */
        VERIFIED(Verification.HOST);

        private final Verification verification;

        Mode(Verification verification) {
            this.verification = verification;
        }
    }

    private final Mode mode;
    private final String host;
    private final TlsFiles files;

    private MySqlTls(Mode mode, String host, TlsFiles files) {
        this.mode = mode;
        this.host = host;
        this.files = files;
        if (isEnabled()) {
            TlsClient unused = client();
        }
    }

    static MySqlTls of(ConnectionString where, Map<String, String> settings) {
        String authorities = settings.get("sslCA");
        String wanted = where.parameters().getOrDefault("tls", authorities == null ? "false" : "true");
        Mode mode = switch (wanted.toLowerCase(Locale.ROOT)) {
            case "false" -> Mode.DISABLED;
            case "true" -> authorities == null ? Mode.VERIFIED : Mode.VERIFIED_AUTHORITY;
            case "verify-full" -> Mode.VERIFIED;
            case "skip-verify" -> Mode.UNVERIFIED;
            case "preferred" -> Mode.PREFERRED;
            default ->
                throw new StreamException(
                        ErrorKind.CONFIGURATION,
                        "tls=" + wanted + " is not known: use true, false, skip-verify, preferred or verify-full");
        };
        return new MySqlTls(mode, where.host(), files(authorities, settings.get("sslCert"), settings.get("sslKey")));
    }

    static TlsFiles files(@Nullable String authorities, @Nullable String certificate, @Nullable String key) {
        return new TlsFiles(
                new PemFile("sslCA", authorities), new PemFile("sslCert", certificate), new PemFile("sslKey", key), "");
    }

    MySqlTls with(Mode other) {
        return new MySqlTls(other, host, files);
    }

    Mode mode() {
        return mode;
    }

    public boolean isEnabled() {
        return mode != Mode.DISABLED;
    }

    /** Whether a connection to a server without TLS is worse than none. */
    public boolean isDemanded() {
        return isEnabled() && mode != Mode.PREFERRED;
    }

    boolean showsCertificate() {
        return isEnabled() && files.certificate().path() != null;
    }

    /** The same for the JDBC driver, which always encrypts or never does. */
    void configure(Properties properties) {
        if (isDemanded()) {
            PemTlsPlugin.configure(properties, mode.verification, files);
        } else {
            properties.setProperty("sslMode", "disable");
        }
    }

    /** Encrypts a connection that is not one of JDBC. */
    public SSLSocket wrap(Socket socket) throws SocketException {
        try {
            return client().wrap(socket, host);
        } catch (IOException e) {
            SocketException failure = new SocketException("TLS cannot be set up: " + e.getMessage());
            failure.initCause(e);
            throw failure;
        }
    }

    /** Why encryption did not come about, when trying again does not mend that. */
    Optional<String> explain(Throwable failure) {
        return isEnabled() ? client().explain(failure) : Optional.empty();
    }

    TlsClient client() {
        return TlsClient.of(mode.verification, files);
    }
}
