package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.cli.doctor.ExaminedProject;
import dev.rockyjava.cli.doctor.LaterFiles;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.name.FileBeside;
import dev.rockyjava.internal.snapshot.read.ColumnTypes;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.sql.ModelCode;
import dev.rockyjava.internal.sql.NewerFiles;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the commands work on: a component and, in an application, the definitions that it was compiled with. */
final class Workspace implements ExaminedProject {

    private final RockyComponent component;
    private final @Nullable Supplier<Definitions> compiled;
    private final Function<RockyComponent, ? extends RockyEngine> engine;
    private final boolean engineNeedsProject;
    private final Optional<Path> defsYaml;
    private final Optional<String> brokenYaml;

    /**
     * Creates a workspace whose configuration is unusable but whose folder is known.
     *
     * @param component the folder's component, as if there were no configuration
     * @param why why the configuration is unusable
     */
    static Workspace broken(RockyComponent component, String why) {
        return new Workspace(component, null, null, Optional.empty(), Optional.of(why));
    }

    Workspace(
            RockyComponent component,
            @Nullable Supplier<Definitions> compiled,
            @Nullable Function<RockyComponent, ? extends RockyEngine> engine,
            Optional<Path> defsYaml) {
        this(component, compiled, engine, defsYaml, Optional.empty());
    }

    private Workspace(
            RockyComponent component,
            @Nullable Supplier<Definitions> compiled,
            @Nullable Function<RockyComponent, ? extends RockyEngine> engine,
            Optional<Path> defsYaml,
            Optional<String> brokenYaml) {
        this.defsYaml = defsYaml;
        this.brokenYaml = brokenYaml;
        this.component = component;
        this.compiled = compiled;
        this.engineNeedsProject = engine == null;
        this.engine = engine == null ? RockyComponent::engine : engine;
    }

    @Override
    public Optional<Path> defsYaml() {
        return defsYaml;
    }

    @Override
    public Optional<String> brokenYaml() {
        return brokenYaml;
    }

    @Override
    public RockyComponent component() {
        return component;
    }

    @Override
    public Optional<Definitions> compiled() {
        return Optional.ofNullable(compiled).map(Supplier::get);
    }

    /** Returns whether this is an application, with the definitions that it was compiled with. */
    boolean isCompiled() {
        return compiled != null;
    }

    /**
     * Returns the compiled definitions, or those of the snapshot if there are none.
     *
     * @throws UsageException if there is no snapshot
     */
    Definitions definitions() {
        return compiled().orElseGet(this::snapshotDefinitions);
    }

    /**
     * Returns the definitions of the snapshot.
     *
     * @throws UsageException if there is no snapshot
     */
    Definitions snapshotDefinitions() {
        Path snapshot = component.snapshotPath();
        if (!component.fetchSnapshot()) {
            throw new UsageException("there is no snapshot " + snapshot + beside(snapshot),
                    "write one with 'refresh', or name another place with --snapshot or --project");
        }
        return component.buildDefsFromState(snapshot);
    }

    /**
     * Returns a sentence about files of the project that were edited or deleted since its snapshot was written; empty if there
     * are none, or if the definitions aren't those of the snapshot.
     */
    Optional<String> newerFiles() {
        Path snapshot = component.snapshotPath();
        if (compiled != null || !Files.isRegularFile(snapshot)) {
            return Optional.empty();
        }
        return NewerFiles.sentence(NewerFiles.withGone(
                SnapshotReader.read(snapshot).contents().code(), component.rockyToml().resolveSibling("")));
    }

    /**
     * Returns the same as {@link #newerFiles()}, but looks into files only if the time of one is later than the snapshot's, so
     * that it takes little time where there is nothing to say.
     */
    Optional<String> laterFiles() {
        if (compiled != null) {
            return Optional.empty();
        }
        try (Stream<Path> later = LaterFiles.of(component.snapshotInputs(), component.snapshotPath())) {
            List<Path> files = later.toList();
            return files.isEmpty() || areAsTheAssetsSay(files) ? Optional.empty() : newerFiles();
        } catch (ProjectException e) { // rocky.toml can't be read, or isn't there, as beside a snapshot alone
            return Files.isRegularFile(component.rockyToml()) ? newerFiles() : Optional.empty();
        } catch (IOException | UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** After a checkout all files are later, but the assets, which are at hand, have the digests of nearly all of them. */
    private boolean areAsTheAssetsSay(List<Path> files) throws IOException {
        Map<String, String> code = new HashMap<>();
        definitions().specs().forEach(spec -> code.putAll(spec.stated().code()));
        Path project = component.rockyToml().resolveSibling("").toAbsolutePath().normalize();
        boolean known = files.stream()
                .map(file -> project.relativize(file.toAbsolutePath().normalize()).toString().replace(File.separatorChar, '/'))
                .allMatch(file -> code.containsKey(file) || !ModelCode.isModel(file) && !ModelCode.isSeed(file));
        long written = Files.getLastModifiedTime(component.snapshotPath()).toMillis();
        return known && NewerFiles.of(code, List.of(project), written).isEmpty();
    }

    /** Returns the end of a message about a missing file: the one with a similar name in its folder, if there is one. */
    static String beside(Path missing) {
        return FileBeside.of(missing).map(file -> "; " + file.getFileName() + " lies beside it").orElse("");
    }

    /**
     * Returns the columns of a model with their types, as the snapshot has them: by name, with an empty type if the engine
     * didn't say which. Empty for other assets, and without a readable snapshot.
     */
    Map<String, String> columnTypes(AssetSpec spec) {
        Path snapshot = component.snapshotPath();
        return spec.kind() == NodeKind.TRANSFORMATION && Files.isRegularFile(snapshot)
                ? ColumnTypes.of(snapshot, spec.label())
                : Map.of();
    }

    /** Returns whether {@link #engine()} works on the component's {@code rocky.toml}. */
    boolean engineNeedsProject() {
        return engineNeedsProject;
    }

    @Override
    public RockyEngine engine() {
        return engine.apply(component);
    }
}
