package io.dbstream.endtoend;

import io.dbstream.endtoend.Scenario.AtTarget;
import io.dbstream.endtoend.Scenario.Change;
import io.dbstream.endtoend.Scenario.Compare;
import io.dbstream.endtoend.Scenario.Created;
import io.dbstream.endtoend.Scenario.Equal;
import io.dbstream.endtoend.Scenario.Expect;
import io.dbstream.endtoend.Scenario.Fails;
import io.dbstream.endtoend.Scenario.Refused;
import io.dbstream.endtoend.Scenario.Start;
import io.dbstream.endtoend.Scenario.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads scenario files: blocks of lines, each begun by a line {@code -- word argument}. */
final class ScenarioFile {
    private static final Path DIRECTORY = Path.of("src", "test", "resources", "scenarios");
    private static final String MARK = "-- ";
    private static final String END = ";";

    /** The targets that a block is for, at the end of the line that begins it. */
    private static final Pattern AT =
            Pattern.compile("(.*) at ((?:mysql|mariadb|postgresql)(?:, (?:mysql|mariadb|postgresql))*)");

    private final String name;
    private final Set<Kind> sources = EnumSet.of(Kind.MYSQL, Kind.MARIADB);
    private final Set<Kind> targets = EnumSet.allOf(Kind.class);
    private final List<String> covers = new ArrayList<>();
    private final List<String> unspoken = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private int postgresSince;
    private boolean isLarge;
    private String sourceMembers = "";
    private String targetMembers = "";

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
        return new Scenario(
                name,
                file.sources,
                file.targets,
                file.postgresSince,
                file.isLarge,
                file.covers,
                file.unspoken,
                file.sourceMembers,
                file.targetMembers,
                file.steps);
    }

    private void block(String marker, List<String> lines) {
        Matcher restricted = AT.matcher(marker);
        boolean isRestricted = restricted.matches();
        Set<Kind> at = isRestricted ? kinds(restricted.group(2)) : EnumSet.allOf(Kind.class);
        String[] parts = (isRestricted ? restricted.group(1) : marker).split(" ", 2);
        String argument = parts.length > 1 ? parts[1].strip() : "";
        switch (parts[0]) {
            case "target" -> steps.add(new AtTarget(at, statements(lines)));
            case "created" -> steps.add(new Created(at, argument, rows(lines)));
            case "expect" -> expect(at, argument, lines);
            case "compare" -> compare(at, argument, lines);
            case "configuration" -> configuration(argument, lines);
            default -> {
                heading(at, parts[0], argument);
                List<String> statements = statements(lines);
                if (!statements.isEmpty()) {
                    steps.add(new Change(at, statements));
                }
            }
        }
    }

    private void heading(Set<Kind> at, String word, String argument) {
        switch (word) {
            case "covers" -> covers.addAll(List.of(argument.split(", ")));
            case "from" -> replace(sources, kinds(argument));
            case "to" -> replace(targets, kinds(argument));
            case "since" -> postgresSince = Integer.parseInt(argument.replace("postgresql ", ""));
            case "large" -> isLarge = true;
            case "unspoken" -> unspoken.add(argument);
            case "stream" -> steps.add(new Start(at));
            case "refused" -> steps.add(new Refused(at, argument));
            case "fails" -> steps.add(new Fails(at, argument));
            case "equal" -> equal(at, argument);
            case "change", "" -> {}
            default -> throw wrong("no block begins with \"-- " + word + "\"");
        }
    }

    private void equal(Set<Kind> at, String argument) {
        if (!argument.isEmpty() && !argument.equals("rows")) {
            throw wrong("\"-- equal\" is followed by nothing or by \"rows\", not by \"" + argument + "\"");
        }
        steps.add(new Equal(at, argument.isEmpty()));
    }

    private void configuration(String side, List<String> lines) {
        String members = String.join("\n", lines).strip();
        switch (side) {
            case "source" -> sourceMembers = members;
            case "target" -> targetMembers = members;
            default -> throw wrong("a configuration is that of the source or the target");
        }
    }

    private static Set<Kind> kinds(String names) {
        return Stream.of(names.split(","))
                .map(Kind::of)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Kind.class)));
    }

    private static void replace(Set<Kind> all, Set<Kind> some) {
        all.clear();
        all.addAll(some);
    }

    private void expect(Set<Kind> at, String what, List<String> lines) {
        int end = 0;
        while (end < lines.size() && !lines.get(end).endsWith(END)) {
            end++;
        }
        if (end == lines.size()) {
            throw wrong("the query of \"" + what + "\" lacks its semicolon");
        }
        String query = statements(lines.subList(0, end + 1)).getFirst();
        steps.add(new Expect(at, what, query, rows(lines.subList(end + 1, lines.size()))));
    }

    private void compare(Set<Kind> at, String what, List<String> lines) {
        List<String> queries = statements(lines);
        if (queries.size() != 2) {
            throw wrong("\"" + what + "\" does not compare two queries");
        }
        steps.add(new Compare(at, what, queries.getFirst(), queries.getLast()));
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
