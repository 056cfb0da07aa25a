package io.dbstream.endtoend.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A proxy before each server, by the server's name, and what can happen to connections. */
final class Proxies implements AutoCloseable {
    private static final int MOST_BYTES = 200_000;

    private final Map<String, TcpProxy> proxies = new LinkedHashMap<>();

    /** The port of the proxy before that server. */
    int before(String name, int serverPort) {
        return proxies.computeIfAbsent(name, unused -> TcpProxy.before(serverPort))
                .port();
    }

    List<Fault> faults() {
        List<Fault> faults = new ArrayList<>();
        proxies.forEach((name, proxy) -> {
            String victim = "connections to " + name;
            faults.add(Fault.atOnce("cut", victim, 1, dice -> proxy.cutAll()));
            faults.add(Fault.atOnce("cut one of the", victim, 1, proxy::cutOne));
            faults.add(Fault.atOnce(
                    "cut in mid-statement", victim, 2, dice -> proxy.cutWithin(Math.floorMod(dice, MOST_BYTES))));
            faults.add(held("hold up", victim, dice -> proxy.holdUp(), proxy::letGo));
            faults.add(held("hold up one of the", victim, proxy::holdUpOne, proxy::letGo));
            faults.add(held("lose answers on", victim, dice -> proxy.loseAnswers(), proxy::cutAnswerless));
        });
        return faults;
    }

    private static Fault held(String kind, String victim, Fault.Begin begin, Fault.Mend mend) {
        return new Fault(kind, victim, 1, Duration.ofMillis(300), Duration.ofSeconds(10), begin, mend);
    }

    @Override
    public void close() {
        proxies.values().forEach(TcpProxy::close);
    }
}
