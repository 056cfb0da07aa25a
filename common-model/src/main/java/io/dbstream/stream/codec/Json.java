package io.dbstream.stream.codec;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one mapper: strict about what users write twice or behind the end. */
final class Json {
    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private Json() {}

    /**
     * Reads what a user wrote.
     *
     * @throws StreamException CONFIGURATION, with line and column
     */
    static JsonNode read(byte[] json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JacksonException e) {
            throw malformed(e);
        }
        if (node == null || node.isMissingNode()) {
            throw new StreamException(ErrorKind.CONFIGURATION, "The JSON is empty");
        }
        return node;
    }

    private static StreamException malformed(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        String place = location == null || location.getLineNr() < 1
                ? ""
                : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return new StreamException(ErrorKind.CONFIGURATION, "The JSON is malformed" + place + ": " + reason(e));
    }

    /** The parser's words without what it quotes of the text: a password may stand there. */
    private static String reason(JacksonException e) {
        String message = e.getOriginalMessage();
        if (!(e instanceof StreamReadException) || message == null) {
            return "it does not read as one JSON value";
        }
        if (message.startsWith("Duplicate")) {
            return message;
        }
        return message.lines().findFirst().orElse("").replaceAll("token '[^']*'", "token");
    }
}
