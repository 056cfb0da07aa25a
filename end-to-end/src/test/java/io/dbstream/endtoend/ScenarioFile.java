package io.dbstream.endtoend;

import io.dbstream.endtoend.Scenario.AtTarget;
import io.dbstream.endtoend.Scenario.Change;
import io.dbstream.endtoend.Scenario.Compare;
import io.dbstream.endtoend.Scenario.Created;
import io.dbstream.endtoend.Scenario.Expect;
import io.dbstream.endtoend.Scenario.Fails;
import io.dbstream.endtoend.Scenario.Refused;
import io.dbstream.endtoend.Scenario.Start;
import io.dbstream.endtoend.Scenario.Step;
import io.dbstream.sandbox.MySqlServer.Flavor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Reads scenario files: blocks of lines, each begun by a line {@code -- word argument}. */
final class ScenarioFile {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "scenarios");
    private static final String MARK = "-- ";
    private static final String END = ";";

    private final String name;
    private final Set<Flavor> flavors = EnumSet.allOf(Flavor.class);
    private final List<String> covers = new ArrayList<>();
    private final List<String> unspoken = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    private ScenarioFile(String name) {
        this.name = name;
    }

    /** All scenarios there are, by name. */
    static List<Scenario> all() {
        try (Stream<Path> files = Files.list(DIRECTORY)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .map(ScenarioFile::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Scenario read(Path file) {
        try {
            return parse(file.getFileName().toString().replace(".sql", ""), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Scenario parse(String name, String text) {
        ScenarioFile file = new ScenarioFile(name);
        String marker = "";
        List<String> lines = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith(MARK)) {
                file.block(marker, lines);
                marker = line.substring(MARK.length()).strip();
                lines.clear();
            } else if (!line.startsWith("#")) {
                lines.add(line);
            }
        }
        file.block(marker, lines);
        return new Scenario(name, file.flavors, file.covers, file.unspoken, file.steps);
    }

    private void block(String marker, List<String> lines) {
        String[] parts = marker.split(" ", 2);
        String argument = parts.length > 1 ? parts[1].strip() : "";
        switch (parts[0]) {
            case "target" -> steps.add(new AtTarget(statements(lines)));
            case "created" -> steps.add(new Created(argument, rows(lines)));
            case "expect" -> expect(argument, lines);
            case "compare" -> compare(argument, lines);
            default -> {
                heading(parts[0], argument);
                List<String> statements = statements(lines);
                if (!statements.isEmpty()) {
                    steps.add(new Change(statements));
                }
            }
        }
    }

    private void heading(String word, String argument) {
        switch (word) {
            case "covers" -> covers.addAll(List.of(argument.split(", ")));
            case "only" -> flavors.retainAll(Set.of(Flavor.valueOf(argument.toUpperCase(Locale.ROOT))));
            case "unspoken" -> unspoken.add(argument);
            case "stream" -> steps.add(new Start());
            case "refused" -> steps.add(new Refused(argument));
            case "fails" -> steps.add(new Fails(argument));
            case "change", "" -> {}
            default -> throw wrong("no block begins with \"-- " + word + "\"");
        }
    }

    private void expect(String what, List<String> lines) {
        int end = 0;
        while (end < lines.size() && !lines.get(end).endsWith(END)) {
            end++;
        }
        if (end == lines.size()) {
            throw wrong("the query of \"" + what + "\" lacks its semicolon");
        }
        String query = statements(lines.subList(0, end + 1)).getFirst();
        steps.add(new Expect(what, query, rows(lines.subList(end + 1, lines.size()))));
    }

    private void compare(String what, List<String> lines) {
        List<String> queries = statements(lines);
        if (queries.size() != 2) {
            throw wrong("\"" + what + "\" does not compare two queries");
        }
        steps.add(new Compare(what, queries.getFirst(), queries.getLast()));
    }

    /** Statements, each ended by a semicolon at the end of a line. */
    private List<String> statements(List<String> lines) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : lines) {
            statement.append(line).append('\n');
            if (line.endsWith(END)) {
                String text = statement.toString().strip();
                statements.add(text.substring(0, text.length() - END.length()));
                statement.setLength(0);
            }
        }
        if (!statement.toString().isBlank()) {
            throw wrong("a statement lacks its semicolon: " + statement);
        }
        return statements;
    }

    private static List<String> rows(List<String> lines) {
        return lines.stream().filter(line -> !line.isBlank()).toList();
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("scenario " + name + ": " + what);
    }
}
