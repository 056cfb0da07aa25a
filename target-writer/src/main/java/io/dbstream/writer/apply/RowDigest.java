package io.dbstream.writer.apply;

import io.dbstream.change.Row;
import io.dbstream.schema.TableSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Tells a row of the source from the others of its table, in so little space that thousands may be remembered, however long they are: a
 * digest of the key's values, or of all values where no key identifies rows.
 */
final class RowDigest {
    private RowDigest() {}

    static String of(TableSchema table, Row row) {
        MessageDigest digest = sha256();
        if (table.identifiesRows()) {
            for (int column : table.key()) {
                add(digest, row.get(column));
            }
        } else {
            for (int column = 0; column < row.size(); column++) {
                add(digest, row.get(column));
            }
        }
        return Base64.getEncoder().withoutPadding().encodeToString(digest.digest());
    }

    /** Each kind of value with a letter of its own and its length, so that no two lists of values look alike. */
    private static void add(MessageDigest digest, @Nullable Object value) {
        switch (value) {
            case null -> digest.update((byte) 'N');
            case String text -> add(digest, 'S', text.getBytes(StandardCharsets.UTF_8));
            case byte[] bytes -> add(digest, 'B', bytes);
            case Long number -> add(digest, 'L', longBytes(number));
            case Double number -> add(digest, 'D', longBytes(Double.doubleToLongBits(number)));
            case Boolean truth -> digest.update((byte) (truth ? 'T' : 'F'));
            default -> {
                if (value != Row.ABSENT) {
                    throw new IllegalArgumentException("a row cannot hold a " + value.getClass());
                }
                digest.update((byte) 'A');
            }
        }
    }

    private static void add(MessageDigest digest, char kind, byte[] bytes) {
        digest.update((byte) kind);
        digest.update(longBytes(bytes.length));
        digest.update(bytes);
    }

    private static byte[] longBytes(long number) {
        return ByteBuffer.allocate(Long.BYTES).putLong(number).array();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
