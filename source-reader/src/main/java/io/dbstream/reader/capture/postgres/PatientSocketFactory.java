package io.dbstream.reader.capture.postgres;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the sockets of replication connections. The driver makes the factory, by its name, with the ticket of the connection. */
public final class PatientSocketFactory extends SocketFactory {
    private static final Map<String, Ticket> OPENING = new ConcurrentHashMap<>();

    private final String ticket;

    /** A connection that is being opened: the driver may try more than one socket, of which the last is the connection's. */
    record Ticket(String name, AtomicReference<@Nullable PatientSocket> last) implements AutoCloseable {
        static Ticket take() {
            Ticket ticket = new Ticket(UUID.randomUUID().toString(), new AtomicReference<>());
            OPENING.put(ticket.name, ticket);
            return ticket;
        }

        PatientSocket socket() {
            PatientSocket socket = last.get();
            if (socket == null) {
                throw new IllegalStateException("the driver has made no socket");
            }
            return socket;
        }

        @Override
        public void close() {
            OPENING.remove(name);
        }
    }

    /** @param ticket the name of a {@link Ticket} */
    public PatientSocketFactory(String ticket) {
        this.ticket = ticket;
    }

    @Override
    public Socket createSocket() {
        PatientSocket socket = new PatientSocket();
        Ticket opening = OPENING.get(ticket);
        if (opening != null) {
            opening.last().set(socket);
        }
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localAddress, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localAddress, localPort));
    }

    private Socket connected(InetSocketAddress server, @Nullable InetSocketAddress local) throws IOException {
        Socket socket = createSocket();
        if (local != null) {
            socket.bind(local);
        }
        socket.connect(server);
        return socket;
    }
}
