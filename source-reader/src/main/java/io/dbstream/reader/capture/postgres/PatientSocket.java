package io.dbstream.reader.capture.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * A socket that can be waited on without reading: what arrives meanwhile stays in its buffer, whole, for whoever reads next. A read that
 * times out would leave the driver amid a message, and the driver's own way of looking, a read of a millisecond again and again, would keep
 * a quiet stream busy.
 *
 * <p>For one thread, but for {@link #close}.
 */
final class PatientSocket extends Socket {
    private static final int BUFFER = 64 * 1024;

    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    private int timeout;

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
        int read = super.getInputStream().read(buffer, 0, BUFFER);
        from = 0;
        to = Math.max(0, read);
        return read >= 0;
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
