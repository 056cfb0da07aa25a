package io.dbstream.benchmarks;

import java.util.ArrayList;
import java.util.List;

/**
 * What every report has: what was done, tables, and notes about who was there.
 *
 * @param absences of baselines, and why
 * @param servers of source and target
 */
record Report(List<? extends Runner<?>> runners, List<String> absences, List<String> servers) {
    String text(String intention, Grid... grids) {
        var text = new StringBuilder(intention).append("\n\n");
        for (Grid grid : grids) {
            text.append(grid.isEmpty() ? "" : grid + "\n");
        }
        List<String> notes = new ArrayList<>();
        for (Runner<?> each : runners) {
            if (each.failure() != null) {
                notes.add("%s left: %s".formatted(each.name(), each.failure()));
            }
        }
        notes.addAll(absences);
        notes.addAll(servers);
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }
}
