package dev.rockyjava.temporal;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineFailure;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.EngineVersionException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RowEffect;
import dev.rockyjava.engine.RunCall;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.SqlLocation;
import dev.rockyjava.engine.UnsupportedByEngineException;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.document.EngineDocuments;
import dev.rockyjava.internal.temporal.CallLimits;
import dev.rockyjava.store.StateStore;
import io.temporal.client.WorkflowClient;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An engine whose calls are executed by the {@link RockyWorker}s of a Temporal cluster. Each call is a workflow with one
 * activity, and its id is made of the project, the run and the work: a program that continues a run finds the calls of the
 * one before, and their answers.
 *
 * <pre>{@code
 * try (TemporalEngine engine = TemporalEngine.to(client).project("larkspur").component(component).build()) {
 *     component.materializer(WarehouseDefinitions.get(), engine).parallelism(200).journal(folder).run();
 * }
 * }</pre>
 */
public final class TemporalEngine implements RockyEngine {

    private static final Logger LOG = LoggerFactory.getLogger(TemporalEngine.class);

    private final String project;
    private final Queues queues;
    private final Duration lostAfter;
    private final CodeDigests code;
    private final @Nullable RockyEngine local;
    private final ServerWatch watch;
    private final WorkflowClient client;
    private final Duration lease;
    private final Patience patience;
    private final OwnWorkflows workflows;
    private final Calls calls;
    private final Set<String> sent;
    private final ServerMemory memory;

    private TemporalEngine(Builder builder) {
        project = builder.project;
        queues = builder.queues;
        lostAfter = builder.lostAfter;
        CodeDigests known = builder.definitions.map(CodeDigests.NONE::withDefinitions).orElse(CodeDigests.NONE);
        code = builder.component.map(known::withFilesOf).orElse(known);
        local = builder.component.map(RockyComponent::engine).orElse(null);
        watch = new ServerWatch(builder.client.getWorkflowServiceStubs(), builder.serverAway, builder.warnings);
        patience = new Patience(watch);
        workflows = new OwnWorkflows(builder.client);
        calls = new Calls(
                builder.client, patience, new Payload(builder.large), workflows, new QueueWatch(builder.client, builder.warnings));
        memory = new ServerMemory(builder.client, project, patience);
        client = builder.client;
        lease = builder.lease;
        sent = builder.sent;
    }

    /**
     * Returns a builder of an engine.
     *
     * @param client a connected client; make its stubs with {@code WorkflowServiceStubs.newConnectedServiceStubs}, so
     *     that a wrong address shows at once. Remains the caller's
     */
    public static Builder to(WorkflowClient client) {
        return new Builder(client);
    }

    /** Returns a name to display. Which version of the engine the workers have is theirs to say. */
    @Override
    public EngineInfo info() {
        return new EngineInfo("rocky by Temporal", "unknown");
    }

    /**
     * {@inheritDoc}
     *
     * <p>A call of a run is made once, however many programs make it: see {@link RunCall}. An interrupt cancels the call on
     * its worker, and isn't waited for.
     *
     * <p>The variables of {@link CallOptions#environment} travel in clear text, and stay in the cluster's history. So only
     * those do that the engine was {@linkplain Builder#sentVariables allowed to send}.
     *
     * @throws ProjectException if the worker has other definitions or project files than this driver
     * @throws UnsupportedByEngineException if the call has a variable that isn't sent; nothing was executed
     */
    @Override
    public EngineReply run(RunRequest request, CallOptions options) {
        RowEffect effect = options.run().map(RunCall::effect).orElseGet(() -> effect(request));
        CallDocument document = document(Optional.of(request), Optional.empty(), options);
        Calls.Call call = call(id(options), queues.of(request), document, options, effect != RowEffect.ADDS);
        return reply(calls.answer(call, options, earlier -> options.run()
                .filter(run -> run.again().test(() -> reply(earlier)))
                .isPresent()));
    }

    /**
     * {@inheritDoc}
     *
     * @throws ProjectException as {@link #run}
     * @throws UnsupportedByEngineException as {@link #run}
     */
    @Override
    public String query(QueryRequest request, CallOptions options) {
        CallDocument document = document(Optional.empty(), Optional.of(request), options);
        Calls.Call call = call(once(), queues.ofQueries(), document, options, true);
        AnswerDocument answer = calls.answer(call, options, earlier -> false);
        return answer.queried().orElseThrow(() -> thrown(answer));
    }

