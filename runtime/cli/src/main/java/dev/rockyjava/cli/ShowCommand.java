package dev.rockyjava.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.CheckSpec;
import dev.rockyjava.asset.ColumnSource;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.Dependency;
import dev.rockyjava.asset.SourceFilter;
import dev.rockyjava.cli.json.AssetJson;
import dev.rockyjava.cli.screen.CommandTexts;
import dev.rockyjava.internal.text.DurationText;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
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
        AssetSpec spec = find(definitions);
        if (session.json()) {
            ObjectNode json = new AssetJson(definitions).of(spec);
            coverage(spec).ifPresent(coverage -> coverage.addTo(json.withObject("partitions")));
            session.print(json);
        } else {
            session.terminal().print(text(definitions, spec));
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
        SortedSet<AssetKey> keys = session.select(definitions, asset, () -> journal.folder(session).history());
        if (keys.isEmpty()) {
            throw new UsageException("'" + asset + "' means no asset now; show takes one");
        }
        if (keys.size() > 1) {
            throw new UsageException("'" + asset + "' means " + keys.size() + " assets; show takes one", "see '"
                    + session.callLine().with(List.of("list", asset)) + "'");
        }
        return definitions.get(keys.first());
    }

    private Optional<AssetSpec> exact(Definitions definitions) {
        try {
            return definitions.find(AssetKey.parse(asset));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // then it is a selection, or the selection's reader says what is wrong
        }
    }

    private String text(Definitions definitions, AssetSpec spec) {
        StringBuilder text = new StringBuilder(spec.key().toString()).append('\n');
        line(text, "kind", spec.kind().word());
        line(text, "node", spec.nodeId());
        spec.pipeline().ifPresent(pipeline -> line(text, "pipeline", pipeline));
        spec.target().ifPresent(target -> line(text, "target", target.toString()));
        spec.strategy().ifPresent(strategy -> line(text, "strategy", strategy));
        section(text, "parameters", () -> spec.stated().strategy().entrySet().stream().map(Object::toString));
        line(text, "group", spec.group());
        spec.description().ifPresent(description -> line(text, "description", description));
        section(text, "owners", () -> spec.owners().stream());
        spec.partitions().ifPresent(partitions -> line(text, "partitions", CommandTexts.partitions(partitions)));
        coverage(spec).ifPresent(coverage -> line(text, "built", coverage + ", as far as the journal knows"));
        spec.freshness().ifPresent(policy -> line(text, "freshness", "at most " + DurationText.of(policy.maxLag())
                + policy.timeColumn().map(column -> " by " + column).orElse("")
                + policy.severity().map(severity -> " (" + severity + ")").orElse("")));
        section(text, "tags", () -> spec.tags().entrySet().stream().map(Object::toString));
        section(text, "upstream", () -> spec.dependencies().stream().map(ShowCommand::dependency));
        section(text, "downstream", () -> definitions.graph().downstream(spec.key()).stream().map(Object::toString));
        section(text, "sources", () -> spec.sourceFilters().stream().map(SourceFilter::argument));
        section(text, "checks", () -> definitions.checks().stream()
                .filter(check -> check.asset().equals(spec.key()))
                .map(CheckSpec::name));
        section(text, "columns", () -> spec.columnLineage().entrySet().stream()
                .flatMap(column -> column.getValue().stream().map(source -> column(column.getKey(), source))));
        section(text, "metadata", () -> spec.metadata().entrySet().stream().map(Object::toString));
        section(text, "unknown to this version", () -> spec.stated().others().entrySet().stream().map(Object::toString));
        return text.toString();
    }

    private static String dependency(Dependency dependency) {
        return dependency.key() + (dependency.origin().derived() ? "  (derived)" : "");
    }

    private static String column(String column, ColumnSource source) {
        return column + "  from " + source.key() + "." + source.column() + "  (" + source.transform() + ")";
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("  ").append(name).append(" ".repeat(Math.max(1, 12 - name.length()))).append(value).append('\n');
    }

    private static void section(StringBuilder text, String name, Supplier<Stream<String>> lines) {
        String found = lines.get().map(line -> "    " + line + "\n").reduce("", String::concat);
        if (!found.isEmpty()) {
            text.append("  ").append(name).append('\n').append(found);
        }
    }
}
