package io.dbstream.reader.capture.mysql;

import java.sql.SQLException;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.mariadb.jdbc.Configuration;
import org.mariadb.jdbc.HostAddress;
import org.mariadb.jdbc.export.ExceptionFactory;
import org.mariadb.jdbc.plugin.TlsSocketPlugin;
import org.mariadb.jdbc.plugin.tls.main.DefaultTlsSocketPlugin;

/**
 * Lets the JDBC driver take a client's certificate from PEM files. Found by the driver through {@code META-INF/services}, hence public.
 */
public final class PemTlsPlugin implements TlsSocketPlugin {
    static final String TYPE = "dbstream-pem";
    static final String CERTIFICATE = "dbstreamSslCert";
    static final String KEY = "dbstreamSslKey";

    private final DefaultTlsSocketPlugin standard = new DefaultTlsSocketPlugin();

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public TrustManager[] getTrustManager(Configuration configuration, ExceptionFactory exceptions, HostAddress address)
            throws SQLException {
        return standard.getTrustManager(configuration, exceptions, address);
    }

    @Override
    public KeyManager[] getKeyManager(Configuration configuration, ExceptionFactory exceptions) {
        return PemFiles.identity(
                configuration.nonMappedOptions().getProperty(CERTIFICATE, ""),
                configuration.nonMappedOptions().getProperty(KEY, ""));
    }

    @Override
    public void verify(String host, SSLSession session, long serverThread) throws SSLException {
        standard.verify(host, session, serverThread);
    }
}
