package io.dbstream.endtoend;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.endtoend.Scenario.Created;
import io.dbstream.endtoend.Scenario.Equal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/reference/types.md} tells of types is what scenarios show. */
class TypesTableTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "types.md");
    private static final Set<Kind> MYSQLS = Set.of(Kind.MYSQL, Kind.MARIADB);
    private static final Set<Kind> POSTGRES = Set.of(Kind.POSTGRESQL);

    /** A row of a table: a source type, perhaps with a server's name behind it, and a target type. */
    private static final Pattern ROW = Pattern.compile("^\\| ([^|]*`[^|]*) \\| ([^|]*`[^|]*) \\|", Pattern.MULTILINE);

    /** A parameter of a type: a number, or a letter that stands for one. */
    private static final Pattern PARAMETER = Pattern.compile("(?<=[(,])\\w+(?=[,)])");

    private final List<Scenario> scenarios = ScenarioFile.all();

    static Stream<Section> sections() {
        return Stream.of(
                new Section("MySQL and MariaDB → PostgreSQL", MYSQLS, POSTGRES),
                new Section("PostgreSQL → PostgreSQL", POSTGRES, POSTGRES),
                new Section("PostgreSQL → MySQL and MariaDB", POSTGRES, MYSQLS),
                new Section("MySQL and MariaDB → MySQL and MariaDB", MYSQLS, MYSQLS));
    }

    /** A table of the page, and the pairs of databases that it is about. */
    record Section(String heading, Set<Kind> sources, Set<Kind> targets) {
        boolean has(Scenario scenario) {
            return !Collections.disjoint(scenario.sources(), sources)
                    && !Collections.disjoint(scenario.targets(), targets);
        }

        /** Source type to target type. */
        Map<String, String> table() throws IOException {
            String page = Files.readString(PAGE);
            int begin = page.indexOf("\n## " + heading);
            assertThat(begin).as("the section \"%s\" of %s", heading, PAGE).isNotNegative();
            int end = page.indexOf("\n## ", begin + 1);
            return ROW.matcher(page.substring(begin, end < 0 ? page.length() : end))
                    .results()
                    .collect(toMap(row -> plain(row.group(1)), row -> plain(row.group(2))));
        }

        /**
         * The types of columns that a scenario shows at this section's targets, without the columns' names, which hold spaces at times. Where
         * it compares definitions within one family, the target has the source's types.
         */
        Stream<String> shownTypes(Scenario scenario, String source) {
            Stream<String> created = scenario.steps().stream()
                    .filter(step -> step instanceof Created && !Collections.disjoint(step.at(), targets))
                    .flatMap(step -> ((Created) step).lines().stream())
                    .map(line -> line.replace(" not null", "").replaceFirst("^\\S+ ", ""));
            boolean same = sources.equals(targets)
                    && scenario.steps().stream()
                            .anyMatch(step -> step instanceof Equal equal
                                    && equal.definitions()
                                    && !Collections.disjoint(equal.at(), targets));
            return same ? Stream.concat(created, Stream.of(source)) : created;
        }

        private static String plain(String cell) {
            return cell.replace("`", "").strip();
        }
    }

    @ParameterizedTest
    @MethodSource("sections")
    void everySourceTypeIsCoveredByAScenarioInWhichItsTargetTypeIsShown(Section section) throws IOException {
        assertThat(section.table()).hasSizeGreaterThan(20).allSatisfy((source, target) -> {
            List<Scenario> covering = scenarios.stream()
                    .filter(scenario ->
                            section.has(scenario) && scenario.covers().contains(source))
                    .toList();
            assertThat(covering).as("scenarios with -- covers %s", source).isNotEmpty();
            assertThat(covering.stream().flatMap(scenario -> section.shownTypes(scenario, source)))
                    .as("types shown where %s is covered", source)
                    .anyMatch(type -> shape(type).equalsIgnoreCase(shape(target)));
        });
    }

    @ParameterizedTest
    @MethodSource("sections")
    void scenariosCoverNothingThatThePageDoesNotTell(Section section) throws IOException {
        Set<String> covered = scenarios.stream()
                .filter(section::has)
                .flatMap(scenario -> scenario.covers().stream())
                .collect(toSet());
        assertThat(section.table().keySet()).containsAll(covered);
    }

    /** The type with a sign in place of each parameter: {@code numeric(p,s)} is the same as {@code numeric(10,2)}. */
    private static String shape(String type) {
        return PARAMETER.matcher(type).replaceAll("#");
    }
}
