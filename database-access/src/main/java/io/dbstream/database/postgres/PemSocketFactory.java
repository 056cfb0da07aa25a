package io.dbstream.database.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Lets the JDBC driver take certificates and keys from PEM files, as all connections of dbstream do. Made by the driver from its
 * properties, hence public.
 */
public final class PemSocketFactory extends SSLSocketFactory {
    private static final String PROTOCOL = "dbstreamTlsProtocol";

    private final SSLSocketFactory sockets;
    private final @Nullable String protocol;

    public PemSocketFactory(Properties properties) {
        protocol = properties.getProperty(PROTOCOL);
        sockets = PostgresTls.of(properties).client().context().getSocketFactory();
    }

    static void useOlderTls(Properties properties) {
        properties.setProperty(PROTOCOL, "TLSv1.2");
    }

    /** The one that the driver calls. */
    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        SSLSocket encrypted = (SSLSocket) sockets.createSocket(socket, host, port, autoClose);
        if (protocol != null) {
            encrypted.setEnabledProtocols(new String[] {protocol});
        }
        return encrypted;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return sockets.createSocket(host, port, localHost, localPort);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return sockets.createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress address, int port, InetAddress localAddress, int localPort)
            throws IOException {
        return sockets.createSocket(address, port, localAddress, localPort);
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return sockets.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return sockets.getSupportedCipherSuites();
    }
}
