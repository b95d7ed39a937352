package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.asset.diff.EarlierDefinitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.config.DefsYaml;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.cli.CliEngineBuilder;
import dev.rockyjava.engine.cli.EngineStateFile;
import dev.rockyjava.internal.json.JacksonCheck;
import dev.rockyjava.internal.refresh.ComponentPaths;
import dev.rockyjava.internal.refresh.FormerSnapshot;
import dev.rockyjava.internal.refresh.MissingSnapshot;
import dev.rockyjava.internal.refresh.ModelRoots;
import dev.rockyjava.internal.refresh.Refresh;
import dev.rockyjava.internal.refresh.SnapshotRefresh;
import dev.rockyjava.internal.refresh.StoredSnapshots;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsCache;
import dev.rockyjava.internal.snapshot.definitions.EnvironmentTranslation;
import dev.rockyjava.internal.snapshot.definitions.StrictBuild;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.read.TableNames;
import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import dev.rockyjava.internal.sql.NewerFiles;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.refresh.SnapshotVerification;
import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteListener;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.history.CurrentCode;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.store.LocalStateStore;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StoredSnapshot;
import dev.rockyjava.translate.RockyTranslator;
import dev.rockyjava.translate.Translators;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The assets of a Rocky project, loaded from a snapshot: the runtime counterpart of the annotation
 * {@link dev.rockyjava.annotation.RockyAssets}. Immutable and thread-safe.
 *
 * <p>Building definitions reads one file and makes no engine or network call, with two exceptions:
 * <ul>
 *   <li>with {@code discover_on_missing_state}, {@link #buildDefs} queries the engine while that file is missing;
 *   <li>if {@code defs_state} names another store, {@link #buildDefs} first fetches the newest snapshot from it.
 * </ul>
 */
public final class RockyComponent {

    private static final Logger LOG = LoggerFactory.getLogger(RockyComponent.class);

    private final ComponentPaths paths;
    private final Settings settings;

    /** Settings that can't be written in a configuration file. */
    private record Settings(
            Optional<RockyTranslator> translator,
            Consumer<Path> hook,
            WriteListener listener,
            Consumer<String> warnings,
            Function<String, Optional<String>> environment,
            Optional<DefinitionsCache> cache) {}

    private RockyComponent(ComponentPaths paths, Settings settings) {
        this.paths = paths;
        this.settings = settings;
    }

    /**
     * Returns a component in the working directory with {@code dag_mode} on and every other attribute at
     * dagster-rocky's default. This is the same configuration as the annotation without attributes.
     */
    public static RockyComponent create() {
        return of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), Path.of(""));
    }

    /**
     * Returns a component with the given configuration. Reads no files yet.
     *
     * @param projectDirectory the directory that relative paths in the configuration are resolved against: the
     *     project directory of the build, which contains the {@code pom.xml} or {@code build.gradle}
     */
    public static RockyComponent of(ComponentConfig config, Path projectDirectory) {
        JacksonCheck.run();
        return new RockyComponent(
                new ComponentPaths(config, projectDirectory.toAbsolutePath().normalize()),
                new Settings(
                        Optional.empty(),
                        path -> {},
                        event -> {},
                        RockyComponent::log,
                        name -> Optional.ofNullable(System.getenv(name)),
                        Optional.empty()));
    }

    /**
     * Returns a component configured by a {@code defs.yaml}. Its relative paths are resolved against the working
     * directory, as in dagster-rocky, not against the folder of the file.
     *
     * @throws ConfigException if the file can't be read or is invalid; the message says where
     */
    public static RockyComponent fromYaml(Path defsYaml) {
        return fromYaml(defsYaml, Path.of(""));
    }

    /**
     * Returns a component configured by a {@code defs.yaml}.
     *
     * @param defsYaml the file; a relative path is resolved against {@code projectDirectory}
     * @param projectDirectory the directory that relative paths in the configuration are resolved against
     * @throws ConfigException if the file can't be read or is invalid; the message says where
     */
    public static RockyComponent fromYaml(Path defsYaml, Path projectDirectory) {
        return fromYaml(defsYaml, projectDirectory, Optional.empty());
    }

    /**
     * Returns one of the components of a {@code defs.yaml} that may define several of this type.
     *
     * @param key selects the component, see {@link DefsYaml}; may be empty if the file has only one of this type
     * @throws ConfigException if the file can't be read, is invalid or has no such component; the message says where
     */
    public static RockyComponent fromYaml(Path defsYaml, Path projectDirectory, Optional<String> key) {
        return fromYaml(defsYaml, projectDirectory, key, RockyComponent::log);
    }

    /**
     * Returns one of the components of a {@code defs.yaml}, {@linkplain #withWarnings with a consumer of warnings}
     * that also receives the warnings about the file itself.
     *
     * @throws ConfigException if the file can't be read, is invalid or has no such component; the message says where
     */
    public static RockyComponent fromYaml(
            Path defsYaml, Path projectDirectory, Optional<String> key, Consumer<String> warnings) {
        ComponentConfig config = DefsYaml.read(projectDirectory.resolve(defsYaml), key);
        config.lost().ifPresent(lost -> warnings.accept(defsYaml + ": " + lost));
        return of(config, projectDirectory).withWarnings(warnings);
    }

    private static void log(String warning) {
        LOG.warn("{}", warning);
    }

    /** Returns a copy with a translator that replaces the configured one. The attribute "translation" still applies. */
    public RockyComponent withTranslator(RockyTranslator translator) {
        return new RockyComponent(
                paths, new Settings(Optional.of(translator), settings.hook, settings.listener, settings.warnings, settings.environment, settings.cache));
    }

    /**
     * Returns a copy with a hook that runs after each snapshot that is written, whatever the cause; replaces any
     * previous hook. Corresponds to dagster-rocky's {@code post_state_write_hook}.
     *
     * @param hook receives the snapshot file, on the thread that wrote it; exceptions it throws are logged and
     *     otherwise ignored
     */
    public RockyComponent withPostStateWriteHook(Consumer<Path> hook) {
        Objects.requireNonNull(hook);
        return new RockyComponent(
                paths, new Settings(settings.translator, hook, settings.listener, settings.warnings, settings.environment, settings.cache));
    }

    /**
     * Returns a copy with a listener that is notified of each query while a snapshot is written; replaces any
     * previous listener.
     */
    public RockyComponent withWriteListener(WriteListener listener) {
        Objects.requireNonNull(listener);
        return new RockyComponent(
                paths, new Settings(settings.translator, settings.hook, listener, settings.warnings, settings.environment, settings.cache));
    }

    /**
     * Returns a copy that hands each warning of building definitions, of fetching a snapshot and of writing one to a
     * consumer instead of the log: a program without a log binding would lose them.
     *
     * @param warnings receives one warning at a time, without a line end
     */
    public RockyComponent withWarnings(Consumer<String> warnings) {
        Objects.requireNonNull(warnings);
        return new RockyComponent(
                paths,
                new Settings(settings.translator, settings.hook, settings.listener, warnings, settings.environment, settings.cache));
    }

    /** Returns a copy with its snapshot in another local file, regardless of {@code defs_state}. */
    public RockyComponent withSnapshotPath(Path snapshot) {
        ComponentConfig config = config().toBuilder()
                .set(Attribute.DEFS_STATE, Map.of("path", snapshot.toAbsolutePath().normalize().toString()))
                .build();
        return new RockyComponent(new ComponentPaths(config, paths.project()), settings);
    }

    /**
     * Returns a copy that keeps the definitions of the last snapshots that {@link #buildDefs} and
     * {@link #buildDefsFromState(Path)} read or {@link #refresh} wrote, with their warnings, in a folder of its own. A later process finds them there
     * while the snapshot, the configuration, rocky-java and Java are the same, so that it need not read and check the
     * snapshot again. Results and warnings are the same as without a cache.
     *
     * <p>The folder holds a few files, each smaller than its snapshot, and may be deleted at any time. If it can't be
     * written to or a file in it is damaged, definitions are built as without it. There is no cache for a component with a
     * translator of its own, whose code may change, or if rocky-java isn't loaded from a jar file.
     *
     * @param folder the folder, which is created when there is something to keep, and which git ignores
     */
    public RockyComponent withDefinitionsCache(Path folder) {
        return with(DefinitionsCache.in(folder.toAbsolutePath()));
    }

    // For tests.
    RockyComponent with(Optional<DefinitionsCache> cache) {
        return new RockyComponent(
                paths,
                new Settings(
                        settings.translator, settings.hook, settings.listener, settings.warnings, settings.environment, cache));
    }

    // For tests.
    RockyComponent withEnvironment(Function<String, Optional<String>> environment) {
        return new RockyComponent(
                paths, new Settings(settings.translator, settings.hook, settings.listener, settings.warnings, environment, settings.cache));
    }

    /** Returns the configuration. */
    public ComponentConfig config() {
        return paths.config();
    }

    /** Returns the absolute directory that relative paths in the configuration are resolved against. */
    public Path projectDirectory() {
        return paths.project();
    }

    /** Returns the absolute path of {@code rocky.toml}; the file need not exist. */
    public Path rockyToml() {
        return paths.rockyToml();
    }

    /** Returns the absolute path of the models folder; the folder need not exist. */
    public Path modelsDirectory() {
        return paths.models();
    }

    /**
     * Returns the files and folders that a snapshot is built from, whether or not they exist: {@code rocky.toml}, the
     * models of every pipeline, the seeds and the contracts. Data that these refer to, such as databases, is not
     * included.
     *
     * @throws dev.rockyjava.error.ProjectException if {@code rocky.toml} can't be read
     */
    public List<Path> snapshotInputs() {
        RockyProject project = project();
        List<Path> inputs = new ArrayList<>(List.of(rockyToml()));
        ModelRoots.of(project).forEach(root -> inputs.add(project.directory().resolve(root).normalize()));
        inputs.add(modelsDirectory());
        inputs.add(project.directory().resolve("seeds"));
        contractsDirectory().ifPresent(inputs::add);
        return inputs.stream().distinct().toList();
    }

    /** Returns the absolute path of the contracts folder, which need not exist; empty if none is configured. */
    public Optional<Path> contractsDirectory() {
        return paths.contracts();
    }

    /**
     * Returns the absolute path of the local snapshot; the file need not exist. By default this is dagster-rocky's
     * location, {@code .local_defs_state/RockyComponent__rocky.toml__/state} in the project, unless
     * {@code defs_state} has another key or an explicit {@code path}.
     *
     * @throws ConfigException if the key isn't a valid folder name
     */
    public Path snapshotPath() {
        return paths.snapshot();
    }

    /** Returns the file in which the engine keeps its own state, as resolved for a call made now. */
    public EngineStateFile engineState() {
        try (CliEngine engine = engine()) {
            return engine.state();
        }
    }

    /**
     * Returns what {@link #snapshotPath()} of a component with this configuration would return, without creating the
     * component.
     *
     * @param projectDirectory the project directory; if it is relative, so is the result
     * @throws ConfigException if the key isn't a valid folder name
     */
    public static Path snapshotPath(ComponentConfig config, Path projectDirectory) {
        return new ComponentPaths(config, projectDirectory).snapshot();
    }

    /**
     * Reads the Rocky project from {@code rocky.toml}, on every call.
     *
     * @throws dev.rockyjava.error.ProjectException if {@code rocky.toml} can't be read
     */
    public RockyProject project() {
        return RockyProject.load(rockyToml());
    }

    /**
     * Creates an engine with the configured binary, {@code rocky.toml}, engine state and time limit per call. Runs
     * nothing yet.
     *
     * @return the engine; the caller must close it
     */
    public CliEngine engine() {
        return engineBuilder().build();
    }

    /**
     * Returns the builder of {@link #engine()}, for what isn't part of the configuration: variables of the engine's
     * environment, or its grace period.
     */
    public CliEngineBuilder engineBuilder() {
        CliEngineBuilder engine = CliEngine.forProject(rockyToml())
                .binary(paths.binary())
                .longestCall(config().timeout());
        paths.engineState().ifPresent(engine::engineState);
        config().stateNamespace().ifPresent(engine::stateNamespace);
        return engine;
    }

    /**
     * Returns a materializer of all assets with the configured {@code execution_mode}, {@code timeout_seconds},
     * {@code surface_compliance} and {@code surface_retention_status}. All other options have their defaults and are
     * set on the result.
     *
     * @param definitions the generated definitions, or {@link #buildDefs()}
     * @param engine {@link #engine()}, or another engine for the same project; the caller keeps ownership and closes
     *     it
     * @throws dev.rockyjava.error.ProjectException if compliance or retention status is to be queried and
     *     {@code rocky.toml}, which names the model folders, can't be read
     */
    public Materializer materializer(Definitions definitions, RockyEngine engine) {
        return new ConfiguredRun(paths).of(definitions, engine);
    }

    /**
     * Returns where the code of the models is found: in the project's files or, for models whose files aren't there, in the
     * snapshot. {@link dev.rockyjava.run.history.Staleness} compares it with what was built.
     */
    public CurrentCode code() {
        return new ConfiguredRun(paths).code();
    }

    /**
     * Queries the engine for everything that a snapshot holds and writes {@link #snapshotPath}, then the store that
     * {@code defs_state} names.
     *
     * @return the file that was written
     * @throws dev.rockyjava.store.StateStoreException if the store can't be used; the file has been written anyway
     *     unless the store can't even be opened
     * @throws RuntimeException as {@link #writeStateToPath(RockyEngine, RockyProject, Path)}
     */
    public Path writeState() {
        Path snapshot = snapshotPath();
        keep(() -> writeStateToPath(snapshot));
        return snapshot;
    }

    /** Writes the local snapshot and, if {@code defs_state} names another store, uploads it there. */
    private void keep(Runnable write) {
        if (config().defsState().isLocal()) {
            write.run();
        } else {
            stored().write(write);
        }
    }

    /**
     * Downloads the newest snapshot to {@link #snapshotPath()} if {@code defs_state} names a store. If the store is
     * unavailable, keeps the existing file and reports a warning. {@link #buildDefs} calls this itself.
     *
     * @return whether there is a snapshot at {@link #snapshotPath()} now
     * @throws dev.rockyjava.store.StateStoreException if the store can't be used and there is no local copy
     */
    public boolean fetchSnapshot() {
        return config().defsState().isLocal() ? Files.exists(snapshotPath()) : stored().fetch();
    }

    /**
     * Returns the store that {@code defs_state} names, for listing its versions and reading an old one for
     * {@link #buildDefsFromState(StoredSnapshot)}. Doesn't connect yet.
     *
     * @return the store; the caller must close it
     * @throws dev.rockyjava.store.StateStoreException if there is no such kind of store, or its options are invalid
     */
    public StateStore stateStore() {
        return config().defsState().isLocal() ? LocalStateStore.at(snapshotPath()) : stored().open();
    }

    private StoredSnapshots stored() {
        return new StoredSnapshots(config(), projectDirectory(), snapshotPath(), settings.warnings);
    }

    /**
     * Queries the configured engine and writes the answers to a file; see
     * {@link #writeStateToPath(RockyEngine, RockyProject, Path)}.
     */
    public void writeStateToPath(Path snapshot) {
        try (CliEngine engine = engine()) {
            writeStateToPath(engine, project(), snapshot);
        }
    }

    /**
     * Queries the engine and writes all answers as one snapshot, in a format that dagster-rocky reads too. The
     * queries are:
     * <ul>
     *   <li>{@code discover} for each replication pipeline
     *   <li>{@code compile} for each root folder of models
     *   <li>{@code optimize}
     *   <li>in DAG mode, {@code dag}
     *   <li>with {@code surface_column_lineage}, {@code lineage} for each model
     * </ul>
     *
     * <p>A query that the engine refuses or doesn't answer in time is logged and left out, as in dagster-rocky, and
     * the snapshot records that where it matters. Unlike in dagster-rocky, this never removes assets. The write fails
     * if:
     * <ul>
     *   <li>{@code discover} fails and the file already has sources of that pipeline;
     *   <li>{@code compile} fails, as it does if a model can't be parsed, and the file already has its output: without
     *       it a snapshot has neither tags nor the types of columns;
     *   <li>under {@code strict_build}, any {@code discover} or {@code dag} fails, as in dagster-rocky.
     * </ul>
     *
     * <p>Sources that a successful {@code discover} no longer finds are removed, and listed in a
     * {@link WriteEvent.SourcesGone}.
     *
     * @param engine the engine for that project
     * @param project the project
     * @param snapshot the file, replaced as a whole or not at all; missing folders are created
     * @throws dev.rockyjava.engine.EngineException if the engine is missing, too old, doesn't support queries, is
     *     busy with another process's work during {@code discover}, or printed anything other than a JSON object; if
     *     the thread was interrupted; or in the cases above. The file is then unchanged
     * @throws dev.rockyjava.snapshot.SnapshotException if the file can't be written; it is then unchanged
     */
    public void writeStateToPath(RockyEngine engine, RockyProject project, Path snapshot) {
        Refresh.inTurn(snapshot, () -> {
            ask(engine, project, FormerSnapshot.at(snapshot)).write(snapshot);
            written(snapshot);
            return snapshot;
        });
    }

    private SnapshotWriter ask(RockyEngine engine, RockyProject project, FormerSnapshot former) {
        CallOptions options = CallOptions.defaults().withTimeout(config().timeout());
        return new SnapshotRefresh(engine, project, options, paths, settings.listener, settings.warnings, former).ask();
    }

    /** Notifies the hook and the listener. */
    private void written(Path snapshot) {
        settings.listener.on(new WriteEvent.Written(snapshot));
        try {
            settings.hook.accept(snapshot);
        } catch (RuntimeException e) {
            LOG.debug("the post-state-write hook failed", e);
            warn("the post-state-write hook failed; the snapshot " + snapshot + " is whole: " + e);
        }
    }

    /**
     * Queries the engine, writes {@link #snapshotPath}, and returns what changed. Unlike {@link #writeState}, it
     * never replaces a snapshot with one that can't be used: for a job or a long-running program, the last good
     * snapshot is worth more than the newest one.
     *
     * @throws dev.rockyjava.snapshot.SnapshotException if the new snapshot can't be used or can't be written
     * @throws dev.rockyjava.store.StateStoreException if {@code defs_state} names a store that can't be used
     * @throws RuntimeException as {@link #writeStateToPath(RockyEngine, RockyProject, Path)}; the file is then
     *     unchanged
     */
    public RefreshResult refresh() {
        try (CliEngine engine = engine()) {
            return refresh(engine);
        }
    }

    /** Does what {@link #refresh()} does, with an engine other than the configured one. */
    public RefreshResult refresh(RockyEngine engine) {
        return ourRefresh().run(engine, true);
    }

    /**
     * Returns what {@link #refresh(RockyEngine)} would return, without writing anything. Throws what it would throw.
     */
    public RefreshResult previewRefresh(RockyEngine engine) {
        return ourRefresh().run(engine, false);
    }

    private Refresh ourRefresh() {
        Path snapshot = snapshotPath();
        Refresh.Component us = new Refresh.Component() {
            @Override
            public boolean fetchSnapshot() {
                return RockyComponent.this.fetchSnapshot();
            }

            @Override
            public SnapshotWriter ask(RockyEngine engine, FormerSnapshot former) {
                return RockyComponent.this.ask(engine, project(), former);
            }

            @Override
            public DefinitionsBuilder.Result build(Snapshot answers) {
                return result(answers);
            }

            @Override
            public Runnable keeper(byte[] answers, DefinitionsBuilder.Result built) {
                return cache().map(cache -> cache.keeper(answers, config(), built)).orElse(() -> {});
            }

            @Override
            public void keep(Runnable write) {
                RockyComponent.this.keep(write);
            }

            @Override
            public void written() {
                RockyComponent.this.written(snapshot);
            }

            @Override
            public void warn(String warning) {
                RockyComponent.this.warn(warning);
            }
        };
        return new Refresh(us, snapshot, config().defsState().isLocal());
    }

    /**
     * Returns what was edited in the project since {@link #snapshotPath()} was written, by digests: files of models and
     * seeds, and pipelines of {@code rocky.toml}, that differ, are new or are gone. Reads files only: no engine, and no
     * store that {@code defs_state} names.
     *
     * @return paths relative to the folder of {@code rocky.toml}, and names of pipelines, sorted; empty if the snapshot has
     *     no digests, as if dagster-rocky wrote it
     * @throws dev.rockyjava.snapshot.SnapshotException if the snapshot is missing or can't be used
     */
    public Optional<SortedSet<String>> editedSinceSnapshot() {
        Snapshot snapshot = SnapshotReader.read(snapshotPath());
        Map<String, String> digests = snapshot.contents().code();
        if (digests.isEmpty()) {
            return Optional.empty();
        }
        SortedSet<String> edited = new TreeSet<>(NewerFiles.of(digests, List.of(project().directory())));
        Definitions stated = build(snapshot, warning -> {});
        code().of(stated.specs()).forEach((key, now) -> {
            SortedMap<String, String> then = stated.get(key).stated().code();
            then.keySet().stream().filter(file -> !Objects.equals(now.get(file), then.get(file))).forEach(edited::add);
        });
        return Optional.of(edited);
    }

    /**
     * Checks whether a program was compiled with the current snapshot. Call it at program start.
     *
     * @param compiled the generated definitions: {@code WarehouseDefinitions.get()}
     * @throws dev.rockyjava.snapshot.SnapshotException if {@link #snapshotPath} is missing or can't be used
     * @throws dev.rockyjava.store.StateStoreException if {@code defs_state} names a store that can't be used and
     *     there is no local copy
     */
    public SnapshotVerification verify(Definitions compiled) {
        Path snapshot = snapshotPath();
        fetchSnapshot();
        return new SnapshotVerification(snapshot, DefinitionsDiff.between(compiled, buildDefsFromState(snapshot)));
    }

    /**
     * Builds the definitions from {@link #snapshotPath}.
     *
     * <p>If {@code defs_state} names another store, that file is a local copy, which is first brought up to date. If
     * the store is unavailable, the copy is used as it is, with a warning.
     *
     * <p>If the file is missing, the definitions are empty, with one warning. With {@code discover_on_missing_state}
     * the file is written first, except while {@code DAGSTER_IS_DEV_CLI} or {@code ROCKY_JAVA_DEV} is set in the
     * environment.
     *
     * @throws dev.rockyjava.snapshot.SnapshotException if the snapshot can't be used; under {@code strict_build} also
     *     if it is missing
     * @throws dev.rockyjava.store.StateStoreException if {@code defs_state} names a store that can't be used and
     *     there is no local copy
     * @throws RuntimeException under {@code strict_build}, the reason why the snapshot could not be written
     */
    public Definitions buildDefs() {
        Path snapshot = snapshotPath();
        boolean there = fetchSnapshot() || missingState().handle(snapshot, this::writeState);
        return there ? buildDefsFromState(snapshot) : Definitions.empty();
    }

    /**
     * Builds the definitions from a snapshot. The result equals what the annotation processor generates from it with
     * the same configuration.
     *
     * @param snapshot the snapshot file, written by this library or by dagster-rocky
     * @return the definitions; irregularities in the snapshot are reported as warnings
     * @throws dev.rockyjava.snapshot.SnapshotException if the snapshot can't be used; the message lists every problem
     *     with its location
     * @throws dev.rockyjava.translate.TranslationException if the configured translator can't be loaded
     */
    public Definitions buildDefsFromState(Path snapshot) {
        Supplier<DefinitionsBuilder.Result> build = () -> result(SnapshotReader.read(snapshot));
        DefinitionsBuilder.Result result =
                cache().map(cache -> cache.get(snapshot, config(), build)).orElseGet(build);
        result.warnings().forEach(warning -> warn(warning.text(snapshot.toString())));
        return result.definitions();
    }

    /** Returns the cache of definitions; empty if it can't be used, since the code of a translator may change. */
    private Optional<DefinitionsCache> cache() {
        boolean ownTranslator = settings.translator.isPresent() || config().translator().isPresent();
        return settings.cache.filter(cache -> !ownTranslator);
    }

    /**
     * Builds the definitions from a version that was read from {@link #stateStore}. The local file is left unchanged.
     *
     * @throws dev.rockyjava.snapshot.SnapshotException if the snapshot can't be used; the message lists every problem
     *     with its location
     * @throws dev.rockyjava.translate.TranslationException if the configured translator can't be loaded
     */
    public Definitions buildDefsFromState(StoredSnapshot stored) {
        return build(SnapshotReader.read(
                new ByteArrayInputStream(stored.bytes()), "version " + stored.version().id()));
    }

    /**
     * Builds the definitions from an earlier snapshot in order to compare them with the current ones. If the snapshot
     * was written in another environment, for example with production's catalog instead of that of a pull request,
     * its assets get the keys, targets and other names that they would have in the current one. For
     * {@code AssetSelection.changedSince} and {@code DefinitionsDiff.between}.
     *
     * @param snapshot the snapshot file
     * @param current the definitions to compare with
     * @return the definitions, and which names correspond
     * @throws dev.rockyjava.snapshot.SnapshotException as {@link #buildDefsFromState(Path)}
     * @throws dev.rockyjava.translate.TranslationException as {@link #buildDefsFromState(Path)}
     */
    public EarlierDefinitions buildEarlierDefs(Path snapshot, Definitions current) {
        return earlier(buildDefsFromState(snapshot), tables -> SnapshotReader.read(snapshot, tables), current);
    }

    /**
     * Builds the definitions from an earlier version that was read from {@link #stateStore}, see
     * {@link #buildEarlierDefs(Path, Definitions)}.
     */
    public EarlierDefinitions buildEarlierDefs(StoredSnapshot stored, Definitions current) {
        return earlier(
                buildDefsFromState(stored),
                tables -> SnapshotReader.read(
                        new ByteArrayInputStream(stored.bytes()), "version " + stored.version().id(), tables),
                current);
    }

    private EarlierDefinitions earlier(
            Definitions asWritten, Function<TableNames, Snapshot> snapshot, Definitions current) {
        return EnvironmentTranslation.of(asWritten, current, tables -> build(snapshot.apply(tables), warning -> {}));
    }

    private Definitions build(Snapshot snapshot) {
        return build(snapshot, warning -> warn(warning.text(snapshot.name())));
    }

    private void warn(String warning) {
        settings.warnings.accept(warning);
    }

    private Definitions build(Snapshot snapshot, Consumer<Problem> warnings) {
        DefinitionsBuilder.Result result = result(snapshot);
        result.warnings().forEach(warnings);
        return result.definitions();
    }

    private DefinitionsBuilder.Result result(Snapshot snapshot) {
        StrictBuild.check(snapshot, config());
        return DefinitionsBuilder.build(snapshot, translator(), BuildOptions.of(config()));
    }

    private RockyTranslator translator() {
        return settings.translator
                .map(given -> Translators.withRules(config(), given))
                .orElseGet(() -> Translators.of(config()));
    }

    /**
     * Returns why {@link #buildDefs} doesn't write a missing snapshot: {@code discover_on_missing_state} is off, the
     * snapshot isn't local, or the environment marks a development session. Empty if it does write it.
     */
    public Optional<String> reasonNotToDiscover() {
        return missingState().reasonNotToAsk();
    }

    private MissingSnapshot missingState() {
        return new MissingSnapshot(config(), settings.environment, settings.warnings);
    }
}
