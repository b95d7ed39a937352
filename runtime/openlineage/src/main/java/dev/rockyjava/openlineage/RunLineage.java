package dev.rockyjava.openlineage;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.EngineInfo;
import dev.rockyjava.run.AssetOutcome;
import dev.rockyjava.run.OutcomeCause;
import dev.rockyjava.run.OutcomeStatus;
import dev.rockyjava.run.PlannedPartitions;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunPlan;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.SkipCause;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.InputDataset;
import io.openlineage.client.OpenLineage.Job;
import io.openlineage.client.OpenLineage.OutputDataset;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineage.RunFacetsBuilder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One run, as events of OpenLineage. Not thread-safe. */
final class RunLineage {

    private static final String SQL = "SQL";

    private final OpenLineage events;
    private final Definitions definitions;
    private final AssetJobs jobs;
    private final AssetDatasets datasets;
    private final CheckedTables checks;
    private final Masked masked;
    private final Optional<EngineInfo> engine;
    private final EventSender sender;
    private final RunPlan plan;
    private final String runId;
    private final RunName run;
    private final Optional<RunName> parent;
    private final RunName root;
    private final Set<AssetKey> started = new HashSet<>();

    /**
     * @param engine the engine; empty if it can't be asked
     * @param parent the run that started this one
     * @param root the run that started all; empty if it is the parent
     */
    RunLineage(
            OpenLineage events,
            Definitions definitions,
            AssetJobs jobs,
            AssetDatasets datasets,
            Masked masked,
            Optional<EngineInfo> engine,
            EventSender sender,
            RunEvent.RunStarted begins,
            Optional<RunName> parent,
            Optional<RunName> root) {
        this.events = events;
        this.definitions = definitions;
        this.jobs = jobs;
        this.datasets = datasets;
        this.checks = new CheckedTables(events, definitions, datasets, masked);
        this.masked = masked;
        this.engine = engine;
        this.sender = sender;
        this.plan = begins.plan();
        this.runId = begins.runId();
        this.run = named(jobs.nameOfRun());
        this.parent = parent;
        this.root = root.or(() -> parent).orElse(run);
    }

    EventSender sender() {
        return sender;
    }

    void on(RunEvent event) {
        try {
            if (event instanceof RunEvent.RunStarted) {
                send(event.time(), EventType.START, run, jobs.ofRun(), runFacets(), List.of(), List.of());
            } else if (event instanceof RunEvent.AssetStarted start) {
                start(start.time(), definitions.get(start.key()));
            } else if (event instanceof RunEvent.AssetFinished end) {
                end(end.time(), definitions.get(end.key()), end.outcome());
            } else if (event instanceof RunEvent.RunFinished end) {
                end(end.time(), end.result());
            }
        } catch (RuntimeException e) {
            sender.lost(e);
        }
    }

    private void start(Instant time, AssetSpec spec) {
        if (started.add(spec.key())) {
            Optional<PlannedPartitions> planned = plan.step(spec.key()).partitions();
            RunFacetsBuilder facets = facets(spec);
            planned.ifPresent(partitions -> partitions.first().ifPresent(first ->
                    nominalTime(facets, partitions.grain(), first, partitions.last())));
            send(time, EventType.START, named(jobs.name(spec.key())), jobs.of(spec), facets, datasets.inputs(spec), datasets.outputs(spec));
        }
    }

    private void end(Instant time, AssetSpec spec, AssetOutcome outcome) {
        boolean done = outcome.status() == OutcomeStatus.MATERIALIZED;
        boolean failed = outcome.status() == OutcomeStatus.FAILED;
        boolean interrupted = outcome.cause().filter(OutcomeCause.Interrupted.class::isInstance).isPresent();
        if (!done && !failed && !started.contains(spec.key())) {
            return; // a placeholder, or skipped before its turn
        }
        start(time.minus(outcome.duration()), spec);
        RunFacetsBuilder facets = facets(spec);
        builtPartitions(facets, spec, outcome);
        boolean harmless = done || outcome.skipCause().filter(SkipCause::harmless).isPresent();
        if (!harmless) {
            error(facets, outcome.reason().orElse(outcome.status().word()));
        }
        List<InputDataset> tested = checks.assertions(spec, outcome);
        boolean gate = spec.kind() == NodeKind.QUALITY;
        List<OutputDataset> outputs = done || !outcome.materializations().isEmpty()
                ? datasets.outputs(spec, outcome.materializations())
                : List.of();
        send(
                time,
                interrupted ? EventType.ABORT : failed ? EventType.FAIL : harmless ? EventType.COMPLETE : EventType.ABORT,
                named(jobs.name(spec.key())),
                jobs.of(spec),
                facets,
                gate ? tested : datasets.inputs(spec),
                outputs);
        if (!gate && !outcome.checks().isEmpty()) {
            test(time, spec, outcome, tested);
        }
    }

