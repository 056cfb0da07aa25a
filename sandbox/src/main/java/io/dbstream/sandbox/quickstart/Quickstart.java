package io.dbstream.sandbox.quickstart;

import io.dbstream.sandbox.SandboxException;
import io.dbstream.sandbox.compare.Comparison;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/**
 * Shows dbstream at work on this machine: starts real databases, nats-server and the three services, creates a stream, makes changes
 * at the source and watches them arrive, until Ctrl-C.
 */
public final class Quickstart {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int SECONDS_OF_CHANGES_ONCE = 5;
    private static final int SECONDS_TO_CATCH_UP = 60;

    private final Options options;
    private final PrintStream out;

    private Quickstart(Options options, PrintStream out) {
        this.options = options;
        this.out = out;
    }

    /** Runs in the root of the repository, where the services' jars are built. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        var ending = new Ending();
        try {
            return new Quickstart(Options.parse(arguments), System.out).run() ? 0 : 1;
        } catch (SandboxException | IOException | SQLException e) {
            // After Ctrl-C everything breaks off at the same time, and what breaks off is no news.
            if (!ending.hasBegun()) {
                System.err.println("quickstart: " + e.getMessage());
            }
            return 1;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    /** Whether all went well. */
    private boolean run() throws IOException, SQLException, InterruptedException {
        try (var workplace = Workplace.claim(Path.of(".quickstart").toAbsolutePath())) {
            out.println("Starting the databases, nats-server and the three services …");
            var stage = Stage.set(options, workplace);
            try (var shop = Shop.open(stage.source(), new Random())) {
                out.printf(
                        "Creating a stream from %s to %s …%n",
                        stage.source().label(), stage.target().label());
                stage.createStream();
                out.println(stage.howToLookAround());
                return options.once() ? runOnce(stage, shop) : runForever(stage, shop);
            }
        }
    }

    private boolean runForever(Stage stage, Shop shop) throws IOException, SQLException, InterruptedException {
        out.println("Changing rows at the source. End with Ctrl-C.");
        Progress before = stage.progress();
        for (long second = 1; true; second++) {
            shop.changeFor(SECOND);
            before = show(stage.progress(), before, second);
        }
    }

    private boolean runOnce(Stage stage, Shop shop) throws IOException, SQLException, InterruptedException {
        out.printf("Changing rows at the source for %d seconds.%n", SECONDS_OF_CHANGES_ONCE);
        Progress latest = stage.progress();
        long second = 0;
        while (second < SECONDS_OF_CHANGES_ONCE) {
            shop.changeFor(SECOND);
            latest = show(stage.progress(), latest, ++second);
        }
        while (!latest.hasReached(shop.changes()) && second < SECONDS_OF_CHANGES_ONCE + SECONDS_TO_CATCH_UP) {
            Thread.sleep(SECOND.toMillis());
            latest = show(stage.progress(), latest, ++second);
        }
        return isEqual(compare(stage), shop, latest);
    }

    private static List<Comparison> compare(Stage stage) throws SQLException {
        try (Connection source = stage.source().connect();
                Connection target = stage.target().connect()) {
            return Comparison.ofAll(stage.source().side(source), stage.target().side(target));
        }
    }

    private boolean isEqual(List<Comparison> comparisons, Shop shop, Progress latest) {
        out.printf(
                "%nChanges made %,d, captured %,d, applied %,d.%n",
                shop.changes(), latest.source().events(), latest.target().events());
        comparisons.forEach(out::println);
        boolean equal =
                latest.hasReached(shop.changes()) && comparisons.stream().allMatch(Comparison::isEqual);
        out.println(equal ? "Source and target are equal." : "Source and target are NOT equal.");
        return equal;
    }

    private Progress show(Progress now, Progress before, long second) {
        out.println(now.line(before, second));
        return now;
    }

    /** Knows whether this JVM is about to end. */
    private static final class Ending {
        private volatile boolean begun;

        Ending() {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> begun = true, "quickstart-ending"));
        }

        boolean hasBegun() {
            return begun;
        }
    }
}
