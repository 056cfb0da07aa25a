package io.dbstream.endtoend.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between clients and a server of this machine, and does to their connections what networks do: cuts them, also in the middle of a
 * statement, holds them up, loses answers. Has two virtual threads for each connection.
 */
final class TcpProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket listener;
    private volatile InetSocketAddress server;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final Gate gate = new Gate();
    private final Fuse fuse = new Fuse();
    private volatile boolean losingAnswers;

    private TcpProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.server = address(serverPort);
    }

    /** Begins to pass on what comes to a free port. */
    static TcpProxy before(int serverPort) {
        try {
            TcpProxy proxy = new TcpProxy(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), serverPort);
            Thread.ofVirtual().name("proxy-" + serverPort).start(proxy::accept);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    private static InetSocketAddress address(int serverPort) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), serverPort);
    }

    /** Another server answers from now on. */
    void switchTo(int serverPort) {
        server = address(serverPort);
        cutAll();
    }

    /** Resets every connection. */
    void cutAll() {
        links.forEach(Link::cut);
    }

    /** Resets one of the connections. */
    void cutOne(int dice) {
        any(dice).forEach(Link::cut);
    }

    /** Resets the connection that carries the last of so many bytes, in the middle of what it is saying. */
    void cutWithin(int bytes) {
        fuse.light(bytes);
    }

    /** Nothing passes any more, and nobody is told, until {@link #letGo}. */
    void holdUp() {
        gate.shut();
    }

    /** The same for one of the connections. */
    void holdUpOne(int dice) {
        any(dice).forEach(link -> link.gate.shut());
    }

    void letGo() {
        gate.open();
        links.forEach(link -> link.gate.open());
    }

    /** What clients say arrives, and what the server answers does not, until {@link #cutAnswerless}. */
    void loseAnswers() {
        losingAnswers = true;
    }

    /** Resets all connections, those that miss answers among them. */
    void cutAnswerless() {
        cutAll();
        losingAnswers = false;
    }

    private List<Link> any(int dice) {
        List<Link> all = List.copyOf(links);
        return all.isEmpty() ? all : List.of(all.get(Math.floorMod(dice, all.size())));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The listener was closed, or a client was gone before it was accepted.
                Thread.onSpinWait();
            }
        }
    }

    private void connect(Socket client) {
        Thread.ofVirtual().start(() -> {
            Socket other = new Socket();
            Link link = new Link(client, other);
            try {
                other.connect(server, CONNECT_MILLIS);
                client.setTcpNoDelay(true);
                other.setTcpNoDelay(true);
            } catch (IOException e) {
                link.cut();
                return;
            }
            links.add(link);
            Thread.ofVirtual().start(() -> pump(link, client, other, false));
            pump(link, other, client, true);
            links.remove(link);
        });
    }

    private void pump(Link link, Socket from, Socket to, boolean answers) {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                gate.pass();
                link.gate.pass();
                if (answers && losingAnswers) {
                    continue;
                }
                int spared = fuse.burn(read);
                out.write(buffer, 0, spared);
                if (spared < read) {
                    link.cut();
                }
            }
            link.end();
        } catch (IOException e) {
            link.cut();
        } catch (InterruptedException e) {
            link.cut();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        letGo();
        cutAll();
    }

    /** Counts bytes down once it is lit. */
    private static final class Fuse {
        private long left = Long.MAX_VALUE;

        synchronized void light(int bytes) {
            left = bytes;
        }

        /** How many of these bytes may still pass; fewer than there are burns it up. */
        synchronized int burn(int bytes) {
            if (left == Long.MAX_VALUE) {
                return bytes;
            }
            if (bytes < left) {
                left -= bytes;
                return bytes;
            }
            int spared = (int) left;
            left = Long.MAX_VALUE;
            // At least one byte is kept back: else nothing would be cut in two.
            return Math.min(spared, bytes - 1);
        }
    }

    /** A client's connection and the one to the server that belongs to it. */
    private record Link(Socket client, Socket server, Gate gate) {
        Link(Socket client, Socket server) {
            this(client, server, new Gate());
        }

        void cut() {
            reset(client);
            reset(server);
            gate.open();
        }

        void end() {
            close(client);
            close(server);
            gate.open();
        }

        private static void reset(Socket socket) {
            try {
                // With a linger of 0 the other side is told of a reset, not of an end.
                socket.setSoLinger(true, 0);
            } catch (IOException e) {
                // Closed already.
                Thread.onSpinWait();
            }
            close(socket);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
