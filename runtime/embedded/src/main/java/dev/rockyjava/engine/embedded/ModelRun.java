package dev.rockyjava.engine.embedded;

import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ErrorLine;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.internal.toml.PipelineTable;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Builds one model, none of its upstream models (ENGINE.md §2.7, §7.7). */
final class ModelRun {

    private static final Set<String> PIPELINE_KEYS =
            Set.of("type", "models", "target", "checks", "execution", "depends_on", "schedule");
    private static final Set<String> TARGET_KEYS = Set.of("adapter", "governance");
    // One of the two is enough for the engine, which then only warns.
    private static final Pattern PLACEHOLDER = Pattern.compile("@(start|end)_date\\b");

    private static final List<String> COMPILE = List.of("<compile>");

    private final EmbeddedProject project;
    private final RunRequest.Model request;
    private final ModelRoot root;
    private final Path file;
    private final boolean createSchema;
    private final Clock clock;
    private final RunningRequest call;
    private final RunReport report;

    ModelRun(EmbeddedProject project, RunRequest.Model request, Clock clock, String version, RunningRequest call) {
        PipelineTable pipeline = project.pipeline(request.pipeline(), "transformation");
        check(project, pipeline);
        this.project = project;
        this.request = request;
        this.root = ModelRoot.of(project, pipeline);
        this.file = project.targetDatabase(pipeline);
        this.createSchema =
                pipeline.body().at("/target/governance/auto_create_schemas").asBoolean(false);
        this.clock = clock;
        this.call = call;
        this.report = new RunReport(call, version, "");
    }

    /**
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if the pipeline, regardless of its models, uses something
     *     that this engine doesn't support
     */
    static void check(EmbeddedProject project, PipelineTable pipeline) {
        String at = "pipeline." + pipeline.name();
        Refusal.unlessKnown(pipeline.body(), project.file(), at, PIPELINE_KEYS, EngineWords.TRANSFORMATION);
        Refusal.unlessKnown(
                pipeline.body().path("target"), project.file(), at + ".target", TARGET_KEYS,
                EngineWords.TRANSFORMATION_TARGET);
    }

    EngineReply run() {
        try {
            List<ModelFile> models = root.load();
            Optional<ModelFile> model =
                    models.stream().filter(m -> m.name().equals(request.model())).findFirst();
            if (model.isEmpty()) {
                return failed("model '" + request.model() + "' not found (no transformation model with that name in "
                        + project.shown(root.directory()) + ")");
            }
            ModelSpec spec = ModelSpec.of(model.get(), project);
            for (ModelFile other : models) {
                if (!other.equals(model.get()) && sameTable(spec, other)) {
                    return failedToCompile("[E036] models " + other.name() + " and " + request.model()
                            + " both write " + spec.target().display() + "; give one of them another target.table");
                }
            }
            return spec.type().equals("time_interval") ? runPartitions(spec, models) : runWhole(spec, models);
        } catch (ProjectException e) {
            report.failed(COMPILE, "model compilation failed: " + e.getMessage(), RunReport.COMPILE_ERROR);
            return report.reply(0);
        } catch (WorkFailure e) {
            return failed(e.during("model '" + request.model() + "' failed").getMessage());
        }
    }

    private boolean sameTable(ModelSpec spec, ModelFile other) {
        return ModelSpec.targetOf(other, project).dotted().equalsIgnoreCase(spec.target().dotted());
    }

    private EngineReply failedToCompile(String error) {
        report.failed(List.of(request.model()), error, RunReport.COMPILE_ERROR);
        return report.reply(0);
    }

    private EngineReply failed(String error) {
        report.failed(List.of(request.model()), error, RunReport.UNKNOWN);
        return report.reply(0);
    }

    private EngineReply runWhole(ModelSpec spec, List<ModelFile> models) {
        ModelSql.statements(spec, true); // refuses before anything is changed
        try (Database database = open(spec, models)) {
            RunReport.Begin begin = RunReport.Begin.now();
            ModelSql.statements(spec, database.exists(spec.target()))
                    .forEach(statement -> database.execute(statement.get()));
            report.materialized(spec.target().key(), spec.target(), spec.type(), null, null, begin);
            return report.reply(0);
        }
    }

    private EngineReply runPartitions(ModelSpec spec, List<ModelFile> models) {
        String timeColumn = spec.text("time_column");
        Sql.name(timeColumn);
        Grain grain = Grain.ofWord(spec.text("granularity"))
                .orElseThrow(() -> new ProjectException(
                        "granularity in " + spec.strategyFile() + " is one of hour, day, month, year", null));
        if (spec.strategy().path("batch_size").asInt(1) != 1) {
            throw Refusal.of("several partitions in one batch", spec.strategyFile(), "strategy.batch_size");
        }
        if (!PLACEHOLDER.matcher(spec.model().sql()).find()) {
            return failedToCompile("[E024] a time_interval model must use both @start_date and @end_date in its SQL; "
                    + spec.model().file() + " uses neither");
        }
        List<PartitionWindow> windows = PartitionWindow.of(
                grain, request.partitions(), spec.strategy().path("lookback").asInt(0), clock);
        try (Database database = open(spec, models)) {
            if (!database.exists(spec.target())) {
                database.execute("CREATE TABLE " + spec.target().sql() + " AS\n"
                        + PartitionWindow.EMPTY.into(spec.model().sql()));
            }
            // All are tried, and the model fails with the first error (ENGINE.md §7.7).
            Optional<WorkFailure> first = Optional.empty();
            for (PartitionWindow window : windows) {
                try {
                    build(database, spec, timeColumn, window);
                } catch (WorkFailure e) {
                    first = first.or(() -> Optional.of(e.during("partition '" + window.key() + "'")));
                }
            }
            first.ifPresent(failure -> {
                throw failure;
            });
            return report.reply(0);
        }
    }

    private void build(Database database, ModelSpec spec, String timeColumn, PartitionWindow window) {
        RunReport.Begin begin = RunReport.Begin.now();
        String target = spec.target().sql();
        database.inTransaction(() -> {
            database.execute("DELETE FROM " + target + " WHERE " + window.condition(timeColumn));
            database.execute("INSERT INTO " + target + "\n" + window.into(spec.model().sql()));
        });
        report.materialized(spec.target().key(), spec.target(), "time_interval", null, window.info(), begin);
    }

    /** @throws ProjectException if one of the models can't be parsed: the engine then builds none in its folder */
    private Database open(ModelSpec spec, List<ModelFile> models) {
        spec.target().sql(); // an invalid name must not reach the database
        Database database = Database.open(file, call);
        try {
            for (ModelFile model : models) {
                database.parserError(model.sql()).ifPresent(error -> {
                    OptionalInt line = ErrorLine.of(error, ModelFile.textOf(model.file()));
                    throw new ProjectException(
                            model.file() + (line.isPresent() ? ":" + line.getAsInt() : "") + ": " + error, null);
                });
            }
            if (createSchema) {
                database.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(spec.target().schema()));
            }
            return database;
        } catch (RuntimeException e) {
            database.close();
            throw e;
        }
    }
}
