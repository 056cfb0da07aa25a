package io.dbstream.writer.apply.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.function.Consumer;

/** What tests ask of exceptions. */
final class Failures {
    private Failures() {}

    static Consumer<Throwable> kind(ErrorKind kind) {
        return thrown -> {
            assertThat(thrown).isInstanceOf(StreamException.class);
            assertThat(((StreamException) thrown).kind())
                    .as(thrown.getMessage())
                    .isEqualTo(kind);
        };
    }
}
