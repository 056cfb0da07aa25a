package io.dbstream.reader.capture.mysql;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The server's character sets and collations, by the names and numbers that this server uses for them. Unicode is decoded by Java;
 * for every other character set the server is asked once what each sequence of bytes stands for.
 */
final class CharacterSets {
    private static final Map<String, Charset> UNICODE = Map.of(
            "utf8", StandardCharsets.UTF_8,
            "utf8mb3", StandardCharsets.UTF_8,
            "utf8mb4", StandardCharsets.UTF_8,
            "ascii", StandardCharsets.US_ASCII,
            "ucs2", StandardCharsets.UTF_16BE,
            "utf16", StandardCharsets.UTF_16BE,
            "utf16le", StandardCharsets.UTF_16LE,
            "utf32", Charset.forName("UTF-32BE"));

    private static final int SEQUENCES_PER_QUERY = 1_000;

    private final Connector connector;
    private final Map<Integer, Collation> byId;
    private final Map<String, CharacterSet> byName;
    private final Map<String, TextDecoder> decoders = new HashMap<>();

    private CharacterSets(Connector connector, Map<Integer, Collation> byId, Map<String, CharacterSet> byName) {
        this.connector = connector;
        this.byId = byId;
        this.byName = byName;
    }

    static CharacterSets load(Connector connector) {
        return connector.with("read the character sets", connection -> {
            Map<String, CharacterSet> byName = new HashMap<>();
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT character_set_name, maxlen FROM information_schema.character_sets")) {
                while (rows.next()) {
                    byName.put(rows.getString(1), new CharacterSet(rows.getString(1), rows.getInt(2)));
                }
            }
            Map<Integer, Collation> byId = new HashMap<>();
            collations(
                    connection,
                    byName,
                    byId,
                    "SELECT id, character_set_name, collation_name FROM information_schema.collations");
            if (hasFullCollations(connection)) {
                collations(
                        connection,
                        byName,
                        byId,
                        "SELECT id, character_set_name, full_collation_name"
                                + " FROM information_schema.collation_character_set_applicability");
            }
            return new CharacterSets(connector, byId, byName);
        });
    }

    /** Newer MariaDB numbers a collation once for each character set it applies to, in a table of its own. */
    private static boolean hasFullCollations(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM information_schema.columns"
                        + " WHERE table_schema = 'information_schema' AND column_name = 'ID'"
                        + " AND table_name = 'COLLATION_CHARACTER_SET_APPLICABILITY'")) {
            return rows.next() && rows.getInt(1) > 0;
        }
    }

    private static void collations(
            Connection connection, Map<String, CharacterSet> byName, Map<Integer, Collation> into, String query)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                CharacterSet set = byName.get(rows.getString(2));
                int id = rows.getInt(1);
                if (set != null && id != 0) {
                    into.put(id, new Collation(rows.getString(3), set));
                }
            }
        }
    }

    @Nullable
    Collation collation(int id) {
        return byId.get(id);
    }

    @Nullable
    CharacterSet named(String name) {
        return byName.get(name);
    }

    TextDecoder decoder(CharacterSet set) {
        TextDecoder decoder = decoders.get(set.name());
        if (decoder == null) {
            Charset unicode = UNICODE.get(set.name());
            decoder = unicode != null ? TextDecoder.of(unicode) : askServer(set);
            decoders.put(set.name(), decoder);
        }
        return decoder;
    }

    private TextDecoder askServer(CharacterSet set) {
        return connector.with("ask for the character set " + set.name(), connection -> {
            TableDecoder decoder = new TableDecoder(set.name().equals("gb18030"));
            List<String> sequences = sequences(set);
            for (int i = 0; i < sequences.size(); i += SEQUENCES_PER_QUERY) {
                ask(
                        connection,
                        set,
                        sequences.subList(i, Math.min(i + SEQUENCES_PER_QUERY, sequences.size())),
                        decoder);
            }
            return decoder;
        });
    }

    /** All sequences of bytes, in hexadecimal, that may stand for a character. */
    private static List<String> sequences(CharacterSet set) {
        HexFormat hex = HexFormat.of();
        List<String> sequences = new ArrayList<>();
        IntStream.range(0, 256).forEach(first -> sequences.add(hex.toHexDigits((byte) first)));
        if (set.longest() >= 2) {
            for (int first = 0x81; first <= 0xfe; first++) {
                for (int second = 0x40; second <= 0xfe; second++) {
                    sequences.add(hex.toHexDigits((byte) first) + hex.toHexDigits((byte) second));
                }
            }
        }
        switch (set.longest()) {
            case 1, 2 -> {}
            case 3 -> {
                for (int second = 0xa1; second <= 0xfe; second++) {
                    for (int third = 0xa1; third <= 0xfe; third++) {
                        sequences.add("8f" + hex.toHexDigits((byte) second) + hex.toHexDigits((byte) third));
                    }
                }
            }
            case 4 ->
                IntStream.range(0, Gb18030.BASIC_PLANE)
                        .forEach(index -> sequences.add(hex.formatHex(Gb18030.sequence(index))));
            default ->
                throw new StreamException(
                        ErrorKind.UNREPRESENTABLE, "the character set " + set.name() + " is not supported");
        }
        return sequences;
    }

    private static void ask(Connection connection, CharacterSet set, List<String> sequences, TableDecoder decoder)
            throws SQLException {
        String query = sequences.stream()
                .map(hex -> "CONVERT(CONVERT(X'" + hex + "' USING " + set.name() + ") USING utf8mb4)")
                .collect(Collectors.joining(", ", "SELECT ", ""));
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            for (int i = 0; i < sequences.size(); i++) {
                byte[] sequence = HexFormat.of().parseHex(sequences.get(i));
                String character = row.getString(i + 1);
                // The server prints a question mark for what it cannot convert.
                boolean known = character != null
                        && character.length() == 1
                        && (!character.equals("?") || (sequence[0] == '?' && sequence.length == 1));
                if (known) {
                    decoder.put(sequence, character.charAt(0));
                }
            }
        }
    }
}
