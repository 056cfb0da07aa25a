package io.dbstream.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Finds TCP ports of this machine that nobody uses. */
public final class Ports {
    // Below the range from which the system gives ports to outgoing connections: else a client that keeps trying to
    // reach a
    // server that is down could be given the server's own port, and would connect to itself and keep the port from it.
    private static final int FIRST = 12_000;
    private static final int LAST = 32_000;
    private static final int ATTEMPTS = 1_000;

    private Ports() {}

    public static int free() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port)) {
                return port;
            }
        }
        throw new SandboxException("No free port between " + FIRST + " and " + LAST);
    }

    /** The port that was wished for, or another one if somebody uses it. */
    public static int freeOr(int wished) {
        return isFree(wished) ? wished : free();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