    /** As openlineage-dbt does, checks are runs of a job of their own. */
    private void test(Instant time, AssetSpec spec, AssetOutcome outcome, List<InputDataset> tested) {
        RunName test = named(jobs.nameOfTest(spec.key()));
        Job job = jobs.ofTest(spec);
        send(time, EventType.START, test, job, facets(spec), tested, List.of());
        RunFacetsBuilder facets = facets(spec).test(events.newTestRunFacet(checks.tests(outcome)));
        boolean failed = outcome.checks().stream().anyMatch(CheckedTables::failed);
        send(time, failed ? EventType.FAIL : EventType.COMPLETE, test, job, facets, tested, List.of());
    }

    private void end(Instant time, RunResult result) {
        RunFacetsBuilder facets = runFacets();
        if (!result.succeeded()) {
            error(facets, result.toString());
        }
        EventType type = result.interrupted() ? EventType.ABORT : result.succeeded() ? EventType.COMPLETE : EventType.FAIL;
        send(time, type, run, jobs.ofRun(), facets, List.of(), List.of());
    }

    private RunName named(String job) {
        return RunName.of(jobs.namespace(), job, runId, plan.moment());
    }

    private RunFacetsBuilder runFacets() {
        RunFacetsBuilder facets = withEngine();
        parent.ifPresent(one -> facets.parent(one.parentOf(events, root)));
        return facets;
    }

    private RunFacetsBuilder facets(AssetSpec spec) {
        RunFacetsBuilder facets = withEngine().parent(run.parentOf(events, root));
        if (!spec.tags().isEmpty()) {
            facets.tags(events.newTagsRunFacet(spec.tags().entrySet().stream()
                    .map(tag -> events.newTagsRunFacetFieldsBuilder()
                            .key(tag.getKey()).value(masked.text(tag.getValue())).source("ROCKY").build())
                    .toList()));
        }
        return facets;
    }

    private RunFacetsBuilder withEngine() {
        RunFacetsBuilder facets = events.newRunFacetsBuilder();
        engine.ifPresent(info -> facets.processing_engine(events.newProcessingEngineRunFacetBuilder()
                .name(info.name()).version(info.version()).openlineageAdapterVersion(OpenLineageListener.version()).build()));
        return facets;
    }

    private void builtPartitions(RunFacetsBuilder facets, AssetSpec spec, AssetOutcome outcome) {
        List<String> built = outcome.partitions();
        plan.step(spec.key()).partitions().ifPresent(planned -> {
            if (!built.isEmpty()) {
                // Canonical keys sort by time.
                nominalTime(facets, planned.grain(), Collections.min(built), Collections.max(built));
            } else {
                planned.first().ifPresent(first -> nominalTime(facets, planned.grain(), first, planned.last()));
            }
        });
    }

    private void nominalTime(RunFacetsBuilder facets, Grain grain, String first, String last) {
        ZonedDateTime from = grain.start(grain.parse(first)).atZone(ZoneOffset.UTC);
        ZonedDateTime to = grain.start(grain.parse(last)).plus(1, grain.unit()).atZone(ZoneOffset.UTC);
        facets.nominalTime(events.newNominalTimeRunFacet(from, to));
    }

    private void error(RunFacetsBuilder facets, String message) {
        facets.errorMessage(events.newErrorMessageRunFacet(masked.text(message), SQL, null));
    }

    private void send(
            Instant time,
            EventType type,
            RunName name,
            Job job,
            RunFacetsBuilder facets,
            List<InputDataset> inputs,
            List<OutputDataset> outputs) {
        sender.send(events.newRunEventBuilder()
                .eventTime(time.atZone(ZoneOffset.UTC))
                .eventType(type)
                .run(events.newRunBuilder().runId(name.id()).facets(facets.build()).build())
                .job(job)
                .inputs(inputs)
                .outputs(outputs)
                .build());
    }
}
