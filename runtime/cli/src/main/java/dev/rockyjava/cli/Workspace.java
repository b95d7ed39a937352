package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.engine.RockyEngine;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the commands work on: a component, and in an application the definitions that it was compiled with. */
final class Workspace {

    private final RockyComponent component;
    private final @Nullable Supplier<Definitions> compiled;
    private final Supplier<? extends RockyEngine> engine;
    private final boolean engineNeedsProject;
    private final Optional<Path> defsYaml;
    private final Optional<String> brokenYaml;

    /**
     * One whose configuration can't be used, but which has a folder all the same.
     *
     * @param component of the folder, as if there were no configuration
     */
    static Workspace broken(RockyComponent component, String why) {
        return new Workspace(component, null, null, Optional.empty(), Optional.of(why));
    }

    Workspace(
            RockyComponent component,
            @Nullable Supplier<Definitions> compiled,
            @Nullable Supplier<? extends RockyEngine> engine,
            Optional<Path> defsYaml) {
        this(component, compiled, engine, defsYaml, Optional.empty());
    }

    private Workspace(
            RockyComponent component,
            @Nullable Supplier<Definitions> compiled,
            @Nullable Supplier<? extends RockyEngine> engine,
            Optional<Path> defsYaml,
            Optional<String> brokenYaml) {
        this.defsYaml = defsYaml;
        this.brokenYaml = brokenYaml;
        this.component = component;
        this.compiled = compiled;
        this.engineNeedsProject = engine == null;
        this.engine = engine == null ? component::engine : engine;
    }

    /** The configuration's file, if there is one. */
    Optional<Path> defsYaml() {
        return defsYaml;
    }

    /** Why the configuration can't be used. */
    Optional<String> brokenYaml() {
        return brokenYaml;
    }

    RockyComponent component() {
        return component;
    }

    /** The definitions that the application was compiled with. */
    Optional<Definitions> compiled() {
        return Optional.ofNullable(compiled).map(Supplier::get);
    }

    /**
     * The compiled definitions, else those of the snapshot.
     *
     * @throws UsageException if there is no snapshot
     */
    Definitions definitions() {
        return compiled().orElseGet(this::snapshotDefinitions);
    }

    /**
     * The definitions of the snapshot.
     *
     * @throws UsageException if there is none
     */
    Definitions snapshotDefinitions() {
        Path snapshot = component.snapshotPath();
        if (!component.fetchSnapshot()) {
            throw new UsageException("there is no snapshot " + snapshot
                    + "; write one with 'refresh', or name another place with --snapshot or --project");
        }
        return component.buildDefsFromState(snapshot);
    }

    /** Whether {@link #engine()} is one of the component, which works on its {@code rocky.toml}. */
    boolean engineNeedsProject() {
        return engineNeedsProject;
    }

    /** An engine, to be closed by the caller. */
    RockyEngine engine() {
        return engine.get();
    }
}
