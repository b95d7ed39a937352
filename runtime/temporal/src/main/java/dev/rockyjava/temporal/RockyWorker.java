package dev.rockyjava.temporal;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.internal.temporal.CallWorkflow;
import dev.rockyjava.store.StateStore;
import io.temporal.client.WorkflowClient;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerOptions;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Executes on this machine the calls of the engine that drivers with a {@link TemporalEngine} make.
 *
 * <pre>{@code
 * try (RockyWorker worker = RockyWorker.of(client, component.engine()).queue("warehouse").slots(4).start()) {
 *     worker.awaitEnd();
 * }
 * }</pre>
 */
public final class RockyWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RockyWorker.class);

    /** How long the server may wait for a sign of life, and so a cancelled call for its end. */
    static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private static final Duration TO_END = Duration.ofSeconds(30);

    private final WorkerFactory factory;
    private final HeartBeats beats;
    private final Duration endWithin;
    private final List<RockyEngine> own;
    private volatile boolean ending;

    private RockyWorker(Builder builder) {
        int slots = builder.slots * builder.queues.size();
        List<RockyEngine> engines = IntStream.range(0, slots).mapToObj(builder.engines).toList();
        own = builder.shared ? List.of() : engines;
        endWithin = builder.endWithin;
        beats = new HeartBeats(slots);
        factory = WorkerFactory.newInstance(builder.client);
        Supplier<CodeDigests> code = builder.code();
        int used = 0;
        for (String queue : builder.queues) {
            BlockingQueue<RockyEngine> idle =
                    new ArrayBlockingQueue<>(builder.slots, true, engines.subList(used, used + builder.slots));
            used += builder.slots;
            Worker worker = factory.newWorker(queue, WorkerOptions.newBuilder()
                    .setMaxConcurrentActivityExecutionSize(builder.slots)
                    .setMaxHeartbeatThrottleInterval(LONGEST_PAUSE)
                    .setAllowActivityHeartbeatDuringShutdown(true)
                    .build());
            worker.registerWorkflowImplementationFactory(
                    CallWorkflow.class, () -> new CallWorkflow.Implementation(CallWorkflow.Observer.NONE));
            worker.registerActivitiesImplementations(
                    new EngineActivity(idle, beats, code, new Payload(builder.large), () -> ending));
        }
        // Their calls are lost, and may be at work elsewhere by now.
        engines.stream().distinct().flatMap(engine -> engine.leftAtWork(List::of).stream()).forEach(left -> {
            LOG.warn("ends {}", left.description());
            left.end();
        });
        factory.start();
        LOG.info("serves {} with {} slots", builder.queues, builder.slots);
    }

    /**
     * Returns a builder of a worker whose slots share an engine.
     *
     * @param client a connected client; make its stubs with {@code WorkflowServiceStubs.newConnectedServiceStubs}, so
     *     that a wrong address shows at once. Remains the caller's
     * @param engine calls that use the same engine state or the same DuckDB file wait for each other; see
     *     {@link #of(WorkflowClient, IntFunction)}. Remains the caller's
     */
    public static Builder of(WorkflowClient client, RockyEngine engine) {
        return new Builder(client, slot -> engine, true);
    }

    /**
     * Returns a builder of a worker with an engine for each slot, for example with an engine state of its own.
     *
     * @param engines receives the number of each slot, from 0; the worker closes what it returns
     */
    public static Builder of(WorkflowClient client, IntFunction<? extends RockyEngine> engines) {
        return new Builder(client, engines::apply, false);
    }

    /** Waits until the worker is closed. */
    public void awaitEnd() {
        factory.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS);
    }

    /**
     * Takes no more calls, lets those at work end, and ends them after {@link Builder#endWithin}. What was ended is done
     * by another worker if it may be repeated.
     */
    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(endWithin.toMillis(), TimeUnit.MILLISECONDS);
        if (!factory.isTerminated()) {
            LOG.warn("calls that haven't ended within {} are ended", endWithin);
            ending = true;
            factory.shutdownNow();
            factory.awaitTermination(TO_END.toMillis(), TimeUnit.MILLISECONDS);
        }
        beats.close();
        own.forEach(RockyEngine::close);
    }

    /** Collects the choices for a worker. */
    public static final class Builder {

        private final WorkflowClient client;
        private final IntFunction<RockyEngine> engines;
        private final boolean shared;
        private final Set<String> queues = new LinkedHashSet<>();
        private int slots = 1;
        private Duration endWithin = Duration.ofMinutes(1);
        private Optional<StateStore> large = Optional.empty();
        private Optional<RockyComponent> component = Optional.empty();
        private Optional<Definitions> definitions = Optional.empty();

        private Builder(WorkflowClient client, IntFunction<RockyEngine> engines, boolean shared) {
            this.client = client;
            this.engines = engines;
            this.shared = shared;
        }

        /** Serves a queue, in addition to any before; at least one is needed. */
        public Builder queue(String name) {
            queues.add(name);
            return this;
        }

        /**
         * Sets how many calls of each queue are executed at a time; 1 by default.
         *
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder slots(int calls) {
            if (calls < 1) {
                throw new IllegalArgumentException("a worker has at least 1 slot, not " + calls);
            }
            slots = calls;
            return this;
        }

        /**
         * Refuses calls of drivers whose project files differ from those of a component. They are read when a call comes, at
         * most every 10 seconds.
         */
        public Builder component(RockyComponent project) {
            component = Optional.of(project);
            return this;
        }

        /** Refuses calls of drivers that have other definitions. */
        public Builder definitions(Definitions chosen) {
            definitions = Optional.of(chosen);
            return this;
        }

        /** Sets how long {@link #close} lets calls go on; 1 minute by default. */
        public Builder endWithin(Duration limit) {
            endWithin = limit;
            return this;
        }

        /**
         * Sets a store for answers that even gzipped have more than the 2 MB that the server takes: a
         * {@linkplain dev.rockyjava.store.StateStores store} with a key of its own, the same for driver and workers.
         * Without it, such an answer is an error. It keeps as many answers as it keeps versions.
         */
        public Builder largeAnswers(StateStore store) {
            large = Optional.of(store);
            return this;
        }

        private Supplier<CodeDigests> code() {
            CodeDigests known = definitions.map(CodeDigests.NONE::withDefinitions).orElse(CodeDigests.NONE);
            return component.<Supplier<CodeDigests>>map(project -> new Recent<>(() -> known.withFilesOf(project)))
                    .orElse(() -> known);
        }

        /**
         * Starts the worker. Ends engines of the project that a killed program has left running on this machine.
         *
         * @throws IllegalStateException if no queue was named
         */
        public RockyWorker start() {
            if (queues.isEmpty()) {
                throw new IllegalStateException("a worker serves at least one queue; name it with queue(…)");
            }
            return new RockyWorker(this);
        }
    }
}
