package dev.rockyjava.internal.refresh;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.EngineBusyException;
import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.EngineInterruptedException;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.EngineTimeoutException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.snapshot.read.ContractChecks;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import dev.rockyjava.internal.sql.ModelCode;
import dev.rockyjava.internal.sql.ModelFile;
import dev.rockyjava.internal.sql.ModelReads;
import dev.rockyjava.internal.sql.PipelineCode;
import dev.rockyjava.internal.sql.SeedFiles;
import dev.rockyjava.internal.sql.UnparsedModels;
import dev.rockyjava.internal.text.Listing;
import dev.rockyjava.internal.text.ShellWords;
import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteListener;
import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Queries an engine for everything that a snapshot holds. dagster-rocky's rule ({@code write_state_to_path} of its
 * component) decides which queries may fail, with one limit: only an answer about the project may be recorded. A
 * binary that is missing, too old or prints garbage aborts the refresh, and a good snapshot is kept.
 */
public final class SnapshotRefresh {

    // A separate logger: programs with a listener are notified anyway and may switch this log off.
    private static final Logger LEFT_OUT = LoggerFactory.getLogger(WriteEvent.LeftOut.class);

    private static final Logger COMPILER = LoggerFactory.getLogger(WriteEvent.CompileProblems.class);

    private final RockyEngine engine;
    private final RockyProject project;
    private final CallOptions options;
    private final ComponentPaths paths;
    private final ComponentConfig config;
    private final WriteListener listener;
    private final Consumer<String> warnings;
    private final FormerSnapshot former;
    private final SnapshotWriter snapshot = new SnapshotWriter();
    private int asked;
    private int questions;

    /**
     * Creates a refresh.
     *
     * @param former the previous snapshot, which is better than one without its sources
     */
    public SnapshotRefresh(
            RockyEngine engine,
            RockyProject project,
            CallOptions options,
            ComponentPaths paths,
            WriteListener listener,
            Consumer<String> warnings,
            FormerSnapshot former) {
        this.engine = engine;
        this.project = project;
        this.options = options;
        this.paths = paths;
        this.config = paths.config();
        this.listener = listener;
        this.warnings = warnings;
        this.former = former;
    }

    /**
     * Returns the snapshot, not yet written. Must be called only once.
     *
     * @throws EngineException if a mandatory query failed, or the thread is interrupted
     */
    public SnapshotWriter ask() {
        List<RockyProject.Pipeline> replications = project.pipelinesOfType("replication");
        List<String> roots = ModelRoots.of(project, paths.models());
        project.pipelines().forEach(pipeline -> snapshot.pipelineDependsOn(pipeline.name(), pipeline.dependsOn()));
        List<String> models = config.surfaceColumnLineage() ? ModelFiles.names(paths.models(), warnings) : List.of();
        boolean optimize = config.surfaceOptimizeMetadata() && !roots.isEmpty();
        boolean shared = roots.stream().anyMatch(root -> ModelRoots.pipelinesOf(project, root).size() > 1);
        questions = replications.size()
                + roots.size()
                + (optimize ? 1 : 0)
                + (config.dagMode() || shared ? 1 : 0)
                + (models.isEmpty() ? 0 : 1);

        if (questions > 0) {
            engine.info(); // a missing engine is reported before the first question is
        }
        // Before the engine reads them: one that is edited meanwhile then counts as newer than the snapshot.
        ModelCode code = new ModelCode(project.directory(), paths.contracts());
        reads(roots, code);
        seeds(code);
        code.unreadable().ifPresent(SnapshotRefresh::refuseUnreadable);
        // Without its name, discover fails as soon as there are two (ENGINE.md §2.1).
        replications.forEach(pipeline -> discover(pipeline.name()));
        List<String> replicationNames = replications.stream().map(RockyProject.Pipeline::name).toList();
        sourcesGone(replicationNames);
        noSources(replicationNames);
        compile(roots);
        if (optimize) {
            optimize(ModelRoots.common(roots));
        }
        if (config.dagMode()) {
            withoutPipeline();
            dag();
        } else {
            snapshot.dagDisabled();
            if (shared) {
                owners();
            }
        }
        if (config.surfaceColumnLineage() && models.isEmpty() && !roots.isEmpty()) {
            warnings.accept("surface_column_lineage is on, but there is no model in " + paths.models()
                    + ", so there is no lineage to query; set models_dir to the folder of the models");
        }
        if (!models.isEmpty()) {
            lineage(models);
        }
        paths.contracts().ifPresent(this::contracts);
        pipelineCode();
        project.pipelines().forEach(this::writes);
        refuseIfInterrupted();
        return snapshot;
    }

