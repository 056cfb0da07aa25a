package io.dbstream.hub.control;

import io.dbstream.hub.EventHub;
import io.dbstream.stream.Side;
import java.time.Clock;

/** What all streams of one service share. */
record Workplace(
        EventHub hub,
        Side side,
        String owner,
        StreamWork work,
        Clock clock,
        Timing timing,
        Shares shares,
        ErrorCounts errors) {}
