package dev.rockyjava;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
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
import dev.rockyjava.internal.refresh.ComponentPaths;
import dev.rockyjava.internal.refresh.FormerSnapshot;
import dev.rockyjava.internal.refresh.MissingSnapshot;
import dev.rockyjava.internal.refresh.ModelRoots;
import dev.rockyjava.internal.refresh.Refresh;
import dev.rockyjava.internal.refresh.SnapshotRefresh;
import dev.rockyjava.internal.refresh.StoredSnapshots;
import dev.rockyjava.internal.snapshot.definitions.BuildOptions;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder;
import dev.rockyjava.internal.snapshot.definitions.StrictBuild;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.snapshot.write.SnapshotWriter;
import dev.rockyjava.refresh.RefreshResult;
import dev.rockyjava.refresh.SnapshotVerification;
import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.refresh.WriteListener;
import dev.rockyjava.run.Materializer;
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
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Rocky project's assets, held in a state snapshot: the runtime twin of the annotation
 * {@link dev.rockyjava.annotation.RockyAssets}. Immutable; safe for use by several threads.
 *
 * <p>Building definitions reads one file and calls nothing: no engine, no network. Only with
 * {@code discover_on_missing_state}, and only while that file is missing, {@link #buildDefs} asks the engine.
 */
public final class RockyComponent {

    private static final Logger LOG = LoggerFactory.getLogger(RockyComponent.class);

    private final ComponentPaths paths;
    private final Settings settings;

    /** What isn't configuration: it can't be written in a file. */
    private record Settings(
            Optional<RockyTranslator> translator,
            Consumer<Path> hook,
            WriteListener listener,
            Consumer<String> warnings,
            Function<String, Optional<String>> environment) {}

    private RockyComponent(ComponentPaths paths, Settings settings) {
        this.paths = paths;
        this.settings = settings;
    }

    /**
     * A component in the working directory with {@code dag_mode} on and every other attribute as the peer has it: what
     * the annotation without attributes is.
     */
    public static RockyComponent create() {
        return of(ComponentConfig.builder().set(Attribute.DAG_MODE, true).build(), Path.of(""));
    }

    /**
     * A component by its configuration. Reads nothing yet.
     *
     * @param projectDirectory where every relative path of the configuration begins: what the build calls the project, the
     *     folder of the {@code pom.xml} or {@code build.gradle}
     */
    public static RockyComponent of(ComponentConfig config, Path projectDirectory) {
        return new RockyComponent(
                new ComponentPaths(config, projectDirectory.toAbsolutePath().normalize()),
                new Settings(
                        Optional.empty(),
                        path -> {},
                        event -> {},
                        RockyComponent::log,
                        name -> Optional.ofNullable(System.getenv(name))));
    }

    /**
     * A component of a {@code defs.yaml}. Its relative paths begin at the working directory, as the peer's begin where it
     * is started, and not at the folder of the file.
     *
     * @throws ConfigException if the file can't be read or is wrong; the message says where
     */
    public static RockyComponent fromYaml(Path defsYaml) {
        return fromYaml(defsYaml, Path.of(""));
    }

    /**
     * The same with another folder that relative paths begin at, the file's own too.
     *
     * @throws ConfigException if the file can't be read or is wrong; the message says where
     */
    public static RockyComponent fromYaml(Path defsYaml, Path projectDirectory) {
        return fromYaml(defsYaml, projectDirectory, Optional.empty());
    }

    /**
     * The same of a file with several components of this type.
     *
     * @param key which one, see {@link DefsYaml}; may be empty for a file with one of this type
     * @throws ConfigException if the file can't be read or is wrong, or has no such component; the message says where
     */
    public static RockyComponent fromYaml(Path defsYaml, Path projectDirectory, Optional<String> key) {
        return fromYaml(defsYaml, projectDirectory, key, RockyComponent::log);
    }

    /**
     * The same {@linkplain #withWarnings with a consumer of warnings} from the start, which receives those of the file too.
     *
     * @throws ConfigException if the file can't be read or is wrong, or has no such component; the message says where
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

    /** The same with another way to name assets, in place of the configured one; what the attribute "translation" says stays. */
    public RockyComponent withTranslator(RockyTranslator translator) {
        return new RockyComponent(
                paths, new Settings(Optional.of(translator), settings.hook, settings.listener, settings.warnings, settings.environment));
    }

    /**
     * The same with something that is done after each snapshot that was written, wherever from; an earlier one is
     * replaced. The peer's {@code post_state_write_hook}.
     *
     * @param hook gets the file, on the thread that wrote it; what it throws is logged and changes nothing
     */
    public RockyComponent withPostStateWriteHook(Consumer<Path> hook) {
        Objects.requireNonNull(hook);
        return new RockyComponent(
                paths, new Settings(settings.translator, hook, settings.listener, settings.warnings, settings.environment));
    }

    /** The same with something that hears what is being asked while a snapshot is written; an earlier one is replaced. */
    public RockyComponent withWriteListener(WriteListener listener) {
        Objects.requireNonNull(listener);
        return new RockyComponent(
                paths, new Settings(settings.translator, settings.hook, listener, settings.warnings, settings.environment));
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
                new Settings(settings.translator, settings.hook, settings.listener, warnings, settings.environment));
    }

    /** The same with its snapshot in another file of this machine, whatever {@code defs_state} says. */
    public RockyComponent withSnapshotPath(Path snapshot) {
        ComponentConfig config = config().toBuilder()
                .set(Attribute.DEFS_STATE, Map.of("path", snapshot.toAbsolutePath().normalize().toString()))
                .build();
        return new RockyComponent(new ComponentPaths(config, paths.project()), settings);
    }

    // For tests.
    RockyComponent withEnvironment(Function<String, Optional<String>> environment) {
        return new RockyComponent(
                paths, new Settings(settings.translator, settings.hook, settings.listener, settings.warnings, environment));
    }

    /** The configuration. */
    public ComponentConfig config() {
        return paths.config();
    }

    /** Where every relative path of the configuration begins; absolute. */
    public Path projectDirectory() {
        return paths.project();
    }

    /** {@code rocky.toml}, there or not; absolute. */
    public Path rockyToml() {
        return paths.rockyToml();
    }

    /** The folder of the models, there or not; absolute. */
    public Path modelsDirectory() {
        return paths.models();
    }

    /**
     * The files and folders that a snapshot is made of, there or not: {@code rocky.toml}, the models of every pipeline,
     * the seeds, the contracts. What they read in turn, databases for example, is not among them.
     *
     * @throws dev.rockyjava.engine.ProjectException if {@code rocky.toml} can't be read
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

    /** The folder of contracts, there or not; absolute. Empty when none is configured. */
    public Optional<Path> contractsDirectory() {
        return paths.contracts();
    }

    /**
     * The snapshot of this machine, there or not; absolute. The peer's place,
     * {@code .local_defs_state/RockyComponent__rocky.toml__/state} in the project, unless {@code defs_state} has another
     * key or an explicit {@code path}.
     *
     * @throws ConfigException if the key can't be the name of a folder
     */
    public Path snapshotPath() {
        return paths.snapshot();
    }

    /** The file in which the engine keeps its own state, as a call made now would use it. */
    public EngineStateFile engineState() {
        try (CliEngine engine = engine()) {
            return engine.state();
        }
    }

    /**
     * The snapshot that {@link #snapshotPath()} has in a component of this configuration, before it is made.
     *
     * @param projectDirectory a relative one gives a relative path
     */
    public static Path snapshotPath(ComponentConfig config, Path projectDirectory) {
        return new ComponentPaths(config, projectDirectory).snapshot();
    }

    /**
     * The Rocky project, read anew.
     *
     * @throws dev.rockyjava.engine.ProjectException if {@code rocky.toml} can't be read
     */
    public RockyProject project() {
        return RockyProject.load(rockyToml());
    }

    /**
     * An engine as configured: the binary, {@code rocky.toml}, the engine's state, and how long a call may take. Nothing
     * is executed yet.
     *
     * @return to be closed by the caller
     */
    public CliEngine engine() {
        CliEngineBuilder engine = CliEngine.forProject(rockyToml())
                .binary(paths.binary())
                .longestCall(config().timeout());
        paths.engineState().ifPresent(engine::engineState);
        config().stateNamespace().ifPresent(engine::stateNamespace);
        return engine.build();
    }

    /**
     * A materializer of all assets that is set as configured: {@code execution_mode}, {@code timeout_seconds},
     * {@code surface_compliance} and {@code surface_retention_status}. What else it has to know is set on it.
     *
     * @param definitions those that were generated, or {@link #buildDefs()}
     * @param engine {@link #engine()}, or another one for the same project; stays the caller's
     * @throws dev.rockyjava.engine.ProjectException if compliance or retention is to be asked for, and
     *     {@code rocky.toml}, which says where the models are, can't be read
     */
    public Materializer materializer(Definitions definitions, RockyEngine engine) {
        return new ConfiguredRun(paths).of(definitions, engine);
    }

    /**
     * Asks the engine for everything and writes {@link #snapshotPath}, and then the store that {@code defs_state} names.
     *
     * @return the file that was written
     * @throws dev.rockyjava.store.StateStoreException if the store can't be used; the file is written all the same
     * @throws RuntimeException as {@link #writeStateToPath(RockyEngine, RockyProject, Path)}
     */
    public Path writeState() {
        Path snapshot = snapshotPath();
        keep(() -> writeStateToPath(snapshot));
        return snapshot;
    }

    /** Writes the snapshot of this machine, and puts it where it is kept. */
    private void keep(Runnable write) {
        if (config().defsState().isLocal()) {
            write.run();
        } else {
            stored().write(write);
        }
    }

    /**
     * Brings the newest snapshot to {@link #snapshotPath()} if {@code defs_state} names a store; while the store is down,
     * what is there is kept, with a warning. {@link #buildDefs} does this itself.
     *
     * @return whether there is a snapshot at {@link #snapshotPath()} now
     * @throws dev.rockyjava.store.StateStoreException if the store can't be used, and this machine has no copy of what was in
     *     it
     */
    public boolean fetchSnapshot() {
        return config().defsState().isLocal() ? Files.exists(snapshotPath()) : stored().fetch();
    }

    /**
     * The store that {@code defs_state} names, to list the versions in it and to read an old one, for
     * {@link #buildDefsFromState(StoredSnapshot)}. Doesn't connect yet.
     *
     * @return to be closed by the caller
     * @throws dev.rockyjava.store.StateStoreException if there is no such kind of store, or its options can't work
     */
    public StateStore stateStore() {
        return config().defsState().isLocal() ? LocalStateStore.at(snapshotPath()) : stored().open();
    }

    private StoredSnapshots stored() {
        return new StoredSnapshots(config(), projectDirectory(), snapshotPath(), settings.warnings);
    }

    /** Asks the engine for everything and writes a file; see {@link #writeStateToPath(RockyEngine, RockyProject, Path)}. */
    public void writeStateToPath(Path snapshot) {
        try (CliEngine engine = engine()) {
            writeStateToPath(engine, project(), snapshot);
        }
    }

    /**
     * Asks the engine for everything and writes it as one snapshot, which the Python peer reads too: {@code discover} for
     * each replication pipeline, {@code compile} for each root of models, {@code optimize}, in DAG mode {@code dag}, and
     * with {@code surface_column_lineage} the {@code lineage} of each model.
     *
     * <p>A question that the engine refuses, or doesn't answer in time, is logged and left out, as the peer does, and
     * the snapshot says so where it matters. Unlike with the peer that never takes assets away: a {@code discover} that
     * fails ends the refresh when the file has sources of that pipeline already, and so does a {@code compile} when the
     * file's models are assets by {@code surface_derived_models}. Sources that {@code discover} no longer finds are gone, and
     * named in a {@link WriteEvent.SourcesGone}. Under {@code strict_build} any {@code discover} or
     * {@code dag} that fails ends it, as with the peer.
     *
     * @param engine the engine of that project
     * @param project the project
     * @param snapshot the file, replaced whole or not at all; folders that are missing are created
     * @throws dev.rockyjava.engine.EngineException if the engine is missing, too old, of a kind that answers no questions,
     *     busy with somebody else's work when asked to discover, printed something that is no JSON object, or the thread was
     *     interrupted; and as above. The file is then as it was
     * @throws dev.rockyjava.snapshot.SnapshotException if the file can't be written; it is then as it was
     */
    public void writeStateToPath(RockyEngine engine, RockyProject project, Path snapshot) {
        ask(engine, project, FormerSnapshot.at(snapshot)).write(snapshot);
        written(snapshot);
    }

    /** Asks the engine for everything. */
    private SnapshotWriter ask(RockyEngine engine, RockyProject project, FormerSnapshot former) {
        CallOptions options = CallOptions.defaults().withTimeout(config().timeout());
        return new SnapshotRefresh(engine, project, options, paths, settings.listener, settings.warnings, former).ask();
    }

    /** Tells everybody who wants to know. */
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
     * Asks the engine for everything, writes {@link #snapshotPath}, and says what changed. Unlike {@link #writeState} it
     * never replaces a snapshot by one that can't be used: in a job or a long-running program the last good snapshot is
     * worth more than the newest.
     *
     * @throws dev.rockyjava.snapshot.SnapshotException if the new snapshot can't be used, or not be written
     * @throws dev.rockyjava.store.StateStoreException if {@code defs_state} names a store that can't be used
     * @throws RuntimeException as {@link #writeStateToPath(RockyEngine, RockyProject, Path)}; the file is then as it was
     */
    public RefreshResult refresh() {
        try (CliEngine engine = engine()) {
            return refresh(engine);
        }
    }

    /** The same with another engine than the configured one. */
    public RefreshResult refresh(RockyEngine engine) {
        return ourRefresh().run(engine, true);
    }

    /** What {@link #refresh(RockyEngine)} would do. Writes nothing, and throws what it would throw. */
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
            public Definitions build(Snapshot answers, Consumer<Problem> warnings) {
                return RockyComponent.this.build(answers, warnings);
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
     * Says whether a program was compiled with the snapshot that is there now; to be called when it starts.
     *
     * @param compiled the generated definitions: {@code WarehouseDefinitions.get()}
     * @throws dev.rockyjava.snapshot.SnapshotException if there is no {@link #snapshotPath} or it can't be used
     * @throws dev.rockyjava.store.StateStoreException if {@code defs_state} names a store that can't be used, and this
     *     machine has no copy of what was in it
     */
    public SnapshotVerification verify(Definitions compiled) {
        Path snapshot = snapshotPath();
        fetchSnapshot();
        return new SnapshotVerification(snapshot, DefinitionsDiff.between(compiled, buildDefsFromState(snapshot)));
    }

    /**
     * Builds the definitions of {@link #snapshotPath}.
     *
     * <p>When {@code defs_state} names another store, that file is a copy of what is in it, brought up to date first; while
     * the store is down the copy is used as it is, with a warning.
     *
     * <p>Without that file they are empty, with one warning. With {@code discover_on_missing_state} the file is written
     * first; not while {@code DAGSTER_IS_DEV_CLI} or {@code ROCKY_JAVA_DEV} is set in the environment.
     *
     * @throws dev.rockyjava.snapshot.SnapshotException if the snapshot can't be used; under {@code strict_build} also if there
     *     is none
     * @throws dev.rockyjava.store.StateStoreException if {@code defs_state} names a store that can't be used, and this
     *     machine has no copy of what was in it
     * @throws RuntimeException under {@code strict_build}, why the snapshot could not be written
     */
    public Definitions buildDefs() {
        Path snapshot = snapshotPath();
        boolean there = fetchSnapshot() || missingState().handle(snapshot, this::writeState);
        return there ? buildDefsFromState(snapshot) : Definitions.empty();
    }

    /**
     * Builds the definitions of a snapshot. Equal to what the annotation processor generates from it with the same
     * configuration.
     *
     * @param snapshot the snapshot file, written by this library or by the Python peer
     * @return the definitions; what is odd in the snapshot is logged as a warning
     * @throws dev.rockyjava.snapshot.SnapshotException if the snapshot can't be used; it names every problem with its place
     * @throws dev.rockyjava.translate.TranslationException if the configured translator can't be had
     */
    public Definitions buildDefsFromState(Path snapshot) {
        return build(SnapshotReader.read(snapshot));
    }

    /**
     * The same of a version that was read from {@link #stateStore}; this machine's file stays as it is.
     *
     * @throws dev.rockyjava.snapshot.SnapshotException if the snapshot can't be used; it names every problem with its place
     * @throws dev.rockyjava.translate.TranslationException if the configured translator can't be had
     */
    public Definitions buildDefsFromState(StoredSnapshot stored) {
        return build(SnapshotReader.read(
                new ByteArrayInputStream(stored.bytes()), "version " + stored.version().id()));
    }

    private Definitions build(Snapshot snapshot) {
        return build(snapshot, warning -> warn(warning.text(snapshot.name())));
    }

    private void warn(String warning) {
        settings.warnings.accept(warning);
    }

    private Definitions build(Snapshot snapshot, Consumer<Problem> warnings) {
        StrictBuild.check(snapshot, config());
        DefinitionsBuilder.Result result = DefinitionsBuilder.build(snapshot, translator(), BuildOptions.of(config()));
        result.warnings().forEach(warnings);
        return result.definitions();
    }

    private RockyTranslator translator() {
        return settings.translator
                .map(given -> Translators.withRules(config(), given))
                .orElseGet(() -> Translators.of(config()));
    }

    /**
     * Why a missing snapshot isn't written when definitions are built: {@code discover_on_missing_state} is off, the
     * snapshot isn't local, or this is development. Empty when it is written.
     */
    public Optional<String> reasonNotToDiscover() {
        return missingState().reasonNotToAsk();
    }

    private MissingSnapshot missingState() {
        return new MissingSnapshot(config(), settings.environment, settings.warnings);
    }
}
