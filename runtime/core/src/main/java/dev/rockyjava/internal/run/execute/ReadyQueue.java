package dev.rockyjava.internal.run.execute;

import dev.rockyjava.internal.run.plan.ExecutablePlan;
import dev.rockyjava.internal.run.plan.RunGraph;
import dev.rockyjava.run.PlannedStep;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The steps whose upstream is done, the most urgent first. Assets that aren't part of the run are done as soon as
 * everything above them is, so that a dependency holds through them too. For one thread.
 */
public final class ReadyQueue {

    private final RunGraph graph;
    private final int[] open;
    private final @Nullable PlannedStep[] steps;
    private final PriorityQueue<Ready> ready = new PriorityQueue<>(
            Comparator.comparingInt(Ready::path).reversed().thenComparingInt(Ready::place));
    private final int[] places;
    private final int[] paths;

    private record Ready(PlannedStep step, int path, int place) {}

    /**
     * @param inPlanOrder whether to keep to the plan's order; else what has the longest way below it comes first, as
     *     long as there is a choice, and then the order of keys
     */
    public ReadyQueue(ExecutablePlan plan, boolean inPlanOrder) {
        this.graph = plan.graph();
        this.open = graph.upstreamCounts();
        this.steps = new PlannedStep[graph.size()];
        this.places = new int[graph.size()];
        boolean[] selected = new boolean[graph.size()];
        List<PlannedStep> ordered = inPlanOrder
                ? plan.steps()
                : plan.steps().stream().sorted(Comparator.comparing(PlannedStep::key)).toList();
        for (int place = 0; place < ordered.size(); place++) {
            int point = graph.point(ordered.get(place).key());
            steps[point] = ordered.get(place);
            selected[point] = true;
            places[point] = place;
        }
        // The way below shortens nothing when steps come one by one.
        this.paths = inPlanOrder ? new int[graph.size()] : graph.pathsBelow(selected);
        Deque<Integer> free = new ArrayDeque<>();
        for (int point = 0; point < open.length; point++) {
            if (open[point] == 0) {
                free.add(point);
            }
        }
        release(free);
    }

    /** The next step that may start; null if none may now. */
    public @Nullable PlannedStep poll() {
        Ready next = ready.poll();
        return next == null ? null : next.step();
    }

    /** Lets what waits for a step go on. */
    void done(PlannedStep step) {
        Deque<Integer> free = new ArrayDeque<>();
        close(graph.point(step.key()), free);
        release(free);
    }

    private void release(Deque<Integer> free) {
        while (!free.isEmpty()) {
            int point = free.remove();
            PlannedStep step = steps[point];
            if (step == null) {
                close(point, free);
            } else {
                ready.add(new Ready(step, paths[point], places[point]));
            }
        }
    }

    private void close(int point, Deque<Integer> free) {
        for (int consumer : graph.consumers(point)) {
            if (--open[consumer] == 0) {
                free.add(consumer);
            }
        }
    }
}