    /** An interrupted refresh must not write a snapshot, not even a complete one. */
    static void refuseIfInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new EngineInterruptedException(
                    "interrupted before the snapshot was written; it is unchanged", null);
        }
    }

    private void discover(String pipeline) {
        QueryRequest request = new QueryRequest.Discover(pipeline);
        try {
            put(request, document -> snapshot.discover(pipeline, document));
        } catch (EngineCommandException | EngineTimeoutException e) {
            if (config.strictBuild() || !former.sourcesOf(pipeline).isEmpty()) {
                throw e;
            }
            leftOut(request, e, "the snapshot has none of its sources");
            snapshot.discoverFailed(pipeline, String.valueOf(e.getMessage()));
        }
    }

    /**
     * The engine reports a database that doesn't exist yet as one without sources, not as a failure; it can't be
     * distinguished from a removal.
     */
    private void sourcesGone(List<String> pipelines) {
        if (pipelines.isEmpty()) {
            return;
        }
        List<List<String>> owners = former.knowsPipelines() ? pipelines.stream().map(List::of).toList() : List.of(pipelines);
        for (List<String> owner : owners) {
            List<String> had = former.sourcesOf(owner.get(0));
            Set<String> found = snapshot.sourcesOf(owner);
            List<String> gone = had.stream().filter(source -> !found.contains(source)).toList();
            if (!gone.isEmpty()) {
                WriteEvent.SourcesGone event = new WriteEvent.SourcesGone(owner, gone, had.size());
                LEFT_OUT.warn("{}", event.message());
                listener.on(event);
            }
        }
    }

    private void noSources(List<String> pipelines) {
        List<String> empty = pipelines.stream()
                .filter(pipeline -> snapshot.answered(pipeline)
                        && snapshot.sourcesOf(List.of(pipeline)).isEmpty()
                        && former.sourcesOf(pipeline).isEmpty())
                .toList();
        if (!empty.isEmpty()) {
            WriteEvent.NoSources event = new WriteEvent.NoSources(empty);
            LEFT_OUT.warn("{}", event.message());
            listener.on(event);
        }
    }

    /** The engine's graph doesn't have them, and nothing else says so. */
    private void withoutPipeline() {
        List<Path> covered = ModelRoots.of(project).stream().map(root -> project.directory().resolve(root).normalize()).toList();
        Path folder = paths.models().toAbsolutePath().normalize();
        if (!Files.isDirectory(folder) || covered.stream().anyMatch(folder::startsWith)) {
            return;
        }
        List<String> models;
        try {
            models = ModelFile.in(folder).stream()
                    .filter(file -> covered.stream().noneMatch(file::startsWith))
                    .map(file -> project.directory().relativize(file).toString())
                    .toList();
        } catch (IOException e) {
            return; // what can't be read is reported where it is needed
        }
        if (!models.isEmpty()) {
            boolean one = models.size() == 1;
            String root = ModelRoots.seenFrom(project, folder);
            warnings.accept((one ? "this model isn't an asset" : models.size() + " models aren't assets")
                    + ", since no pipeline of type \"transformation\" in rocky.toml has " + (one ? "it: " : "them: ")
                    + Listing.named(models) + ". Add a table [pipeline.marts] with type = \"transformation\", models = \"" + root
                    + "/**\" and target = { adapter = \"...\" }, and refresh again; a bare [pipeline] needs a name then, such as"
                    + " [pipeline.ingest]");
        }
    }

    private void compile(List<String> roots) {
        Optional<String> contracts = paths.contracts().map(folder -> ModelRoots.seenFrom(project, folder));
        boolean failed = false;
        for (String root : roots) {
            QueryRequest request = new QueryRequest.Compile(root, contracts);
            try {
                List<String> pipelines = ModelRoots.pipelinesOf(project, root);
                Optional<String> only = pipelines.size() == 1 ? Optional.of(pipelines.get(0)) : Optional.empty();
                put(request, document -> snapshot.compile(only, document));
            } catch (EngineCommandException | EngineTimeoutException | EngineBusyException e) {
                String reason = UnparsedModels.withPlaces(
                        String.valueOf(e.getMessage()), project.directory(), project.directory().resolve(root));
                if (former.hasModels()) {
                    throw e instanceof EngineCommandException refused
                            ? refused.explained(reason, "mend this and refresh again; the snapshot stays as it was")
                            : e;
                }
                leftOut(request, reason, "the snapshot has no output of compile");
                snapshot.compileFailed(root, reason);
                failed = true;
                if (!(e instanceof EngineCommandException)) {
                    break; // an engine that is busy or slow would fail for the other folders too
                }
            }
        }
        if (failed) {
            snapshot.withoutCompile();
        }
        List<CompileDiagnostic> problems = snapshot.compileProblems();
        if (!problems.isEmpty()) {
            problems.forEach(problem -> COMPILER.warn("`rocky compile` reports {}: {}", problem.severity(), problem));
            listener.on(new WriteEvent.CompileProblems(problems));
        }
    }

    private void optimize(String root) {
        QueryRequest request = new QueryRequest.Optimize(root);
        try {
            put(request, snapshot::optimize);
        } catch (EngineCommandException | EngineTimeoutException | EngineBusyException e) {
            leftOut(request, e, "the snapshot doesn't include it");
        }
    }

    private void dag() {
        QueryRequest request = new QueryRequest.Dag();
        try {
            put(request, snapshot::dag);
        } catch (EngineCommandException | EngineTimeoutException e) {
            if (config.strictBuild()) {
                throw e;
            }
            leftOut(request, e, "no definitions can be built from this snapshot");
            snapshot.dagFailed(String.valueOf(e.getMessage()));
        }
    }

    /** If several pipelines share a folder, only the engine's graph says which pipeline has which models. */
    private void owners() {
        QueryRequest request = new QueryRequest.Dag();
        try {
            put(request, snapshot::modelsByPipeline);
        } catch (EngineCommandException | EngineTimeoutException | EngineBusyException e) {
            leftOut(request, e, "models in a folder that pipelines share can't be run, as it isn't known by which one");
        }
    }

    /** Stored in the snapshot, since the project may not be available where definitions are built. */
    private void contracts(Path folder) {
        if (!Files.isDirectory(folder)) {
            warnings.accept("contracts_dir is set, but there is no folder " + folder
                    + ", so there are no checks of contracts; set it to the folder of the contracts");
        }
        try {
            snapshot.contracts(ContractChecks.read(folder));
        } catch (IOException e) {
            if (config.strictBuild()) {
                throw new ProjectException("a contract can't be read: " + e.getMessage(), e);
            }
            LEFT_OUT.warn("a contract can't be read; the snapshot has no checks of contracts: {}", e.getMessage());
            listener.on(new WriteEvent.LeftOut("contracts of " + folder, String.valueOf(e.getMessage())));
        }
    }

    /** The engine reports which tables output columns come from, but not what else the SQL reads (ENGINE.md §2.2). */
    private void reads(List<String> roots, ModelCode code) {
        SortedMap<String, String> unknown = new TreeMap<>();
        for (String root : roots) {
            Path folder = project.directory().resolve(root);
            if (Files.isDirectory(folder)) {
                try {
                    ModelReads.of(folder, name -> Optional.ofNullable(System.getenv(name)), (file, model, reads) -> {
                        snapshot.code(model, code.of(file, model));
                        snapshot.reads(model, reads.tables(), reads.unknown());
                        reads.unknown().ifPresent(reason -> unknown.put(model, reason));
                    });
                } catch (FileSystemLoopException e) {
                    unknown.put("all in " + root, FileFailure.text(e));
                } catch (IOException e) {
                    refuseUnreadable(e);
                } catch (InvalidPathException e) {
                    throw new ProjectException("can't read the models in " + folder + ": " + FileFailure.text(e),
                            FileFailure.localeAdvice(e.getInput()).orElse("give the file another name"), e);
                }
            }
        }
        if (!unknown.isEmpty()) {
            WriteEvent.ReadsUnknown event = new WriteEvent.ReadsUnknown(unknown);
            LEFT_OUT.warn("{}", event.message());
            listener.on(event);
        }
    }

    private void seeds(ModelCode code) {
        try {
            SeedFiles.in(project.directory()).forEach(file -> snapshot.seedCode(SeedFiles.name(file), code.ofSeed(file)));
        } catch (IOException e) {
            refuseUnreadable(e);
        }
    }

    /** A snapshot without their digests would make all models and seeds appear changed. */
    private static void refuseUnreadable(IOException e) {
        throw new ProjectException(
                "can't read a file or folder of models or seeds: " + FileFailure.text(e),
                "grant this user read access, or move the file away, and refresh again; the snapshot stays as it was", e);
    }

    private void pipelineCode() {
        SortedMap<String, String> digests = PipelineCode.of(project.configFile());
        for (RockyProject.Pipeline pipeline : project.pipelines()) {
            String key = PipelineCode.key(project.configFile(), pipeline.name());
            Optional.ofNullable(digests.get(key)).ifPresent(digest -> snapshot.pipelineCode(pipeline.name(), key, digest));
        }
    }

    /** The graph says where models and seeds are written, but not where other pipelines write (ENGINE.md §2.2). */
    private void writes(RockyProject.Pipeline pipeline) {
        RockyProject.Target target = pipeline.target();
        if (!target.schema().isEmpty() && List.of("replication", "load", "snapshot").contains(pipeline.type())) {
            snapshot.writes(pipeline.name(), new Snapshot.Written(
                    target.catalog(),
                    target.schema(),
                    Optional.of(target.table()).filter(table -> !table.isEmpty()),
                    target.separator()));
        }
    }

    private void lineage(List<String> models) {
        asking("lineage, for " + models.size() + " models");
        new ColumnLineage(engine, options, ModelRoots.seenFrom(project, paths.models()), listener, warnings)
                .ask(models, snapshot::lineage);
    }

    private void put(QueryRequest request, Consumer<String> slot) {
        asking(ShellWords.line(request.arguments()));
        try {
            String document = engine.query(request, options);
            try {
                slot.accept(document);
            } catch (IllegalArgumentException e) {
                throw new EngineOutputException("the answer to `rocky " + ShellWords.line(request.arguments()) + "` is " + e.getMessage(), document, e);
            }
        } catch (EngineOutputException e) {
            throw new EngineOutputException(e, engine.info());
        }
    }

    private void asking(String question) {
        asked++;
        listener.on(new WriteEvent.Asking(question, asked, questions));
    }

    private void leftOut(QueryRequest request, EngineException reason, String consequence) {
        leftOut(request, String.valueOf(reason.getMessage()), consequence);
    }

    private void leftOut(QueryRequest request, String reason, String consequence) {
        String question = ShellWords.line(request.arguments());
        LEFT_OUT.warn("`rocky {}` failed; {}: {}", question, consequence, reason);
        listener.on(new WriteEvent.LeftOut(question, reason));
    }
}
