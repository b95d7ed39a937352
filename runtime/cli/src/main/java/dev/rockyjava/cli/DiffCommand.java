package dev.rockyjava.cli;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.diff.DefinitionsDiff;
import dev.rockyjava.cli.json.DiffJson;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two snapshots. */
@Command(
        name = "diff",
        description = {
            "Show which assets differ between two snapshots: added, removed, changed, perhaps renamed.",
            "",
            "Snapshots of two environments, one with the catalog wh and one with pr_17 for example, are compared as if"
                    + " they were of one; the names that differ are printed once."
        },
        footer = {
            "",
            "Example:",
            "  git show HEAD:rocky/snapshot.json > /tmp/before.json",
            "  rocky-java diff /tmp/before.json"
        })
final class DiffCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "BEFORE", description = "The earlier snapshot file.")
    private Path before = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AFTER",
            description = "The later snapshot file. Default: the project's snapshot.")
    private @Nullable Path after;

    @Option(
            names = "--check",
            description = {
                "Exit with status 4 if there is a difference, or if one snapshot has no digests of files.",
                "That only the environment differs is no difference, except with --strict."
            })
    private boolean check;

    @Option(
            names = "--strict",
            description = "Compare the snapshots as those of one environment: another catalog or schema is a difference"
                    + " of each asset that it concerns.")
    private boolean strict;

    DiffCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (after == null) {
            session.workspace(); // only two files need no project
        }
        RockyComponent component = session.componentFor(before);
        Definitions later =
                after == null ? session.workspace().snapshotDefinitions() : session.definitions(after);
        if (after == null) {
            session.warnOfNewerFiles();
        }
        DefinitionsDiff diff = strict
                ? DefinitionsDiff.between(component.buildDefsFromState(before), later)
                : DefinitionsDiff.between(component.buildEarlierDefs(before, later), later);
        if (session.json()) {
            session.print(DiffJson.of(diff));
        } else {
            session.terminal().print(diff.text());
        }
        return check && !diff.isEmpty() ? ExitCodes.DIFFERENT : ExitCodes.OK;
    }
}
