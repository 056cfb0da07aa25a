package io.dbstream.hub.control;

import java.time.Duration;

/**
 * How often the supervisor does what.
 *
 * @param look how often it looks at its work
 * @param counters how often it tells the hub of counters that move
 * @param acquire how often it tries to take a lease that somebody else holds
 * @param renew how often it renews a lease that it holds
 * @param leaseLife for how long a lease is taken to hold when it cannot be renewed
 * @param yield how long it leaves a stream alone after another worker displaced it
 * @param stopGrace how long work may take to leave off before it is interrupted, and then again before it is abandoned
 */
record Timing(
        Duration look,
        Duration counters,
        Duration acquire,
        Duration renew,
        Duration leaseLife,
        Duration yield,
        Duration stopGrace,
        Backoff backoff,
        Sharing sharing) {
    /**
     * How workers share streams.
     *
     * @param beat how often a worker looks whether it has too many
     * @param patience how long a worker leaves a free stream to those who have fewer, and how long it has too many before it acts
     * @param calm how long a worker hands nothing over after it took what nobody else did
     * @param atATime how many streams it hands over in one beat
     */
    record Sharing(Duration beat, Duration patience, Duration calm, int atATime) {}

    static final Timing USUAL = new Timing(
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofMillis(1500),
            Duration.ofSeconds(6),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            new Backoff(Duration.ofMillis(200), Duration.ofSeconds(10)),
            new Sharing(Duration.ofMillis(250), Duration.ofSeconds(1), Duration.ofSeconds(10), 5));
}
