package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.screen.Terminal;
import dev.rockyjava.run.Materializer;
import dev.rockyjava.run.PlannedStep;
import dev.rockyjava.run.RunPlan;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for the partitions of the selected assets. */
final class PartitionOptions {

    private static final String RANGE = "..";

    @Option(
            names = "--partition",
            paramLabel = "KEY",
            description = """
                    The partition to build of each selected partitioned asset: 2026-04-08T13 for hourly, 2026-04-08 \
                    for daily, 2026-04 for monthly, 2026 for yearly partitions. Default: --latest.""")
    private @Nullable String partition;

    @Option(
            names = "--partitions",
            paramLabel = "FIRST..LAST",
            description = "Several partitions, the last one included: 2026-04-01..2026-04-07.")
    private @Nullable String range;

    @Option(
            names = "--from",
            paramLabel = "KEY",
            description = "The first of several partitions, like the engine's option; needs --to.")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "KEY", description = "The last of several partitions, included; needs --from.")
    private @Nullable String to;

    @Option(
            names = "--backfill",
            paramLabel = "N",
            description = """
                    Build the range with one engine call per N partitions, oldest first, even if a call fails; resume \
                    continues with those that are left. Default: one call for the range.""")
    private @Nullable Integer perCall;

    @Option(names = "--latest", description = """
            The partition that contains the start of the run, in UTC, for all assets, retries and resumes.""")
    private boolean latest;

    @Option(
            names = "--missing",
            description = """
                    The partitions from the first one until the start of the run that the engine's state doesn't \
                    record as built.""")
    private boolean missing;

    /**
     * Returns the materializer with the partitions.
     *
     * @param asked the first and the last partition if the options name none
     * @throws UsageException if the options contradict one another or the assets
     */
    Materializer apply(
            Materializer materializer, Definitions definitions, Terminal terminal, Optional<List<String>> asked) {
        long ways = Stream.of(partition != null, range != null, from != null || to != null, latest, missing)
                .filter(Boolean::booleanValue)
                .count();
        if (ways > 1) {
            throw new UsageException(
                    "give one of --partition, --partitions, --from with --to, --latest and --missing, not several");
        }
        if (from == null != (to == null)) {
            throw new UsageException("give either --partition, or both --from and --to");
        }
        if (perCall != null && (perCall < 1 || range == null && from == null)) {
            throw perCall < 1
                    ? new UsageException("--backfill is at least 1, not " + perCall)
                    : new UsageException("--backfill needs a range", "give it with --partitions FIRST..LAST");
        }
        if (ways == 0 && asked.isEmpty()) {
            return materializer;
        }
        RunPlan plan = UsageException.instead(materializer::plan);
        if (plan.nothingToDo().isPresent()) {
            return materializer;
        }
        List<AssetKey> keys = plan.steps().stream().map(PlannedStep::key).sorted().toList();
        PartitionArguments arguments = new PartitionArguments(definitions, keys, terminal);
        if (latest || missing) {
            return latest ? arguments.latest(materializer) : arguments.missing(materializer);
        }
        String[] ends = ways == 0 ? asked.orElseThrow().toArray(String[]::new) : ends();
        return arguments.range(materializer, ends[0], ends[1], perCall == null ? Integer.MAX_VALUE : perCall);
    }

    private String[] ends() {
        if (partition != null) {
            return new String[] {partition, partition};
        }
        if (range == null) {
            return new String[] {String.valueOf(from), String.valueOf(to)};
        }
        int dots = range.indexOf(RANGE);
        if (dots < 1 || dots + RANGE.length() == range.length()) {
            throw new UsageException("--partitions is a range, FIRST..LAST, not '" + range
                    + "'", "give one partition by --partition");
        }
        return new String[] {range.substring(0, dots), range.substring(dots + RANGE.length())};
    }
}
