package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.config.ConfigException;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.cli.CliEngine;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.snapshot.SnapshotException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What the commands of one call share: where to print, what to work on. */
final class Session {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final Terminal terminal;
    private final CommonOptions options;
    private final ProgramInvocation callLine;
    private final CommandTermination stopping;
    private final Supplier<Map<String, String>> places;
    private final Function<Boolean, Workspace> workspaces;
    private @Nullable Workspace workspace;

    /**
     * @param places the options that say what to work on, as they were typed, with their values
     * @param workspaces makes it, of no project if it must (true) or not (false)
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

    /** Whether results are wanted as JSON, as one document or as lines. */
    boolean json() {
        return options.json();
    }

    /** How this program is called. */
    ProgramInvocation callLine() {
        return callLine;
    }

    /** How the command is ended before it is done. */
    CommandTermination stopping() {
        return stopping;
    }

    /** The status of a run; of an interrupted one that of the signal, if it was one. */
    int exitStatus(RunResult result) {
        return result.interrupted() ? stopping.status() : ExitCodes.ofRun(result.exitStatus());
    }

    /** What was typed to say what to work on: option and value. */
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

    /** The same, for who can do without a configuration. */
    Workspace workspaceEvenIfBroken() {
        try {
            return workspace();
        } catch (ConfigException e) {
            Path yaml = ProjectFinder.yaml(Path.of(places().getOrDefault("--project", ""))).orElseThrow(() -> e);
            return Workspace.broken(ProjectFinder.withoutYaml(yaml), String.valueOf(e.getMessage()));
        }
    }

    /**
     * An engine that is about to be asked, to be closed by the caller.
     *
     * @throws UsageException if it needs a project, and there is none
     */
    RockyEngine engine() {
        Workspace workspace = workspace();
        Path toml = workspace.component().rockyToml();
        if (workspace.engineNeedsProject() && !Files.exists(toml)) {
            throw new UsageException("there is no " + toml + ", and the engine can't be asked without its project; give"
                    + " --project a folder with defs.yaml or rocky.toml, or one of these files");
        }
        return workspace.engine();
    }

    /** Says what the user has to know of the state of an engine that is about to be asked. */
    void warnOfState(RockyEngine engine) {
        if (engine instanceof CliEngine cli) {
            cli.state().warning().ifPresent(terminal::warn);
        }
    }

    Definitions definitions() {
        return workspace().definitions();
    }

    /** The definitions of another snapshot. */
    Definitions definitions(Path snapshot) {
        if (!Files.isRegularFile(snapshot)) {
            throw new UsageException("there is no snapshot file " + snapshot.toAbsolutePath().normalize());
        }
        return workspace(true).component().buildDefsFromState(snapshot);
    }

    /** The assets that a text selects; without a text all of them. */
    SortedSet<AssetKey> select(Definitions definitions, @Nullable String selection) {
        return (selection == null ? AssetSelection.all() : selection(selection)).resolve(definitions);
    }

    /** What a text selects; the snapshots that it names are read now. */
    AssetSelection selection(String text) {
        return AssetSelection.parse(text, file -> definitions(path(file)));
    }

    private static Path path(String file) {
        try {
            return Path.of(file);
        } catch (InvalidPathException e) {
            throw new UsageException("'" + file + "' can't be the name of a file: " + e.getReason(), e);
        }
    }

    ObjectNode object() {
        return JSON.createObjectNode();
    }

    ArrayNode array() {
        return JSON.createArrayNode();
    }

    /** Prints a JSON document as the result; as lines, one for each element if it is an array. */
    void print(JsonNode document) {
        print(document, options.jsonLines());
    }

    /** The same, as lines or not. */
    void print(JsonNode document, boolean lines) {
        if (!lines) {
            terminal.printJson(JSON.writeValueAsString(document));
        } else if (document.isArray()) {
            document.forEach(element -> terminal.printJson(element.toString()));
        } else {
            terminal.printJson(document.toString());
        }
    }

    /** The first line of what is wrong with a snapshot. */
    static String firstLine(SnapshotException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
