package io.dbstream.reader.capture.mysql;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Makes text of the bytes of one of the server's character sets. */
interface TextDecoder {
    /** The text, or null when the bytes stand for no text in this character set. */
    @Nullable
    String decode(byte[] bytes, int from, int length);

    /** A character set that Java knows under the same meaning. */
    static TextDecoder of(Charset charset) {
        return (bytes, from, length) -> {
            String text = new String(bytes, from, length, charset);
            // Java puts this mark where it cannot decode, but it may also have been there.
            return text.indexOf('\ufffd') < 0 ? text : strictly(charset, bytes, from, length);
        };
    }

    private static @Nullable String strictly(Charset charset, byte[] bytes, int from, int length) {
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
