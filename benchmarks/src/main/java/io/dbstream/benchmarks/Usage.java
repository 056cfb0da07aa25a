package io.dbstream.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What processes have used of the machine since they started, by their roles. */
record Usage(Map<String, Duration> processor) {
    static Usage of(Map<String, Long> processes) {
        Map<String, Duration> processor = new LinkedHashMap<>();
        processes.forEach((role, pid) -> processor.put(
                role,
                ProcessHandle.of(pid)
                        .flatMap(process -> process.info().totalCpuDuration())
                        .orElse(Duration.ZERO)));
        return new Usage(processor);
    }

    /** What was used since an earlier moment. */
    Usage since(Usage earlier) {
        Map<String, Duration> used = new LinkedHashMap<>();
        processor.forEach(
                (role, time) -> used.put(role, time.minus(earlier.processor.getOrDefault(role, Duration.ZERO))));
        return new Usage(used);
    }

    /** The most memory that a process ever had at once, in bytes; empty when it has ended. */
    static Optional<Long> peakMemory(long pid) {
        try (var lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
