package io.dbstream.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dbstream.error.StreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualifiedNameTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "orders|~~|orders|orders",
                "Shop.Orders|Shop|Orders|Shop.Orders",
                " shop . orders |shop|orders|shop.orders",
                "public.\"my.table\"|public|my.table|public.\"my.table\"",
                "`my.table`|~~|my.table|\"my.table\"",
                "\"a.b\".`c.d`|a.b|c.d|\"a.b\".\"c.d\"",
                "\"plain\".`too`|plain|too|plain.too",
                "two words|~~|two words|two words",
                "\" space\"|~~| space|\" space\"",
                "\"say \"\"hi\"\"\"|~~|say \"hi\"|say \"hi\"",
                "`a``b`|~~|a`b|a`b",
                "\"\"\"q\"|~~|\"q|\"\"\"q\"",
                "it's|~~|it's|it's",
                "Größe.数|Größe|数|Größe.数",
            })
    void namesAreReadAndWrittenAgain(String text, String namespace, String name, String written) {
        QualifiedName read = QualifiedName.parse(text);

        assertThat(read).isEqualTo(new QualifiedName(namespace, name)).hasToString(written);
        assertThat(QualifiedName.parse(written)).isEqualTo(read);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "a.b.c|has more than one dot",
                ".a|has an empty part",
                "a.|has an empty part",
                "\"\"|has an empty part",
                "a..b|has an empty part",
                "\"a|has a quote that does not end",
                "\"a\"\"|has a quote that does not end",
                "`a`b.c|goes on behind a closing quote without a dot",
            })
    void whatIsNoNameIsRefused(String text, String message) {
        assertThatThrownBy(() -> QualifiedName.parse(text))
                .isInstanceOf(StreamException.class)
                .hasMessageStartingWith(message);
    }

    @Test
    void namesThatFormerVersionsStoredMeanWhatTheyMeant() {
        assertThat(QualifiedName.parseStored("public.my.table")).isEqualTo(new QualifiedName("public", "my.table"));
        assertThat(QualifiedName.parseStored("\"a")).isEqualTo(new QualifiedName("", "\"a"));
        assertThat(QualifiedName.parseStored("shop.orders")).isEqualTo(new QualifiedName("shop", "orders"));
    }
}
