package io.dbstream.reader.capture.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A socket that can be waited on without reading: what arrives meanwhile stays in its buffer, whole, for whoever reads next. A read that
 * times out would leave the driver amid a message, and the driver's own way of looking, a read of a millisecond again and again, would keep
 * a quiet stream busy.
 *
 * <p>The server sends every change by itself. Whoever is quick enough to wait for each is woken up for each, and gets it in a packet of its
 * own, which costs both sides more than the change does. So what comes is left to gather for a moment, and for longer and longer while much
 * comes, until the window is full: what the server's kernel cannot send then, it puts together. From a server that is near, no larger window
 * would bring more.
 *
 * <p>For one thread, but for {@link #close}.
 */
final class PatientSocket extends Socket {
    private static final int BUFFER = 64 * 1024;
    private static final int FULL = BUFFER / 8 * 7;
    /** For how long what comes gathers at least: less than anyone would notice. */
    private static final long SHORTEST_NANOS = 100_000;

    private static final long LONGEST_NANOS = Duration.ofMillis(5).toNanos();
    /** Much is a byte in so many nanoseconds: 8 MB/s. */
    private static final long NANOS_PER_BYTE = 125;

    /** A server is near that answers so soon: 64 KB each time are more than it has to say. */
    private static final long NEAR_NANOS = 500_000;

    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private long filledAt = System.nanoTime();
    /** For how long the bytes to come gather. */
    private long gathering;

    private int timeout;

    @Override
    public void connect(SocketAddress server, int patience) throws IOException {
        long start = System.nanoTime();
        super.connect(server, patience);
        if (System.nanoTime() - start < NEAR_NANOS) {
            setReceiveBufferSize(BUFFER);
        }
    }

    /** Waits for bytes to read, or for the connection's end; false when nothing came for so long. */
    boolean await(Duration patience) throws IOException {
        if (from < to) {
            return true;
        }
        super.setSoTimeout(Math.max(1, Math.toIntExact(patience.toMillis())));
        try {
            // Also the end, which the next read finds again.
            fill();
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } finally {
            if (!isClosed()) {
                super.setSoTimeout(timeout);
            }
        }
    }

    private boolean fill() throws IOException {
        gather();
        int read = super.getInputStream().read(buffer, 0, BUFFER);
        from = 0;
        to = Math.max(0, read);
        filled();
        return read >= 0;
    }

    private void gather() {
        long left = filledAt + gathering - System.nanoTime();
        if (left > 0) {
            LockSupport.parkNanos(left);
        }
    }

    private void filled() {
        long now = System.nanoTime();
        boolean much = to * NANOS_PER_BYTE > now - filledAt;
        filledAt = now;
        long next = to >= FULL ? gathering - gathering / 8 : gathering + gathering / 2;
        gathering = much ? Math.clamp(next, SHORTEST_NANOS, LONGEST_NANOS) : SHORTEST_NANOS;
    }

    @Override
    public synchronized void setSoTimeout(int milliseconds) throws SocketException {
        timeout = milliseconds;
        super.setSoTimeout(milliseconds);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        InputStream wire = super.getInputStream();
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return from == to && !fill() ? -1 : buffer[from++] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) {
                    return 0;
                }
                if (from == to) {
                    if (length >= BUFFER) {
                        return wire.read(bytes, offset, length);
                    }
                    if (!fill()) {
                        return -1;
                    }
                }
                int count = Math.min(length, to - from);
                System.arraycopy(buffer, from, bytes, offset, count);
                from += count;
                return count;
            }

            @Override
            public int available() throws IOException {
                return from < to ? to - from : wire.available();
            }

            @Override
            public void close() throws IOException {
                PatientSocket.this.close();
            }
        };
    }
}
