package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSelection;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.run.Materializer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What plan and materialize have in common: which assets, which partitions, which kinds are really executed. */
final class RunOptions {

    /** The kinds that are placeholders unless asked for. */
    enum Kind {
        seed,
        quality,
        snapshot
    }

    @Parameters(
            paramLabel = "SELECTION",
            description = "Which assets: a name (daily_revenue), a pattern (marts/*), kind:seed, group:marts, "
                    + "tag:domain=finance, '*' for all; +x with its upstream, x+ with its downstream; not, and, or, "
                    + "parentheses. Quote it for the shell.")
    private String selection = "";

    @Option(
            names = "--partition",
            paramLabel = "KEY",
            description = "The partition to build of the selected assets with partitions: 2026-04-08T13 of hourly ones, "
                    + "2026-04-08 of daily, 2026-04 of monthly, 2026 of yearly ones. Default: the latest, in UTC.")
    private @Nullable String partition;

    @Option(names = "--from", paramLabel = "KEY", description = "The first of several partitions; needs --to.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "KEY", description = "The last of several partitions, included; needs --from.")
    private @Nullable String to;

    @Option(
            names = "--execute",
            split = ",",
            paramLabel = "KIND",
            description = "Really execute nodes of these kinds, which otherwise get a placeholder: "
                    + "${COMPLETION-CANDIDATES}.")
    private List<Kind> execute = List.of();

    /**
     * A materializer of what was asked for. Asks the engine nothing.
     *
     * @throws UsageException if the options contradict one another or the assets
     */
    Materializer materializer(Session session, Definitions definitions, RockyEngine engine) {
        Set<AssetKey> keys = new TreeSet<>(AssetSelection.parse(selection).resolve(definitions));
        Materializer materializer = Materializer.of(definitions, engine)
                .select(AssetSelection.ofKeys(keys))
                .execute(execute.stream().map(kind -> NodeKind.ofWord(kind.name())).toArray(NodeKind[]::new));
        if (partition == null && from == null && to == null) {
            return materializer;
        }
        if (partition != null ? from != null || to != null : from == null || to == null) {
            throw new UsageException("give either --partition, or both --from and --to");
        }
        String first = partition == null ? from : partition;
        String last = partition == null ? to : partition;
        return new PartitionArguments(definitions, String.valueOf(first), String.valueOf(last))
                .apply(materializer, keys, session.terminal());
    }
}
