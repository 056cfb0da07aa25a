package io.dbstream.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.dbstream.error.ErrorKind;
import io.dbstream.error.StreamException;

/** What tests say of failures. */
public final class Failures {
    private Failures() {}

    public static void isOfConfiguration(Throwable failure) {
        assertThat(failure)
                .asInstanceOf(type(StreamException.class))
                .returns(ErrorKind.CONFIGURATION, StreamException::kind);
    }
}
