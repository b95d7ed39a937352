package dev.rockyjava.cli.doctor;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.CompileProblems;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.engine.EngineException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.engine.cli.EngineStateFile;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.file.BuildFile;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.name.FileBeside;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.internal.snapshot.read.SnapshotReader;
import dev.rockyjava.internal.sql.NewerFiles;
import dev.rockyjava.refresh.WriteEvent;
import dev.rockyjava.run.history.RecordedRun;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.store.StateStore;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StoredVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Checks everything that the other commands need. Changes nothing; the engine is asked for its version and what it refuses. */
public final class Doctor {

    /** The version in {@link dev.rockyjava.engine.EngineInfo} if the engine didn't return one. */
    private static final String UNKNOWN = "unknown";

    private static final long LITTLE_SPACE = 1L << 30;

    private final ExaminedProject project;
    private final RockyComponent component;
    private final Path journal;
    private final Supplier<Optional<String>> runInProgress;
    private final boolean verbose;
    private final List<DoctorFinding> findings = new ArrayList<>();

    /**
     * @param journal the folder that runs keep their journals in; need not be there
     * @param runInProgress returns words for the run that holds the folder now; empty if there is none
     * @param verbose whether the cause of a finding is reported, too
     */
    public Doctor(ExaminedProject project, Path journal, Supplier<Optional<String>> runInProgress, boolean verbose) {
        this.verbose = verbose;
        this.project = project;
        this.journal = journal;
        this.runInProgress = runInProgress;
        this.component = project.component();
    }

    public List<DoctorFinding> findings() {
        project.brokenYaml().ifPresentOrElse(
                why -> findings.add(DoctorFinding.failure("config", why + (why.endsWith("?") ? "" : ".") + " Engine, store and snapshot were not examined: only"
                        + " this file says which they are")),
                this::engine);
        Optional<RockyProject> configured = configured();
        if (project.brokenYaml().isEmpty()) {
            store();
            snapshot();
        }
        journal();
        configured.ifPresent(read -> {
            EngineStateFile state = component.engineState();
            if (project.brokenYaml().isEmpty()) {
                engineState(state);
            }
            warehouse();
            locks(read, state.file());
        });
        space();
        return findings;
    }

    private void engine() {
        try (RockyEngine engine = project.engine()) {
            String found = engine.info() + (engine instanceof CliEngine cli ? ", " + cli.binary() : "");
            // The library accepts such a binary. Usually it is broken, or another program of the same name.
            if (engine.info().version().equals(UNKNOWN)) {
                findings.add(DoctorFinding.failure("engine", found + ": it doesn't print its version in rocky's format within 10"
                        + " seconds; check what it does with --version"));
                return;
            }
            findings.add(DoctorFinding.ok("engine", found));
            engine.problems().forEach(problem -> findings.add(DoctorFinding.failure("engine", problem)));
        } catch (EngineException | ProjectException e) {
            Optional<String> cause = Optional.ofNullable(e.getCause()).map(Throwable::getMessage).filter(text -> verbose);
            findings.add(DoctorFinding.failure("engine", e.getMessage() + cause.map(text -> " (" + text + ")").orElse("")));
        }
    }

    private Optional<RockyProject> configured() {
        try {
            RockyProject project = component.project();
            findings.add(DoctorFinding.ok("config", project.configFile() + ", " + project.pipelines().size() + " pipelines"));
            return Optional.of(project);
        } catch (ProjectException e) {
            if (project.brokenYaml().isPresent()) {
                return Optional.empty(); // only that file would say where it is
            }
            findings.add(DoctorFinding.failure("config", e.getMessage() + FileBeside.of(component.rockyToml())
                    .filter(beside -> !Files.exists(component.rockyToml()))
                    .map(beside -> "; " + beside.getFileName() + " lies beside it")
                    .orElse("")));
            return Optional.empty();
        }
    }

    private void store() {
        if (component.config().defsState().isLocal()) {
            return;
        }
        try (StateStore store = component.stateStore()) {
            List<StoredVersion> versions = store.versions();
            findings.add(versions.isEmpty()
                    ? DoctorFinding.warning("store", store.name() + " has no snapshot yet; write one with 'refresh'")
                    : DoctorFinding.ok("store", store.name() + ", newest of " + versions.size() + " snapshots "
                            + CommandTexts.moment(versions.get(0).writtenAt()) + " UTC"));
        } catch (StateStoreException e) {
            findings.add(DoctorFinding.failure("store", String.valueOf(e.getMessage())));
        }
    }

