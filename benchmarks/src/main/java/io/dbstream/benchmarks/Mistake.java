package io.dbstream.benchmarks;

/** The command line asks for something that there is not. */
final class Mistake extends RuntimeException {
    Mistake(String message) {
        super(message);
    }
}
