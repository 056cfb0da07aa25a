package io.dbstream.stream.codec;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import io.dbstream.stream.ConnectionString;
import io.dbstream.stream.ConnectionStrings;
import io.dbstream.stream.DatabaseType;
import io.dbstream.stream.Destinations;
import io.dbstream.stream.Operation;
import io.dbstream.stream.QualifiedName;
import io.dbstream.stream.StreamConfig;
import io.dbstream.stream.StreamConfig.Limits;
import io.dbstream.stream.StreamConfig.Source;
import io.dbstream.stream.StreamConfig.Target;
import io.dbstream.stream.TableFilter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The stream configuration as users write it, described in {@code docs/reference/configuration.md}. */
public final class StreamConfigCodec {
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(Long.MAX_VALUE / 1_000_000_000);

    private StreamConfigCodec() {}

    /**
     * Reads and checks a configuration. Connection strings, and where the tables go, are checked as well, but for connections with
     * {@code ${env:NAME}}, which only the reader or writer can resolve.
     *
     * @throws StreamException CONFIGURATION: malformed JSON by line and column, all else by the path of the key
     */
    public static StreamConfig read(byte[] json) {
        StreamConfig config = config(JsonFields.of("", Json.read(json)), true);
        Optional<ConnectionString> source = connection(
                "source.connection", config.source().type(), config.source().connection());
        Optional<ConnectionString> target = connection(
                "target.connection", config.target().type(), config.target().connection());
        if (config.source().initialLoad()) {
            throw JsonFields.wrong(
                    "source.initialLoad is not supported by this version yet: leave it out or set it to false");
        }
        if (source.isPresent() && target.isPresent()) {
            Destinations.check(config, source.get(), target.get());
        }
        return config;
    }