    private void journal() {
        Path there = journal;
        while (there.getParent() != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (!Files.isDirectory(there) || !Files.isWritable(there)) {
            findings.add(DoctorFinding.failure("journal", "no run can keep its journal in " + journal + ": " + there
                    + (Files.isDirectory(there) ? " can't be written to by this user" : " is not a folder")
                    + "; name another folder with --journal"));
            return;
        }
        Optional<String> holder = runInProgress.get();
        if (holder.isPresent()) {
            findings.add(DoctorFinding.warning("journal", holder.get() + " goes on; another run has to wait for it"));
            return;
        }
        if (!Files.isDirectory(journal)) {
            findings.add(DoctorFinding.ok("journal", "no run yet; " + journal + " will have it"));
            return;
        }
        RunHistory history = RunHistory.read(journal);
        List<RecordedRun> runs = history.runs();
        if (!history.leftOut().isEmpty()) {
            findings.add(DoctorFinding.warning("journal", history.leftOut().size() + " of the journals can't be read: "
                    + history.leftOut().get(0)));
        }
        boolean left = runs.stream().limit(1).anyMatch(RecordedRun::resumable);
        findings.add(left
                ? DoctorFinding.warning(
                        "journal", "the newest run, " + runs.get(0).runId() + ", has something left; see 'resume'")
                : DoctorFinding.ok("journal", journal + ", no run works on the project"));
    }

    private void snapshot() {
        Path snapshot = component.snapshotPath();
        if (!Files.exists(snapshot)) {
            findings.add(DoctorFinding.failure("snapshot", "there is no " + snapshot + "; write it with 'refresh'"));
            return;
        }
        Definitions definitions;
        Snapshot read;
        try {
            definitions = component.buildDefsFromState(snapshot);
            read = SnapshotReader.read(snapshot);
        } catch (SnapshotException e) {
            findings.add(DoctorFinding.failure("snapshot", String.valueOf(e.getMessage())));
            return;
        }
        findings.add(DoctorFinding.ok("snapshot", snapshot + ", " + definitions.keys().size() + " assets"));
        unanswered(read.ours().failures());
        withoutSources(read.ours().sourcesByPipeline());
        CompileProblems.lines(read.compileProblems()).forEach(line -> findings.add(DoctorFinding.warning("models", line)));
        SortedMap<String, String> unknown = new TreeMap<>(read.ours().reads().unknown());
        if (!unknown.isEmpty()) {
            findings.add(DoctorFinding.warning("models", new WriteEvent.ReadsUnknown(unknown).message()));
        }
        fresh(snapshot, read.contents().code());
        boolean samePlace = classFiles();
        project.compiled().ifPresent(compiled -> compiled(DefinitionsDiff.between(compiled, definitions), samePlace));
    }

    /**
     * Reports the failures of the last refresh. It reported them only once, and the snapshot stays incomplete until
     * the next refresh.
     */
    private void unanswered(Snapshot.UnansweredQueries failures) {
        failures.discover().forEach((pipeline, reason) -> findings.add(DoctorFinding.warning("sources", Terminal.oneLine(
                "the snapshot has no sources of pipeline " + pipeline + ", since `rocky discover` failed; mend the cause and"
                        + " refresh: " + reason))));
        failures.compile().forEach((root, reason) -> findings.add(DoctorFinding.warning("models", Terminal.oneLine(
                "the snapshot goes without what `rocky compile` says, since it failed for " + root + "; mend the cause and"
                        + " refresh: " + reason))));
    }

    private void withoutSources(Map<String, List<String>> sources) {
        List<String> empty = sources.entrySet().stream()
                .filter(pipeline -> pipeline.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!empty.isEmpty()) {
            findings.add(DoctorFinding.warning("sources", new WriteEvent.NoSources(empty).message()));
        }
    }

    /** Compares the files with their digests in the snapshot, and those that have none by their times. */
    private void fresh(Path snapshot, Map<String, String> digests) {
        Path folder = component.rockyToml().toAbsolutePath().normalize().resolveSibling("");
        Optional<String> differ = NewerFiles.sentence(NewerFiles.withGone(digests, folder));
        if (differ.isPresent()) {
            findings.add(DoctorFinding.warning("fresh", differ.get() + ", or see what 'refresh --check' says"));
            return;
        }
        try (Stream<Path> later = LaterFiles.of(inputs(), snapshot)) {
            List<Path> newer = later.filter(file -> !NewerFiles.isKnown(digests, folder, file)).sorted().toList();
            findings.add(newer.isEmpty()
                    ? DoctorFinding.ok("fresh", "no model, seed, contract or configuration is newer than the snapshot")
                    : DoctorFinding.warning("fresh", (newer.size() == 1 ? "1 file is" : newer.size() + " files are")
                            + " newer than the snapshot, " + newer.get(0) + " for one; see what 'refresh --check' says"));
        } catch (ProjectException e) {
            // Said already: without its rocky.toml it isn't known what the snapshot is made of.
        } catch (IOException e) {
            incomparable(e);
        } catch (UncheckedIOException e) {
            incomparable(Objects.requireNonNull(e.getCause()));
        }
    }

    private void incomparable(IOException e) {
        findings.add(DoctorFinding.warning("fresh", "can't compare the times of files: " + FileFailure.text(e)));
    }

    private Set<Path> inputs() {
        Set<Path> inputs = new LinkedHashSet<>(component.snapshotInputs());
        project.defsYaml().ifPresent(inputs::add);
        return inputs;
    }

    /**
     * Compares the snapshots that the project's class files were compiled from with the one that a refresh writes: the
     * file, and outside of an application the content.
     *
     * @return false if one of them is another file
     */
    private boolean classFiles() {
        // A store's file on this machine is a copy of what is in the store.
        boolean local = component.config().defsState().isLocal();
        List<CompiledType> types = CompiledType.of(component);
        boolean same = true;
        for (CompiledType type : types) {
            boolean here = !local || type.snapshot().equals(component.snapshotPath());
            same &= here;
            if (!here) {
                findings.add(DoctorFinding.warning("compiler", "for " + type.name() + " the compiler reads " + type.snapshot()
                        + ", refresh writes " + component.snapshotPath() + "; "
                        + project.defsYaml().map(defs -> "set defs_state.path to " + type.path() + " in " + defs)
                                .orElse("write a defs.yaml with defs_state: {path: " + type.path() + "}")));
            } else if (local) {
                findings.add(DoctorFinding.ok("compiler", "reads what refresh writes, for " + type.name()));
            }
            if (here && project.compiled().isEmpty()) {
                findings.add(compiled(type));
            }
        }
        if (types.isEmpty() && project.compiled().isEmpty() && BuildFile.in(component.projectDirectory()).isPresent()) {
            findings.add(DoctorFinding.ok("program", "not compared with the snapshot: there is no class generated for this project in "
                    + String.join(", ", CompiledType.CLASS_OUTPUTS) + " of " + component.projectDirectory()));
        }
        return same;
    }

    private DoctorFinding compiled(CompiledType type) {
        try {
            DefinitionsDiff diff = type.sinceCompiled(component.snapshotPath());
            return diff.isEmpty()
                    ? DoctorFinding.ok("program", type.name() + " is compiled with this snapshot")
                    : DoctorFinding.warning("program", type.name() + " is compiled with another snapshot: " + diff.headline()
                            + "; compile again");
        } catch (IllegalStateException | IOException e) {
            return DoctorFinding.warning("program", type.name() + " can't be compared with the snapshot: its class files are those of"
                    + " another version of rocky-java, or incomplete; compile again");
        }
    }

    private void compiled(DefinitionsDiff diff, boolean samePlace) {
        findings.add(diff.isEmpty()
                ? DoctorFinding.ok("program", "compiled with this snapshot")
                : DoctorFinding.warning("program", "compiled with another snapshot: " + diff.headline()
                        + (samePlace ? "; compile again" : "")));
    }

    private void engineState(EngineStateFile state) {
        Path file = state.file();
        findings.add(state.advice()
                .map(advice -> DoctorFinding.warning("state", advice))
                .orElseGet(() -> withoutAdvice(file)));
    }

    private static DoctorFinding withoutAdvice(Path file) {
        Path folder = file.getParent();
        // The engine creates the folder of namespaces, but no other.
        if (folder != null && !Files.isDirectory(folder) && !folder.endsWith(".rocky-state")) {
            return DoctorFinding.warning(
                    "state", "the engine doesn't make the folder of its state; make it before a run: mkdir -p " + folder);
        }
        return DoctorFinding.ok("state", Files.exists(file)
                ? "the engine keeps its state in " + file
                : "no engine state yet; the first run makes " + file);
    }

    private void warehouse() {
        LostWarehouse.of(component, () -> RunHistory.read(journal))
                .ifPresent(lost -> findings.add(DoctorFinding.warning("database", lost + ": materialize '*' --execute seed")));
    }

    private void locks(RockyProject project, Path state) {
        List<Path> files = new ArrayList<>(project.duckDbFiles());
        String name = String.valueOf(state.getFileName());
        int dot = name.lastIndexOf('.');
        files.add(state);
        files.add(state.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ".redb.lock"));
        boolean known = true;
        boolean free = true;
        for (Path file : files) {
            Optional<List<String>> holders = FileLocks.holders(file);
            known &= holders.isPresent();
            for (String holder : holders.orElse(List.of())) {
                free = false;
                findings.add(DoctorFinding.warning("locks", holder + " holds " + file + "; the engine can't run meanwhile"));
            }
        }
        if (!known) {
            findings.add(DoctorFinding.ok("locks", "not examined: this system has no list of locks"));
        } else if (free) {
            findings.add(DoctorFinding.ok("locks", "no process holds the databases or the engine's state"));
        }
    }

    private void space() {
        Path folder = component.projectDirectory();
        try {
            FileStore store = Files.getFileStore(folder);
            String text = (store.getUsableSpace() >> 20) + " MiB free for " + folder;
            boolean readOnly = !Files.isWritable(folder);
            findings.add(readOnly
                    ? DoctorFinding.warning("disk", folder + " can't be written to by this user")
                    : store.getUsableSpace() < LITTLE_SPACE ? DoctorFinding.warning("disk", text) : DoctorFinding.ok("disk", text));
        } catch (IOException e) {
            findings.add(DoctorFinding.failure("disk", "can't look at " + folder + ": " + FileFailure.text(e)));
        }
    }
}
