package io.dbstream.sandbox;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A server as a process of this machine: started, killed, stopped and started again. Its output goes to a log file. It never
 * outlives this JVM, however that ends.
 */
public final class ServerProcess {
    /** Throws as long as the server does not answer. */
    @FunctionalInterface
    public interface Probe {
        void ask() throws Exception;
    }

    /** The signal on which a server ends in order. */
    public enum StopSignal {
        TERM,
        INT
    }

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(25);

    private final String name;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Path directory;
    private final Path log;
    private final StopSignal stopSignal;

    private volatile @Nullable Process process;

    /** A server that does not run yet. The first word of the command must become the server itself, not a program that starts it. */
    public ServerProcess(
            String name,
            List<String> command,
            Map<String, String> environment,
            Path directory,
            Path log,
            StopSignal stopSignal) {
        this.name = name;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.directory = directory;
        this.log = log;
        this.stopSignal = stopSignal;
    }

    /** Starts the server and returns when it answers; throws with the last lines of its log if it does not within a minute. */
    public void start(Probe probe) {
        start(probe, START_PATIENCE);
    }

    /** The same with another patience than a minute. */
    public void start(Probe probe, Duration patience) {
        if (isAlive()) {
            throw new IllegalStateException(name + " runs already");
        }
        try {
            var builder = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(environment);
            Process started = builder.start();
            process = started;
            leash(started);
            awaitAnswer(started, probe, patience);
        } catch (IOException e) {
            throw new SandboxException("Cannot start " + name + ": " + e.getMessage(), e);
        }
    }

    /** Lets the server end in order when this JVM ends in order. */
    public void stopAtJvmExit() {
        JvmExit.add(this::stop);
    }

    public boolean isAlive() {
        Process current = process;
        return current != null && current.isAlive();
    }

    /** The number of the server's process; the last one's when it does not run. */
    public long pid() {
        Process current = process;
        if (current == null) {
            throw new IllegalStateException(name + " has never run");
        }
        return current.pid();
    }

    /** SIGKILL for the server and every process it started. Returns when all of them are gone. */
    public void kill() {
        Process current = process;
        if (current == null) {
            return;
        }
        List<ProcessHandle> children = current.descendants().toList();
        current.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        await(current.toHandle());
        children.forEach(this::await);
    }

    /** Asks the server to end in order; kills it if it takes too long. */
    public void stop() {
        Process current = process;
        if (current == null || !current.isAlive()) {
            return;
        }
        try {
            signal(current, stopSignal);
            if (!current.waitFor(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (IOException e) {
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    /** SIGSTOP for the server and every process it started: they stand still, and keep their connections, until {@link #thaw}. */
    public void freeze() {
        signalAll("STOP");
    }

    /** SIGCONT for what {@link #freeze} has stopped. */
    public void thaw() {
        signalAll("CONT");
    }

    private void signalAll(String signal) {
        Process current = process;
        if (current == null || !current.isAlive()) {
            throw new IllegalStateException(name + " does not run");
        }
        List<String> kill = new ArrayList<>(List.of("kill", "-" + signal, Long.toString(current.pid())));
        current.descendants().forEach(child -> kill.add(Long.toString(child.pid())));
        try {
            // A child may have ended meanwhile: what counts is the server itself.
            int unused = new ProcessBuilder(kill).start().waitFor();
        } catch (IOException e) {
            throw new SandboxException("Cannot send SIG" + signal + " to " + name, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while sending SIG" + signal + " to " + name, e);
        }
    }

    private void awaitAnswer(Process started, Probe probe, Duration patience) throws IOException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                probe.ask();
                if (started.isAlive()) {
                    return;
                }
                throw new IOException("another process answers in its place");
            } catch (Exception notYet) {
                if (!started.isAlive()) {
                    throw new SandboxException(
                            "%s ended while it started (exit code %d). The end of %s:%n%s"
                                    .formatted(name, started.exitValue(), log, Command.lastLines(log)),
                            notYet);
                }
                if (System.nanoTime() > deadline) {
                    kill();
                    throw new SandboxException(
                            "%s does not answer after %d s. The end of %s:%n%s"
                                    .formatted(name, patience.toSeconds(), log, Command.lastLines(log)),
                            notYet);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(BETWEEN_PROBES.toMillis());
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
            throw new SandboxException("Interrupted while starting " + name, e);
        }
    }

    /**
     * Ties the server to the life of this JVM, also if that is killed and runs no shutdown hook: a shell waits at the end of a pipe
     * that the system closes together with the JVM, and then kills the server.
     */
    private static void leash(Process server) throws IOException {
        Process watch = new ProcessBuilder(
                        "sh", "-c", "read -r _; kill -KILL \"$1\" 2>/dev/null", "sh", Long.toString(server.pid()))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var unused = server.onExit().thenRun(watch::destroyForcibly);
    }

    private static void signal(Process server, StopSignal signal) throws IOException, InterruptedException {
        switch (signal) {
            case TERM -> server.destroy();
            case INT ->
                new ProcessBuilder("sh", "-c", "kill -INT \"$1\"", "sh", Long.toString(server.pid()))
                        .start()
                        .waitFor();
        }
    }

    private void await(ProcessHandle handle) {
        try {
            handle.onExit().get(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new SandboxException(name + " cannot be killed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
