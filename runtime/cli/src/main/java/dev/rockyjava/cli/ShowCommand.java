package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.selection.EmptySelectionException;
import dev.rockyjava.cli.json.AssetJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Prints everything that is known about one asset. */
@Command(
        name = "show",
        description = "Show everything that is known about one asset.",
        footer = {"", "Examples:", "  show daily_revenue", "  show warehouse/marts/daily_revenue --output json"})
final class ShowCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(paramLabel = "ASSET", description = "The key of the asset, or an unambiguous end of it.")
    private String asset = "";

    @Mixin
    private JournalOptions journal = new JournalOptions();

    ShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Definitions definitions = session.definitions();
        session.warnOfLaterFiles();
        AssetSpec spec = find(definitions);
        Map<String, String> types = session.workspace().columnTypes(spec);
        if (session.json()) {
            ObjectNode json = new AssetJson(definitions).of(spec);
            ObjectNode typed = session.object();
            types.forEach((column, type) -> typed.put(column, type.isEmpty() ? null : type));
            if (!typed.isEmpty()) {
                json.set("column_types", typed);
            }
            coverage(spec).ifPresent(coverage -> coverage.addTo(json.withObject("partitions")));
            session.print(json);
        } else {
            int width = session.terminal().width();
            session.terminal().print(new ShownAsset(definitions, spec, types, coverage(spec)).text(width));
        }
        return ExitCodes.OK;
    }

    /** Reads the journals only if the asset has partitions. */
    private Optional<PartitionCoverage> coverage(AssetSpec spec) {
        return spec.partitions()
                .flatMap(partitions -> PartitionCoverage.of(spec, journal.folder(session).history(), Instant.now()));
    }

    private AssetSpec find(Definitions definitions) {
        Optional<AssetSpec> exact = exact(definitions);
        if (exact.isPresent()) {
            return exact.get();
        }
        SortedSet<AssetKey> keys = selected(definitions);
        if (keys.size() > 1) {
            throw new UsageException("'" + asset + "' means " + keys.size() + " assets; show takes one", "see '"
                    + session.callLine().with(List.of("list", asset)) + "'");
        }
        return definitions.get(keys.first());
    }

    private SortedSet<AssetKey> selected(Definitions definitions) {
        try {
            return session.resolve(definitions, asset, () -> journal.folder(session).history());
        } catch (EmptySelectionException e) {
            throw e.nothingToDo() ? new UsageException(e.getMessage() + " now; show takes one") : e;
        }
    }

    private Optional<AssetSpec> exact(Definitions definitions) {
        try {
            return definitions.find(AssetKey.parse(asset));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // then it is a selection, or the selection's reader says what is wrong
        }
    }
}
