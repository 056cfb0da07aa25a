package io.dbstream.endtoend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The rooms of the house, kept apart. */
@TestInstance(Lifecycle.PER_CLASS)
class ArchitectureTest {
    private static final List<String> MODULES = List.of(
            "common-model", "database-access", "event-hub", "sandbox", "source-reader", "target-writer", "api-server");

    @SuppressWarnings("NullAway.Init") // Set before every test.
    private JavaClasses production;

    @BeforeAll
    void readTheClassesOfEveryModule() {
        List<Path> paths = MODULES.stream()
                .map(module -> Path.of("..", module, "target", "classes"))
                .toList();
        assertThat(paths)
                .allSatisfy(path -> assertThat(Files.isDirectory(path))
                        .as("%s is built", path)
                        .isTrue());
        production = new ClassFileImporter().importPaths(paths);
        assertThat(production).hasSizeGreaterThan(50);
    }

    @Test
    void onlyConfigAndRestImportSpring() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..config..", "io.dbstream.api.rest..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "io.micrometer..")
                .because("the work of dbstream is plain Java that wiring knows, and not the other way round"));
    }

    @Test
    void onlyHubImportsNats() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.dbstream.hub..")
                .and()
                .resideOutsideOfPackage("io.dbstream.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.nats..")
                .because("the hub could be another tomorrow"));
    }

    @Test
    void onlyCaptureApplyDatabaseAndSandboxImportDrivers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..capture..", "..apply..", "io.dbstream.database..", "io.dbstream.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.sql..", "javax.sql..", "org.mariadb..", "org.postgresql..", "com.github.shyiko..")
                .because("what is special about a database stays in the room of that database"));
    }

    @Test
    void onlyCodecsAndRestImportJackson() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages("..codec..", "io.dbstream.api.rest..", "io.dbstream.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tools.jackson..", "com.fasterxml..")
                .because("how things are written down is decided in one place"));
    }

    @Test
    void packagesFormNoCycles() {
        check(slices().matching("io.dbstream.(**)")
                .should()
                .beFreeOfCycles()
                .because("a newcomer reads one package at a time"));
    }

    @Test
    void readerAndWriterDoNotKnowEachOther() {
        check(noClasses()
                .that()
                .resideInAPackage("io.dbstream.reader..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.dbstream.writer..", "io.dbstream.api..")
                .because("they meet in the hub"));
        check(classes()
                .that()
                .resideInAPackage("io.dbstream.writer..")
                .should()
                .onlyDependOnClassesThat()
                .resideOutsideOfPackages("io.dbstream.reader..", "io.dbstream.api..")
                .because("they meet in the hub"));
    }

    private void check(ArchRule rule) {
        rule.check(production);
    }
}
