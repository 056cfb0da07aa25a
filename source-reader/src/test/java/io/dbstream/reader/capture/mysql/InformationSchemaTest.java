package io.dbstream.reader.capture.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InformationSchemaTest {
    @Test
    void labelsAreTakenOutOfTheirQuotes() {
        assertThat(InformationSchema.labels("enum('a','it''s','b,c','','back\\\\slash','line\\nfeed')"))
                .containsExactly("a", "it's", "b,c", "", "back\\slash", "line\nfeed");
        assertThat(InformationSchema.labels("set('x')")).containsExactly("x");
    }
}
