package io.dbstream.database.mysql;

import io.dbstream.tls.PemFile;
import io.dbstream.tls.TlsClient;
import io.dbstream.tls.TlsFiles;
import io.dbstream.tls.Verification;
import java.security.cert.X509Certificate;
import java.util.Properties;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.client.tls.HostnameVerifier;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.TlsSocketPlugin;

/**
 * Lets the JDBC driver take certificates and keys from PEM files, and judge a server as the connection that reads the log does. Found by
 * the driver through {@code META-INF/services}, hence public.
 */
public final class PemTlsPlugin implements TlsSocketPlugin {
    static final String TYPE = "dbstream-pem";
    private static final String VERIFICATION = "dbstreamVerification";
    private static final String AUTHORITIES = "dbstreamSslCA";
    private static final String CERTIFICATE = "dbstreamSslCert";
    private static final String KEY = "dbstreamSslKey";

    /** Tells the driver to use this, and this what to do: the driver hands on what it does not know. */
    static void configure(Properties properties, Verification verification, TlsFiles files) {
        properties.setProperty("tlsSocketType", TYPE);
        properties.setProperty(
                "sslMode",
                switch (verification) {
                    case NONE -> "trust";
                    case AUTHORITY -> "verify-ca";
                    case HOST -> "verify-full";
                });
        properties.setProperty(VERIFICATION, verification.name());
        set(properties, AUTHORITIES, files.authorities());
        set(properties, CERTIFICATE, files.certificate());
        set(properties, KEY, files.key());
    }

    private static void set(Properties properties, String name, PemFile file) {
        if (file.path() != null) {
            properties.setProperty(name, file.path());
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public TrustManager[] getTrustManager(
            Configuration configuration, ExceptionFactory exceptions, HostAddress address) {
        return client(configuration).trust();
    }

    @Override
    @SuppressWarnings("NullAway") // The driver's own plugin returns null, too, where there is no client certificate.
    public KeyManager @Nullable [] getKeyManager(Configuration configuration, ExceptionFactory exceptions) {
        return client(configuration).identity();
    }

    /** Only this is told the host's name: the driver gives its sockets the address. */
    @Override
    public void verify(String host, SSLSession session, long serverThread) throws SSLException {
        HostnameVerifier.verify(host, (X509Certificate) session.getPeerCertificates()[0], serverThread);
    }

    private static TlsClient client(Configuration configuration) {
        Properties told = configuration.nonMappedOptions();
        Verification verification = Verification.valueOf(told.getProperty(VERIFICATION));
        return TlsClient.of(
                verification == Verification.NONE ? verification : Verification.AUTHORITY,
                MySqlTls.files(told.getProperty(AUTHORITIES), told.getProperty(CERTIFICATE), told.getProperty(KEY)));
    }
}
