package io.dbstream.benchmarks;

import io.dbstream.benchmarks.Link.Engine;
import java.util.Locale;

/** From which kind of database to which. */
record Pair(Engine source, Engine target) {
    /** Reads what {@link #toString} writes, such as {@code mysql-postgresql}. */
    static Pair of(String text) {
        String[] ends = text.split("-", -1);
        if (ends.length != 2) {
            throw new Mistake("--pair takes such as mysql-postgresql, not '%s'".formatted(text));
        }
        return new Pair(engine(ends[0]), engine(ends[1]));
    }

    private static Engine engine(String name) {
        for (Engine engine : Engine.values()) {
            if (word(engine).equals(name)) {
                return engine;
            }
        }
        throw new Mistake("--pair knows mysql, mariadb and postgresql, not '%s'".formatted(name));
    }

    /** For people. */
    String label() {
        return source.label() + " → " + target.label();
    }

    @Override
    public String toString() {
        return word(source) + "-" + word(target);
    }

    private static String word(Engine engine) {
        return engine.name().toLowerCase(Locale.ROOT);
    }
}
