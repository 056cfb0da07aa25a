package io.dbstream.endtoend;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A port of its own on 127.0.0.1 that passes every connection on to another port, which may be changed: another server, the same address. */
final class TcpProxy implements AutoCloseable {
    private final ServerSocket door;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int backend;

    private TcpProxy(ServerSocket door, int backend) {
        this.door = door;
        this.backend = backend;
    }

    static TcpProxy to(int port) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), port);
            Thread.ofVirtual().name("proxy").start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return door.getLocalPort();
    }

    /** Ends all connections; new ones go to this port. */
    void switchTo(int port) {
        backend = port;
        cut();
    }

    /** Ends all connections as a network that fails does, in the middle of whatever is on the way. */
    void cut() {
        open.forEach(TcpProxy::end);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cut();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                connect(door.accept());
            } catch (IOException e) {
                // The proxy was closed.
                return;
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), backend);
            open.add(server);
            Thread.ofVirtual().start(() -> pass(client, server));
            Thread.ofVirtual().start(() -> pass(server, client));
        } catch (IOException e) {
            // Nobody is there: the client learns it from the end of its connection.
            end(client);
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // One of the two has ended it, or cut() has.
            end(to);
        } finally {
            open.remove(from);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
