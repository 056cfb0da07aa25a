package io.dbstream.stream;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the user asked for: one source, one target, and when to stop. */
public record StreamConfig(Source source, Target target, Limits limits) {

    /** The same without its passwords, fit to be shown. */
    public StreamConfig masked() {
        return new StreamConfig(
                new Source(
                        source.type,
                        ConnectionStrings.mask(source.connection),
                        masked(source.settings),
                        source.tables,
                        source.initialLoad),
                new Target(target.type, ConnectionStrings.mask(target.connection), masked(target.settings)),
                limits);
    }

    private static Map<String, String> masked(Map<String, String> settings) {
        Map<String, String> masked = new LinkedHashMap<>(settings);
        masked.replaceAll((name, value) -> name.toLowerCase(Locale.ROOT).contains("password") ? "***" : value);
        return masked;
    }

    /** In the user's order. */
    private static Map<String, String> copy(Map<String, String> settings) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * Where changes come from.
     *
     * @param connection as the user wrote it, with its password and its {@code ${env:NAME}} references: never log it
     * @param settings those of the source's type, by the names of {@code docs/reference/configuration.md}
     * @param tables the tables to capture; empty means all
     * @param initialLoad whether existing rows are copied before changes follow
     */
    public record Source(
            DatabaseType type,
            String connection,
            Map<String, String> settings,
            List<TableFilter> tables,
            boolean initialLoad) {
        public Source {
            settings = copy(settings);
            tables = List.copyOf(tables);
        }

        /** The type only: the connection holds a password. */
        @Override
        public String toString() {
            return "Source of type " + type;
        }
    }

    /**
     * Where changes go.
     *
     * @param connection as the user wrote it, with its password and its {@code ${env:NAME}} references: never log it
     */
    public record Target(DatabaseType type, String connection, Map<String, String> settings) {
        public Target {
            settings = copy(settings);
        }

        /** The type only: the connection holds a password. */
        @Override
        public String toString() {
            return "Target of type " + type;
        }
    }

    /**
     * When to stop.
     *
     * @param events after exactly so many data events; 0 means never
     * @param time after so long since the first event; zero means never
     */
    public record Limits(long events, Duration time) {
        public static final Limits NONE = new Limits(0, Duration.ZERO);

        public Limits {
            if (events < 0 || time.isNegative()) {
                throw new IllegalArgumentException("limits cannot be negative");
            }
        }
    }
}
