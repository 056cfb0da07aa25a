package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.reader.capture.mysql.Cascades.Rule;
import io.dbstream.stream.Operation;
import java.util.List;
import org.junit.jupiter.api.Test;

class CascadesTest {
    @Test
    void onlyRulesThatChangeRowsAreFoundInACreateTable() {
        String createTable = """
            CREATE TABLE `c` (
              `id` int NOT NULL COMMENT 'CONSTRAINT x FOREIGN KEY ON DELETE CASCADE',
              `at` timestamp NULL DEFAULT NULL ON UPDATE CURRENT_TIMESTAMP,
              `on` int,
              PRIMARY KEY (`id`),
              KEY `a b` (`on`),
              CONSTRAINT `a b` FOREIGN KEY (`on`) REFERENCES `CASCADE` (`id`) ON DELETE CASCADE ON UPDATE SET NULL,
              CONSTRAINT "q" FOREIGN KEY (`on`) REFERENCES `p` (`id`) ON DELETE SET NULL,
              CONSTRAINT `n` FOREIGN KEY (`on`) REFERENCES `p` (`id`) ON UPDATE CASCADE,
              CONSTRAINT `none` FOREIGN KEY (`on`) REFERENCES `p` (`id`) ON DELETE RESTRICT ON UPDATE NO ACTION,
              CONSTRAINT `checked` CHECK ((`id` > 0))
            ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4
            """;

        assertThat(Cascades.rules(createTable))
                .containsEntry(
                        "a b",
                        List.of(
                                new Rule(Operation.DELETE, Operation.DELETE, "ON DELETE CASCADE"),
                                new Rule(Operation.UPDATE, Operation.UPDATE, "ON UPDATE SET NULL")))
                .containsEntry("q", List.of(new Rule(Operation.DELETE, Operation.UPDATE, "ON DELETE SET NULL")))
                .containsEntry("n", List.of(new Rule(Operation.UPDATE, Operation.UPDATE, "ON UPDATE CASCADE")))
                .containsEntry("none", List.of())
                .containsEntry("checked", List.of());
    }
}