    private CallDocument document(Optional<RunRequest> run, Optional<QueryRequest> query, CallOptions options) {
        Set<String> unsent = new TreeSet<>(options.environment().keySet());
        unsent.removeAll(sent);
        if (!unsent.isEmpty()) {
            throw new UnsupportedByEngineException(
                    "environment variables of a call that its worker doesn't receive: " + String.join(", ", unsent)
                            + "; nothing was executed",
                    "set them on the workers, or name them in TemporalEngine's sentVariables(...) if the cluster's history may"
                            + " show their values");
        }
        return new CallDocument(
                Documents.VERSION, run, query, options.timeout(), options.total(), options.submissionId(),
                options.environment(), code);
    }

    private Calls.Call call(String id, String queue, CallDocument document, CallOptions options, boolean mayRepeat) {
        return new Calls.Call(
                id,
                queue,
                "'" + document.command() + "'",
                document,
                new CallLimits(options.total(), lostAfter, mayRepeat));
    }

    private String id(CallOptions options) {
        return options.run().map(run -> WorkflowIds.of(project, run.runId(), run.unit())).orElseGet(this::once);
    }

    private String once() {
        return WorkflowIds.of(project, "call", UUID.randomUUID().toString());
    }

    private static EngineReply reply(AnswerDocument answer) {
        return answer.reply()
                .map(reply -> new EngineReply(reply.exitCode(), EngineDocuments.parse(reply.document()), reply.logTail()))
                .orElseThrow(() -> thrown(answer));
    }

    private static RuntimeException thrown(AnswerDocument answer) {
        if (answer.failure().isPresent()) {
            EngineFailure failure = answer.failure().get();
            // An interrupt on a worker isn't one of this program.
            return failure.kind() == EngineFailure.Kind.INTERRUPTED
                    ? new EngineTimeoutException("the call was ended on its worker: " + failure.message(), failure.mayHaveWorked())
                    : failure.exception();
        }
        if (answer.refused().isPresent()) {
            AnswerDocument.Refusal refusal = answer.refused().get();
            return refusal.ofVersion()
                    ? new EngineVersionException(refusal.problem(), refusal.hint())
                    : new ProjectException(refusal.problem(), refusal.hint(), null);
        }
        return new IllegalStateException("the Java code of the worker's engine threw "
                + answer.bug().orElse("nothing, but answered a " + (answer.queried().isPresent() ? "query" : "run")));
    }

