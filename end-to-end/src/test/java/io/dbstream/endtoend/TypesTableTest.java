package io.dbstream.endtoend;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.endtoend.Scenario.Created;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code docs/reference/types.md} tells of types is what scenarios show. */
class TypesTableTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "types.md");
    private static final String SECTION = "## MySQL and MariaDB → PostgreSQL, tables that dbstream makes";

    /** A row of the table: a source type, perhaps with a server's name behind it, and a target type. */
    private static final Pattern ROW = Pattern.compile("^\\| (`[^|]+)\\| `([^|`]+)` \\|", Pattern.MULTILINE);

    /** A parameter of a type: a number, or a letter that stands for one. */
    private static final Pattern PARAMETER = Pattern.compile("(?<=[(,])\\w+(?=[,)])");

    private final List<Scenario> scenarios = ScenarioFile.all();

    @Test
    void everySourceTypeIsCoveredByAScenarioInWhichItsTargetTypeIsCreated() throws IOException {
        assertThat(table()).hasSizeGreaterThan(30).allSatisfy((source, target) -> {
            List<Scenario> covering = scenarios.stream()
                    .filter(scenario -> scenario.covers().contains(source))
                    .toList();
            assertThat(covering).as("scenarios with -- covers %s", source).isNotEmpty();
            assertThat(covering.stream().flatMap(TypesTableTest::createdTypes))
                    .as("types created where %s is covered", source)
                    .anyMatch(type -> shape(type).equals(shape(target)));
        });
    }

    @Test
    void scenariosCoverNothingThatThePageDoesNotTell() throws IOException {
        assertThat(table().keySet())
                .containsAll(scenarios.stream()
                        .flatMap(scenario -> scenario.covers().stream())
                        .toList());
    }

    /** Source type to target type. */
    private static Map<String, String> table() throws IOException {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(SECTION) + SECTION.length();
        return ROW.matcher(page.substring(begin, page.indexOf("\n## ", begin)))
                .results()
                .collect(toMap(row -> row.group(1).replace("`", "").strip(), row -> row.group(2)));
    }

    /** The types of a scenario's created columns, without the columns' names, which hold spaces at times. */
    private static Stream<String> createdTypes(Scenario scenario) {
        return scenario.steps().stream()
                .filter(Created.class::isInstance)
                .flatMap(step -> ((Created) step).lines().stream())
                .map(line -> line.replace(" not null", "").replaceFirst("^\\S+ ", ""));
    }

    /** The type with a sign in place of each parameter: {@code numeric(p,s)} is the same as {@code numeric(10,2)}. */
    private static String shape(String type) {
        return PARAMETER.matcher(type).replaceAll("#");
    }
}
