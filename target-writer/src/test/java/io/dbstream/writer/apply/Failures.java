package io.dbstream.writer.apply;

import static org.assertj.core.api.Assertions.assertThat;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;
import java.util.function.Consumer;

/** What tests ask of exceptions. */
public final class Failures {
    private Failures() {}

    public static Consumer<Throwable> kind(ErrorKind kind) {
        return thrown -> {
            assertThat(thrown).isInstanceOf(StreamException.class);
            assertThat(((StreamException) thrown).kind())
                    .as(thrown.getMessage())
                    .isEqualTo(kind);
        };
    }
}
