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
 * The steps whose upstream is done, the most urgent first. An asset that isn't part of the run counts as done once its
 * whole upstream is done, so that ordering is preserved across unselected assets. Not thread-safe.
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
     * Creates the queue of a plan.
     *
     * @param inPlanOrder whether to follow the plan's order; otherwise, of the ready steps, the one with the longest
     *     path downstream comes first, and ties are broken by key
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
        // The path downstream is irrelevant if steps run one by one.
        this.paths = inPlanOrder ? new int[graph.size()] : graph.pathsBelow(selected);
        Deque<Integer> free = new ArrayDeque<>();
        for (int point = 0; point < open.length; point++) {
            if (open[point] == 0) {
                free.add(point);
            }
        }
        release(free);
    }

    /** Returns the next step that may start; null if none may now. */
    public @Nullable PlannedStep poll() {
        Ready next = ready.poll();
        return next == null ? null : next.step();
    }

    /** Marks a step as done, so that the steps that wait for it may become ready. */
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
