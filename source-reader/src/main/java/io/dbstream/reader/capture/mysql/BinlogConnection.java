package io.dbstream.reader.capture.mysql;

import com.github.shyiko.mysql.binlog.network.Authenticator;
import com.github.shyiko.mysql.binlog.network.ClientCapabilities;
import com.github.shyiko.mysql.binlog.network.ServerException;
import com.github.shyiko.mysql.binlog.network.protocol.ErrorPacket;
import com.github.shyiko.mysql.binlog.network.protocol.GreetingPacket;
import com.github.shyiko.mysql.binlog.network.protocol.PacketChannel;
import com.github.shyiko.mysql.binlog.network.protocol.command.Command;
import com.github.shyiko.mysql.binlog.network.protocol.command.QueryCommand;
import com.github.shyiko.mysql.binlog.network.protocol.command.SSLRequestCommand;
import io.dbstream.database.mysql.MySqlTls;
import io.dbstream.stream.ConnectionString;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;

/**
 * A connection that receives the log. Greeting, login and commands are the binlog library's; its event loop is not used, because it
 * copies every event, hides the types it does not know, and goes on behind errors.
 */
final class BinlogConnection implements AutoCloseable {
    private static final Duration LOGIN_PATIENCE = Duration.ofSeconds(10);
    /** The server sends a heartbeat each second, but may look for the position for a while first. */
    private static final Duration EVENT_PATIENCE = Duration.ofSeconds(60);

    private static final int PACKET_HEADER = 4;
    private static final int LONGEST_PACKET = 0xffffff;
    private static final int BUFFER = 1 << 20;

    private final Socket socket;
    private final PacketChannel channel;
    private byte[] buffer = new byte[BUFFER];
    private int start;
    private int end;

    private BinlogConnection(Socket socket) throws IOException {
        this.socket = socket;
        this.channel = new PacketChannel(socket);
    }

    static BinlogConnection open(ConnectionString where, MySqlTls tls) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(where.host(), where.port()), (int) LOGIN_PATIENCE.toMillis());
            socket.setSoTimeout((int) LOGIN_PATIENCE.toMillis());
            socket.setTcpNoDelay(true);
            socket.setKeepAlive(true);
            BinlogConnection connection = new BinlogConnection(socket);
            connection.logIn(where, tls);
            return connection;
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void logIn(ConnectionString where, MySqlTls tls) throws IOException {
        byte[] greeting = channel.read();
        refuseError(greeting);
        GreetingPacket server = new GreetingPacket(greeting);
        if (tls.isEnabled()) {
            encrypt(server, tls);
        }
        new Authenticator(server, channel, null, where.user(), where.password()).authenticate();
        channel.authenticationComplete();
    }

    private void encrypt(GreetingPacket server, MySqlTls tls) throws IOException {
        if ((server.getServerCapabilities() & ClientCapabilities.SSL) != 0) {
            SSLRequestCommand request = new SSLRequestCommand();
            request.setCollation(server.getServerCollation());
            channel.write(request);
            channel.upgradeToSSL(tls::wrap, null);
        } else if (tls.isDemanded()) {
            throw new IOException("the server does not offer TLS");
        }
    }

    /** Runs a statement that returns no rows. */
    void execute(String sql) throws IOException {
        channel.write(new QueryCommand(sql));
        refuseError(channel.read());
    }

    /** Asks for the log; from here on only {@link #next} may be called. */
    void dump(Command command) throws IOException {
        channel.write(command);
        socket.setSoTimeout((int) EVENT_PATIENCE.toMillis());
    }

    /**
     * Waits for the next event.
     *
     * @param event is put over the event, valid until the next call
     * @return false when the server ended the log
     * @throws ServerException what the server says is wrong
     */
    boolean next(EventBytes event) throws IOException {
        if (socket.isClosed()) {
            // What is still in the buffer came before the connection was closed, but nobody wants it any more.
            throw new SocketException("the connection was closed");
        }
        int length = packet();
        int from = start - length;
        int marker = length == 0 ? 0xfe : buffer[from] & 0xff;
        if (marker == 0xff) {
            throw error(Arrays.copyOfRange(buffer, from, start));
        }
        if (marker == 0xfe) {
            return false;
        }
        if (length == LONGEST_PACKET) {
            byte[] whole = gather(from);
            event.over(whole, 1, whole.length);
        } else {
            event.over(buffer, from + 1, start);
        }
        return true;
    }

    /** Puts an event together that is longer than a packet may be. */
    private byte[] gather(int from) throws IOException {
        byte[] whole = Arrays.copyOfRange(buffer, from, start);
        int length;
        do {
            length = packet();
            whole = Arrays.copyOf(whole, whole.length + length);
            System.arraycopy(buffer, start - length, whole, whole.length - length, length);
        } while (length == LONGEST_PACKET);
        return whole;
    }

    /** Takes the next packet into the buffer, so that its body ends at {@code start}; returns the body's length. */
    private int packet() throws IOException {
        fill(PACKET_HEADER);
        int length = (buffer[start] & 0xff) | (buffer[start + 1] & 0xff) << 8 | (buffer[start + 2] & 0xff) << 16;
        fill(PACKET_HEADER + length);
        start += PACKET_HEADER + length;
        return length;
    }

    private void fill(int wanted) throws IOException {
        if (end - start >= wanted) {
            return;
        }
        if (buffer.length - start < wanted || start == end) {
            makeRoom(wanted);
        }
        InputStream in = channel.getInputStream();
        while (end - start < wanted) {
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                throw new EOFException("the server closed the connection");
            }
            end += count;
        }
    }

    private void makeRoom(int wanted) {
        int size = Math.max(BUFFER, wanted);
        // A buffer that a single long event made large is given back with the first that is not.
        boolean tooLarge = buffer.length > BUFFER && end - start < size && size == BUFFER;
        byte[] target = size > buffer.length || tooLarge ? new byte[size] : buffer;
        System.arraycopy(buffer, start, target, 0, end - start);
        buffer = target;
        end -= start;
        start = 0;
    }

    private static void refuseError(byte[] packet) throws IOException {
        if (packet.length > 0 && (packet[0] & 0xff) == 0xff) {
            throw error(packet);
        }
    }

    private static ServerException error(byte[] packet) throws IOException {
        ErrorPacket error = new ErrorPacket(Arrays.copyOfRange(packet, 1, packet.length));
        return new ServerException(error.getErrorMessage(), error.getErrorCode(), error.getSqlState());
    }

    /** Ends the connection; callable from any thread, and wakes up {@link #next}. */
    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
            return;
        }
    }
}