    /** Returns what the project's files say, if the engine was given a {@linkplain Builder#component component}. */
    @Override
    public RowEffect effect(RunRequest request) {
        return local == null ? RowEffect.of(request) : local.effect(request);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The server remembers a call while it has its workflow. It also remembers that a call never arrived, if it has the
     * lock of the run from before that call, and a workflow from then wouldn't have been removed by now.
     */
    @Override
    public boolean remembers(String runId, String unit, Instant begun) {
        return calls.exists(WorkflowIds.of(project, runId, unit)) || memory.reaches(runId, begun);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The claim is the workflow {@code rocky/PROJECT/run}. It ends with the run; if the driver's machine is lost, within
     * twice the {@link Builder#lease}; and if only its process, as soon as another driver on that machine asks for it.
     */
    @Override
    public Claim claim(String runId, Duration wait, Runnable lost) {
        return RunClaim.acquire(client, project, runId, lease, wait, lost, patience);
    }

    @Override
    public Optional<SqlLocation> locate(String pipeline, String model, String error) {
        return local == null ? Optional.empty() : local.locate(pipeline, model, error);
    }

    @Override
    public List<String> commandLine(RunRequest request) {
        return local == null ? RockyEngine.super.commandLine(request) : local.commandLine(request);
    }

    /** Ends what this engine itself keeps running. The client, and the calls of other programs, are left alone. */
    @Override
    public void close() {
        watch.close();
        workflows.close();
        if (local != null) {
            local.close();
        }
    }

    /** Collects the choices for an engine. */
    public static final class Builder {

        private final WorkflowClient client;
        private String project = "rocky";
        private Queues queues = Queues.all("rocky");
        private boolean queuesChosen;
        private Optional<RockyComponent> component = Optional.empty();
        private Optional<Definitions> definitions = Optional.empty();
        private Duration lostAfter = Duration.ofMinutes(1);
        private Duration lease = Duration.ofMinutes(1);
        private Duration serverAway = Duration.ofMinutes(10);
        private Optional<StateStore> large = Optional.empty();
        private Set<String> sent = Set.of("TRACEPARENT", "TRACESTATE");
        private Consumer<String> warnings = text -> LOG.warn("{}", text);

        private Builder(WorkflowClient client) {
            this.client = client;
        }

        /**
         * Sets the project's name, which the ids of its workflows begin with: the same for all drivers of the project, and
         * another for each project in a namespace. By default it is {@code rocky}.
         *
         * @throws IllegalArgumentException if it is blank or has a slash
         */
        public Builder project(String name) {
            if (name.isBlank() || name.contains("/")) {
                throw new IllegalArgumentException("the name of a project is neither blank nor has a slash, as '" + name + "' does");
            }
            project = name;
            return this;
        }

        /**
         * Sets the project: its files' digest travels with each call, so that a worker with other files refuses it, and its
         * {@code rocky.toml} says what repeating a call does to rows and, without {@link #queues}, which queues there are.
         */
        public Builder component(RockyComponent chosen) {
            component = Optional.of(chosen);
            return this;
        }

        /** Sets the definitions, whose digest travels with each call, so that a worker with others refuses it. */
        public Builder definitions(Definitions chosen) {
            definitions = Optional.of(chosen);
            return this;
        }

        /** Sends all calls to one queue. */
        public Builder queue(String name) {
            queues = Queues.all(name);
            queuesChosen = true;
            return this;
        }

        /**
         * Sets which queue a call is sent to.
         *
         * @param ofRun returns the queue of a request, for example by its pipeline
         * @param ofQueries the queue of queries, such as those for the engine's own history
         */
        public Builder queues(Function<RunRequest, String> ofRun, String ofQueries) {
            queues = new Queues(Objects.requireNonNull(ofRun), ofQueries);
            queuesChosen = true;
            return this;
        }

        /**
         * Sets how long a worker may give no sign of life before its call counts as lost; 1 minute by default. Then it is
         * done by another worker if it may be repeated, and its outcome is unknown otherwise.
         */
        public Builder lostAfter(Duration silence) {
            lostAfter = silence;
            return this;
        }

        /**
         * Sets how long a driver that gives no sign of life keeps the project from other runs, at least; 1 minute by default.
         *
         * @throws IllegalArgumentException if it is less than 1 second
         */
        public Builder lease(Duration silence) {
            if (silence.compareTo(Duration.ofSeconds(1)) < 0) {
                throw new IllegalArgumentException("a lease is at least 1 second, not " + silence);
            }
            lease = silence;
            return this;
        }

        /** Sets how long calls wait for a server that doesn't answer; 10 minutes by default. */
        public Builder serverAway(Duration atMost) {
            serverAway = atMost;
            return this;
        }

        /** Sets the store for large answers, see {@link RockyWorker.Builder#largeAnswers}. */
        public Builder largeAnswers(StateStore store) {
            large = Optional.of(store);
            return this;
        }

        /**
         * Sets which variables of {@link CallOptions#environment} are sent to workers; by default {@code TRACEPARENT} and
         * {@code TRACESTATE}, which connect an engine's spans to a trace. Their values can be read by whoever can read the
         * cluster's history, so they must not be secret. Calls with other variables are refused.
         */
        public Builder sentVariables(Set<String> names) {
            sent = Set.copyOf(names);
            return this;
        }

        /** Sets the consumer of warnings, such as those about a server that is away, in place of the log. */
        public Builder warnings(Consumer<String> consumer) {
            warnings = Objects.requireNonNull(consumer);
            return this;
        }

        /**
         * Builds the engine. Makes no call.
         *
         * @throws ProjectException if the queues are to be derived from a {@code rocky.toml} that can't be read
         */
        public TemporalEngine build() {
            if (!queuesChosen) {
                queues = component.map(Queues::of).orElseGet(() -> Queues.all(project));
            }
            return new TemporalEngine(this);
        }
    }
}
