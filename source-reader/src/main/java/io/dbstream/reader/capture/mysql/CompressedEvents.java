package io.dbstream.reader.capture.mysql;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;

/** Unpacks what servers compress in their logs: whole transactions in MySQL, single events in MariaDB. */
final class CompressedEvents {
    private static final int PAYLOAD_END = 0;
    private static final int PAYLOAD_SIZE = 1;
    private static final int COMPRESSION = 2;
    private static final int ZSTD = 0;
    private static final int NONE = 255;

    private CompressedEvents() {}

    /** Receives the events of a compressed transaction one by one; the bytes are valid during the call only. */
    interface Receiver {
        void event(EventBytes event) throws IOException;
    }

    /** The events in the body of a TRANSACTION_PAYLOAD event. */
    static void payload(EventBytes in, Receiver receiver) throws IOException {
        int compression = ZSTD;
        int size = 0;
        for (int field = in.packedInt(); field != PAYLOAD_END; field = in.packedInt()) {
            int length = in.packedInt();
            int from = in.take(length);
            EventBytes value = new EventBytes(in.array(), from, from + length);
            switch (field) {
                case PAYLOAD_SIZE -> size = value.packedInt();
                case COMPRESSION -> compression = value.packedInt();
                default -> {
                    // The size before compression is not needed: events are unpacked one by one.
                }
            }
        }
        InputStream packed = new ByteArrayInputStream(in.array(), in.take(size), size);
        switch (compression) {
            case ZSTD -> events(new ZstdInputStreamNoFinalizer(packed), receiver);
            case NONE -> events(packed, receiver);
            default -> throw new IOException("a transaction is compressed in the unknown way " + compression);
        }
    }

    private static void events(InputStream stream, Receiver receiver) throws IOException {
        try (stream) {
            byte[] buffer = new byte[64 * 1024];
            EventBytes event = new EventBytes(buffer);
            EventHeader header = new EventHeader();
            int count = stream.readNBytes(buffer, 0, EventHeader.LENGTH);
            while (count == EventHeader.LENGTH) {
                header.read(event.over(buffer, 0, count));
                int length = header.length();
                if (length > buffer.length) {
                    buffer = Arrays.copyOf(buffer, length);
                }
                int body = length - EventHeader.LENGTH;
                if (stream.readNBytes(buffer, EventHeader.LENGTH, body) < body) {
                    throw new EOFException("a compressed transaction ends inside an event");
                }
                receiver.event(event.over(buffer, 0, length));
                count = stream.readNBytes(buffer, 0, EventHeader.LENGTH);
            }
        }
    }

    /**
     * What MariaDB has compressed, up to the end of the event: a byte that says how, the length, and the bytes of zlib ({@code
     * binlog_buf_uncompress} of the server).
     */
    static EventBytes mariaDb(EventBytes in) throws IOException {
        int head = in.uint8();
        if ((head & 0xf0) != 0x80) {
            throw new IOException("an event is compressed in the unknown way " + head);
        }
        byte[] whole = new byte[(int) in.bigEndian(head & 0x07)];
        try {
            Content.inflate(in, false, whole);
        } catch (DataFormatException e) {
            throw new IOException("a compressed event is damaged", e);
        }
        in.skip(in.remaining());
        return new EventBytes(whole);
    }
}