    /** The configuration in the shape in which users write it. Its connections are as they are: mask them before showing them. */
    public static ObjectNode toJson(StreamConfig config) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.set("source", source(config.source()));
        json.set("target", target(config.target()));
        json.set("limits", limits(config.limits()));
        return json;
    }

    /**
     * Reads a configuration without refusing what it does not know.
     *
     * @param strict whether unknown keys are errors
     */
    static StreamConfig config(JsonFields json, boolean strict) {
        JsonFields source = json.required("source");
        JsonFields target = json.required("target");
        StreamConfig config = new StreamConfig(
                source(source, strict),
                target(target, strict),
                json.object("limits").map(limits -> limits(limits, strict)).orElse(Limits.NONE));
        finish(json, strict);
        return config;
    }

    private static Source source(JsonFields json, boolean strict) {
        Source source = new Source(
                type(json),
                json.requiredText("connection"),
                settings(json),
                json.object("filter").map(filter -> tables(filter, strict)).orElse(List.of()),
                json.bool("initialLoad", false));
        finish(json, strict);
        return source;
    }

    private static Target target(JsonFields json, boolean strict) {
        Target target = new Target(type(json), json.requiredText("connection"), settings(json));
        finish(json, strict);
        return target;
    }

    private static DatabaseType type(JsonFields json) {
        String type = json.requiredText("type");
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "mysql" -> DatabaseType.MYSQL;
            case "postgresql" -> DatabaseType.POSTGRESQL;
            default ->
                throw JsonFields.wrong(json.pathOf("type") + " must be mysql (also for MariaDB) or postgresql"
                        + " (also for CockroachDB)" + quoted(type));
        };
    }

    private static Map<String, String> settings(JsonFields json) {
        return json.object("settings").map(JsonFields::texts).orElse(Map.of());
    }

    private static List<TableFilter> tables(JsonFields filter, boolean strict) {
        Set<QualifiedName> names = new HashSet<>();
        List<TableFilter> tables = filter.list("tables", (path, node) -> {
            JsonFields table = JsonFields.of(path, node);
            QualifiedName name = name(table, "name", table.requiredText("name"), strict);
            if (!names.add(name)) {
                throw JsonFields.wrong(path + ".name is " + name + ", which stands in the filter already");
            }
            List<Operation> operations = table.list("operations", StreamConfigCodec::operation);
            QualifiedName target = table.text("target")
                    .map(text -> name(table, "target", text, strict))
                    .orElse(null);
            finish(table, strict);
            return new TableFilter(
                    name, operations.isEmpty() ? Set.of(Operation.values()) : Set.copyOf(operations), target);
        });
        finish(filter, strict);
        return tables;
    }

    private static QualifiedName name(JsonFields json, String key, String text, boolean strict) {
        if (!strict) {
            return QualifiedName.parseStored(text);
        }
        try {
            return QualifiedName.parse(text);
        } catch (StreamException e) {
            throw new StreamException(ErrorKind.CONFIGURATION, json.pathOf(key) + " " + e.getMessage(), e);
        }
    }

    private static Operation operation(String path, JsonNode node) {
        if (!node.isString()) {
            throw JsonFields.wrongType(path, "a string", node);
        }
        return switch (node.stringValue().toLowerCase(Locale.ROOT)) {
            case "insert" -> Operation.INSERT;
            case "update" -> Operation.UPDATE;
            case "delete" -> Operation.DELETE;
            default -> throw JsonFields.wrong(path + " must be insert, update or delete" + quoted(node.stringValue()));
        };
    }

    private static Limits limits(JsonFields json, boolean strict) {
        long events = json.count(eitherName(json, "events", "numberOfEvents"));
        String time = eitherName(json, "time", "elapsedTime");
        BigDecimal seconds = json.amount(time);
        if (seconds.compareTo(MAX_SECONDS) > 0) {
            throw JsonFields.wrong(json.pathOf(time) + " is more seconds than there will be");
        }
        finish(json, strict);
        return new Limits(
                events,
                Duration.ofNanos(seconds.movePointRight(9).toBigInteger().longValueExact()));
    }

    private static String eitherName(JsonFields json, String name, String otherName) {
        boolean first = json.has(name);
        boolean second = json.has(otherName);
        if (first && second) {
            throw JsonFields.wrong(
                    json.pathOf(name) + " and " + json.pathOf(otherName) + " are two names of one limit: give one");
        }
        return second ? otherName : name;
    }

    private static void finish(JsonFields json, boolean strict) {
        if (strict) {
            json.nothingElse();
        }
    }

    /** Empty for a connection whose references only a worker can resolve. */
    private static Optional<ConnectionString> connection(String path, DatabaseType type, String connection) {
        if (ConnectionStrings.hasReferences(connection)) {
            return Optional.empty();
        }
        try {
            return Optional.of(ConnectionStrings.parse(type, connection));
        } catch (StreamException e) {
            throw new StreamException(ErrorKind.CONFIGURATION, path + ": " + e.getMessage(), e);
        }
    }

    /** What the user wrote, when it surely is no secret that slipped into the wrong place. */
    private static String quoted(String word) {
        return word.matches("[A-Za-z0-9_-]{1,20}") ? ", not " + word : "";
    }

    private static ObjectNode source(Source source) {
        ObjectNode json = database(source.type(), source.connection(), source.settings());
        if (!source.tables().isEmpty()) {
            ArrayNode tables = json.putObject("filter").putArray("tables");
            for (TableFilter table : source.tables()) {
                ObjectNode entry = tables.addObject().put("name", table.table().toString());
                ArrayNode operations = entry.putArray("operations");
                table.operations().stream().sorted().forEach(operation -> operations.add(lower(operation)));
                QualifiedName renamed = table.target();
                if (renamed != null) {
                    entry.put("target", renamed.toString());
                }
            }
        }
        if (source.initialLoad()) {
            json.put("initialLoad", true);
        }
        return json;
    }

    private static ObjectNode target(Target target) {
        return database(target.type(), target.connection(), target.settings());
    }

    private static ObjectNode database(DatabaseType type, String connection, Map<String, String> settings) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("type", lower(type));
        json.put("connection", connection);
        if (!settings.isEmpty()) {
            ObjectNode all = json.putObject("settings");
            settings.forEach(all::put);
        }
        return json;
    }

    private static ObjectNode limits(Limits limits) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("events", limits.events());
        BigDecimal seconds = BigDecimal.valueOf(limits.time().toNanos(), 9).stripTrailingZeros();
        if (seconds.scale() > 0) {
            json.put("time", seconds);
        } else {
            json.put("time", seconds.longValueExact());
        }
        return json;
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
