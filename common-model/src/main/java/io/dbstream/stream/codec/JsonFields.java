package io.dbstream.stream.codec;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The fields of one JSON object, asked for by name. It remembers what was asked for, so that {@link #nothingElse} finds the keys
 * that nobody knows. Each error names the key by its path.
 */
final class JsonFields {
    private final String path;
    private final JsonNode object;
    private final Set<String> known = new LinkedHashSet<>();

    private JsonFields(String path, JsonNode object) {
        this.path = path;
        this.object = object;
    }

    static JsonFields of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw wrongType(path, "an object", node);
        }
        return new JsonFields(path, node);
    }

    /** The field, or null when it is missing or null. */
    private @Nullable JsonNode find(String key) {
        known.add(key);
        JsonNode node = object.get(key);
        return node == null || node.isNull() ? null : node;
    }

    boolean has(String key) {
        return find(key) != null;
    }

    Optional<JsonFields> object(String key) {
        return Optional.ofNullable(find(key)).map(node -> of(pathOf(key), node));
    }

    JsonFields required(String key) {
        return object(key).orElseThrow(() -> missing(key));
    }

    Optional<String> text(String key) {
        JsonNode node = find(key);
        if (node == null) {
            return Optional.empty();
        }
        if (!node.isString()) {
            throw wrongType(pathOf(key), "a string", node);
        }
        return Optional.of(node.stringValue());
    }

    String requiredText(String key) {
        String text = text(key).orElseThrow(() -> missing(key));
        if (text.isBlank()) {
            throw wrong(pathOf(key) + " is empty");
        }
        return text;
    }

    boolean bool(String key, boolean otherwise) {
        JsonNode node = find(key);
        if (node != null && !node.isBoolean()) {
            throw wrongType(pathOf(key), "true or false", node);
        }
        return node == null ? otherwise : node.booleanValue();
    }

    /** A whole number that is not negative. */
    long count(String key) {
        JsonNode node = find(key);
        if (node == null) {
            return 0;
        }
        if (!node.isNumber() || !node.canConvertToExactIntegral() || !node.canConvertToLong() || node.longValue() < 0) {
            throw wrongType(pathOf(key), "a whole number that is not negative", node);
        }
        return node.longValue();
    }

    /** A number that is not negative. */
    BigDecimal amount(String key) {
        JsonNode node = find(key);
        if (node == null) {
            return BigDecimal.ZERO;
        }
        if (!node.isNumber() || node.decimalValue().signum() < 0) {
            throw wrongType(pathOf(key), "a number that is not negative", node);
        }
        return node.decimalValue();
    }

    /** Whatever keys there are, with their values as texts. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> property : object.properties()) {
            JsonNode value = property.getValue();
            if (value.isNull()) {
                continue;
            }
            if (!value.isString() && !value.isNumber() && !value.isBoolean()) {
                throw wrongType(pathOf(property.getKey()), "a string, a number, true or false", value);
            }
            texts.put(property.getKey(), value.asString());
        }
        return texts;
    }

    /** The elements of an array, each with its path; none when it is missing. */
    <T> List<T> list(String key, BiFunction<String, JsonNode, T> element) {
        JsonNode node = find(key);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw wrongType(pathOf(key), "an array", node);
        }
        List<T> list = new ArrayList<>();
        for (JsonNode value : node) {
            list.add(element.apply(pathOf(key) + "[" + list.size() + "]", value));
        }
        return list;
    }

    /** Refuses keys that were not asked for. */
    void nothingElse() {
        for (String key : object.propertyNames()) {
            if (!known.contains(key)) {
                throw wrong("Unknown key " + pathOf(key) + Spelling.hint(key, known) + "; known here: "
                        + String.join(", ", known));
            }
        }
    }

    String pathOf(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private StreamException missing(String key) {
        return wrong(pathOf(key) + " is missing");
    }

    static StreamException wrongType(String path, String expected, JsonNode found) {
        return wrong((path.isEmpty() ? "The configuration" : path) + " must be " + expected + ", but it is "
                + describe(found));
    }

    static StreamException wrong(String message) {
        return new StreamException(ErrorKind.CONFIGURATION, message);
    }

    private static String describe(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "an object";
            case ARRAY -> "an array";
            case STRING -> "a string";
            case BOOLEAN -> node.asString();
            case NUMBER -> "the number " + node.asString();
            case NULL, MISSING -> "null";
            case BINARY, POJO -> "of another kind";
        };
    }
}
