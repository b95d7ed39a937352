package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.json.AssetJson;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.cli.screen.Table;
import dev.rockyjava.cli.screen.Table.Cell;
import dev.rockyjava.cli.screen.Table.IfNarrow;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ArrayNode;

/** Lists assets. */
@Command(
        name = "list",
        description = "List the assets: key, kind, group, how they are built, partitions.",
        footer = {
            "",
            SelectionHelp.REFERENCE,
            "",
            "Examples:",
            "  list",
            "  list 'kind:transformation and group:marts'",
            "  list '+daily_revenue'"
        })
final class ListCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "SELECTION",
            completionCandidates = SelectionHelp.Words.class,
            description = SelectionHelp.SHORT + " Default: every asset.")
    private @Nullable String selection;

    @Mixin
    private JournalOptions journal = new JournalOptions();

    ListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Definitions definitions = session.definitions();
        session.warnOfLaterFiles();
        SortedSet<AssetKey> keys = session.select(definitions, selection, () -> journal.folder(session).history());
        if (session.json()) {
            AssetJson json = new AssetJson(definitions);
            ArrayNode assets = session.array();
            keys.forEach(key -> assets.add(json.of(definitions.get(key))));
            session.print(assets);
            return ExitCodes.OK;
        }
        Table table = new Table()
                .column("KEY", IfNarrow.STAYS)
                .column("KIND", IfNarrow.STAYS)
                .column("GROUP", IfNarrow.LEFT_OUT)
                .column("STRATEGY", IfNarrow.STAYS)
                .column("PARTITIONS", IfNarrow.BELOW);
        for (AssetKey key : keys) {
            AssetSpec spec = definitions.get(key);
            table.row(
                    Cell.of(key.toString()),
                    Cell.of(spec.kind().word()),
                    Cell.of(spec.group()),
                    Cell.of(spec.strategy().orElse("-")),
                    Cell.of(spec.partitions().map(CommandTexts::partitions).orElse("-")));
        }
        String leftOut = session.print(table);
        session.terminal().say(keys.size() + " of " + definitions.keys().size() + " assets" + leftOut);
        return ExitCodes.OK;
    }
}
