package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.UnknownAssetException;
import dev.rockyjava.asset.diff.EarlierDefinitions;
import dev.rockyjava.asset.diff.UncomparedCode;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.asset.selection.SelectionContext;
import dev.rockyjava.cli.doctor.LostWarehouse;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.Table;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.CallOptions;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.history.RunHistory;
import dev.rockyjava.run.history.SelectionWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the commands of one invocation share: the output, and the project to work on. */
final class Session {

    private static final Supplier<JsonMapper> JSON =
            Mappers.json(builder -> builder.enable(SerializationFeature.INDENT_OUTPUT));

    private final Terminal terminal;
    private final CommonOptions options;
    private final ProgramInvocation callLine;
    private final CommandTermination stopping;
    private final Supplier<Map<String, String>> places;
    private final Function<Boolean, Workspace> workspaces;
    private @Nullable Workspace workspace;
    private boolean warnedOfNewerFiles;

    /**
     * Creates a session.
     *
     * @param places returns the options that name the project or snapshot, with their values as typed
     * @param workspaces creates the workspace; the argument is whether it may have no project
     */
    Session(
            Terminal terminal,
            CommonOptions options,
            ProgramInvocation callLine,
            CommandTermination stopping,
            Supplier<Map<String, String>> places,
            Function<Boolean, Workspace> workspaces) {
        this.terminal = terminal;
        this.options = options;
        this.callLine = callLine;
        this.stopping = stopping;
        this.places = places;
        this.workspaces = workspaces;
    }

    Terminal terminal() {
        return terminal;
    }

    CommonOptions options() {
        return options;
    }

    /** Returns whether results are printed as JSON, as one document or as lines. */
    boolean json() {
        return options.json();
    }

    /** Returns how this program was called. */
    ProgramInvocation callLine() {
        return callLine;
    }

    /** Returns what ends the command early. */
    CommandTermination stopping() {
        return stopping;
    }

    /** Returns the exit status of a run. For an interrupted run it is that of the signal, if there was one. */
    int exitStatus(RunResult result) {
        return result.interrupted() ? stopping.status() : result.exitStatus();
    }

    /** Returns the options that name the project or snapshot, with their values as typed. */
    Map<String, String> places() {
        return places.get();
    }

    Workspace workspace() {
        return workspace(false);
    }

    private Workspace workspace(boolean snapshotGiven) {
        Workspace known = workspace;
        if (known == null) {
            known = workspaces.apply(snapshotGiven);
            workspace = known;
        }
        return known;
    }

    /** Returns the workspace, even if its configuration is invalid. */
    Workspace workspaceEvenIfBroken() {
        try {
            return workspace();
        } catch (ConfigException e) {
            String named = places().get("--project");
            Path project = named == null ? ProjectFinder.above(ProjectFinder.HERE) : Path.of(named);
            Path yaml = ProjectFinder.yaml(project).orElseThrow(() -> e);
            return Workspace.broken(ProjectFinder.withoutYaml(yaml), String.valueOf(e.getMessage()));
        }
    }

    /**
     * Returns an engine that is about to be called. The caller closes it.
     *
     * @throws UsageException if it needs a project, and there is none
     */
    RockyEngine engine() {
        Workspace workspace = workspace();
        missingProject().ifPresent(missing -> {
            throw missing;
        });
        return workspace.engine();
    }

    /** Returns that the engine needs a {@code rocky.toml} which isn't there, and what to do; empty otherwise. */
    Optional<UsageException> missingProject() {
        Workspace workspace = workspace();
        Path toml = workspace.component().rockyToml();
        return workspace.engineNeedsProject() && !Files.exists(toml)
                ? Optional.of(new UsageException(
                        "there is no " + toml + Workspace.beside(toml) + ", and the engine can't be asked without its project",
                        workspace.defsYaml()
                                .map(defs -> "set config_path in " + defs + " to the project's rocky.toml")
                                .orElse("give --project a folder with defs.yaml or rocky.toml, or one of these files")))
                : Optional.empty();
    }

    /** Prints warnings about the state of an engine that is about to be called. */
    void warnOfState(RockyEngine engine) {
        if (engine instanceof CliEngine cli) {
            cli.state().warning().ifPresent(terminal::warn);
        }
    }

    Definitions definitions() {
        return workspace().definitions();
    }

    /** Returns the definitions of another snapshot, with the names that it has. */
    Definitions definitions(Path snapshot) {
        return componentFor(snapshot).buildDefsFromState(snapshot);
    }

    /** Returns the component that reads a snapshot file. */
    RockyComponent componentFor(Path snapshot) {
        if (!Files.isRegularFile(snapshot)) {
            throw new UsageException("there is no snapshot file " + snapshot.toAbsolutePath().normalize()
                    + Workspace.beside(snapshot));
        }
        return workspace(true).component();
    }

    /**
     * Returns the assets that a text selects; all assets if there is no text.
     *
     * @param history reads the journals; called if the text asks for earlier runs
     */
    SortedSet<AssetKey> select(Definitions definitions, @Nullable String selection, Supplier<RunHistory> history) {
        if (selection == null) {
            return AssetSelection.all().resolve(definitions);
        }
        try {
            return resolve(definitions, selection, history);
        } catch (EmptySelectionException e) {
            if (!e.nothingToDo()) {
                throw e;
            }
            sayNothingToDo(String.valueOf(e.getMessage()));
            return Collections.emptySortedSet();
        }
    }

    /**
     * Returns the assets that a text selects, at least one.
     *
     * @throws EmptySelectionException if there are none
     */
    SortedSet<AssetKey> resolve(Definitions definitions, String selection, Supplier<RunHistory> history) {
        SelectionWords words = new SelectionWords(definitions, history, workspace().component().code(), Instant.now(), Set.of());
        return AssetSelection.parse(selection, words.ofSources(words.ofRuns(selectionContext(definitions)), this::ask))
                .resolve(definitions);
    }

    private String ask(QueryRequest query) {
        try (RockyEngine engine = engine()) {
            return engine.query(query, CallOptions.defaults());
        }
    }

    /**
     * Returns what reads the snapshots that a selection names, each once, and prints what isn't compared in full.
     *
     * @param definitions what is selected from
     */
    SelectionContext selectionContext(Definitions definitions) {
        Map<String, Definitions> read = new HashMap<>();
        return SelectionContext.none()
                .withSnapshots(file -> read.computeIfAbsent(file, name -> changesSince(path(name), definitions)));
    }

    private Definitions changesSince(Path snapshot, Definitions definitions) {
        EarlierDefinitions earlier = componentFor(snapshot).buildEarlierDefs(snapshot, definitions);
        warnOfNewerFiles();
        if (!earlier.environment().isSame()) {
            terminal.say(snapshot + " is of another environment: " + earlier.environment());
        }
        UncomparedCode.between(earlier.definitions(), definitions).ifPresent(code -> terminal.warn(
                "changed:" + snapshot + ": " + code + "; each of them counts as changed until that snapshot"
                        + " is written again by this version"));
        return earlier.definitions();
    }

    /** Prints a warning, once, if the project's snapshot isn't what a refresh would write now: files were edited or are new. */
    void warnOfNewerFiles() {
        if (!warnedOfNewerFiles) {
            warnedOfNewerFiles = true;
            warn(workspace().newerFiles());
        }
    }

    /** Does the same in little time, see {@link Workspace#laterFiles()}, unless a snapshot was named. */
    void warnOfLaterFiles() {
        Optional<String> later = places().containsKey("--snapshot") ? Optional.empty() : workspace().laterFiles();
        warnedOfNewerFiles |= later.isPresent();
        warn(later);
    }

    private void warn(Optional<String> newer) {
        newer.ifPresent(sentence -> terminal.warn(sentence + ": " + refreshCommand()));
    }

    /** Prints a warning if the project's database file isn't there any more, with the command that builds everything. */
    void warnOfLostWarehouse(JournalFolder journal) {
        LostWarehouse.of(workspace().component(), journal::history).ifPresent(lost -> {
            List<String> words = new ArrayList<>(List.of("materialize", "*", "--execute", "seed"));
            journal.named().ifPresent(folder -> words.addAll(List.of("--journal", folder.toString())));
            terminal.warn(lost + ": " + commandHere(words));
        });
    }

    private String refreshCommand() {
        return commandHere(List.of("refresh"));
    }

    /** Returns a command for the same project. */
    private String commandHere(List<String> words) {
        List<String> all = new ArrayList<>(words);
        places().forEach((option, place) -> all.addAll(List.of(option, place)));
        return callLine.with(all);
    }

    /**
     * Returns what is said of a name that no asset has: which snapshot doesn't have it, and how a new model gets into it.
     *
     * @return empty if there are similar names, or if the definitions aren't those of a snapshot
     */
    Optional<String> notInSnapshot(UnknownAssetException unknown) {
        Path snapshot = workspace().component().snapshotPath();
        if (!unknown.nearest().isEmpty() || workspace().isCompiled() || !Files.isRegularFile(snapshot)) {
            return Optional.empty();
        }
        try {
            int assets = definitions().keys().size();
            return Optional.of("there is no asset " + unknown.key() + " in the snapshot " + snapshot + ", written "
                    + CommandTexts.moment(Files.getLastModifiedTime(snapshot).toInstant()) + " UTC, which has " + assets
                    + (assets == 1 ? " asset" : " assets") + ". A new model is an asset after a refresh: " + refreshCommand());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    void sayNothingToDo(String why) {
        terminal().say("nothing to do: " + why);
    }

    /**
     * Prints that a run has nothing to do.
     *
     * @return the exit status
     */
    int nothingToDo(String why) {
        sayNothingToDo(why);
        if (json()) {
            print(object().put("succeeded", true).put("exit_status", ExitCodes.OK).put("nothing_to_do", why));
        }
        return ExitCodes.OK;
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + file + "' can't be the name of a file: " + e.getReason(), e);
        }
    }

    ObjectNode object() {
        return JSON.get().createObjectNode();
    }

    ArrayNode array() {
        return JSON.get().createArrayNode();
    }

    /**
     * Prints a table as the result.
     *
     * @return words about the columns for which the terminal is too narrow, to be appended to a message
     */
    String print(Table table) {
        List<String> leftOut = terminal.print(table);
        return leftOut.isEmpty()
                ? ""
                : "; " + String.join(", ", leftOut) + (leftOut.size() == 1 ? " needs" : " need") + " a wider terminal";
    }

    /** Prints a JSON document as the result. With JSON lines, prints each element of an array on a separate line. */
    void print(JsonNode document) {
        print(document, options.jsonLines());
    }

    /** Prints a JSON document as the result, as lines or not. */
    void print(JsonNode document, boolean lines) {
        if (!lines) {
            terminal.printJson(JSON.get().writeValueAsString(document));
        } else if (document.isArray()) {
            document.forEach(element -> terminal.printJson(element.toString()));
        } else {
            terminal.printJson(document.toString());
        }
    }
}
