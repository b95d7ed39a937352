package dev.rockyjava.internal.run.journal;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.partition.Grain;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.run.plan.FusedPipelines;
import dev.rockyjava.internal.run.plan.PartitionKeys;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.settings.RunSettings;
import dev.rockyjava.internal.run.text.RequestText;
import dev.rockyjava.run.PlannedAction;
import dev.rockyjava.run.history.RecordedDefinition;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a step of a plan as a line of the journal, with everything of the definitions that a resume relies on. */
public final class JournalPlan {

    /** The fields that must be unchanged; each is named in the message if it isn't. */
    private static final List<String> MATTERS = List.of("kind", "action", "target", "strategy", "parameters", "grain", "after");

    private static final Map<String, String> WORDS =
            Map.of("after", "upstream", "parameters", "strategy's parameters");

    private static final Map<String, String> FORMER_ACTIONS = Map.of("fails: ", "fail", "skipped: ", "skip");

    private JournalPlan() {}

    public static ObjectNode line(AssetSpec spec, PlannedAction action, RunSettings settings) {
        ObjectNode line = Mappers.json().createObjectNode().put("type", "plan");
        line.put("key", spec.key().toString());
        line.put("kind", spec.kind().word());
        line.put("action", text(asked(spec, action, settings)));
        RecordedDefinition definition = RecordedDefinition.of(spec);
        put(line, "target", definition.target());
        put(line, "strategy", definition.strategy());
        put(line, "parameters", definition.parameters());
        line.put("stated", digest(spec));
        spec.partitions().ifPresent(partitions -> line.put("grain", partitions.grain().word()));
        line.put("after", definition.after());
        Optional.ofNullable(settings.partitions().get(spec.key()))
                .ifPresent(chosen -> line.set("partitions", PartitionJson.of(chosen)));
        return line;
    }

    /**
     * Returns what was asked of the run, in a form that a resume can compare: model by model, as a resume may have to
     * build alone what the run built by one call for a pipeline, or the reverse; and without the partition that was
     * derived from the moment, which earlier versions didn't record.
     */
    private static PlannedAction asked(AssetSpec spec, PlannedAction action, RunSettings settings) {
        if (!(action instanceof PlannedAction.Ask ask)) {
            return action;
        }
        RunRequest first = ask.requests().get(0) instanceof RunRequest.Transformation whole
                ? FusedPipelines.alone(spec, whole)
                : ask.requests().get(0);
        if (first instanceof RunRequest.Model model) {
            PartitionChoice choice = Optional.ofNullable(settings.partitions().get(spec.key()))
                    .map(ChosenPartitions::choice)
                    .orElse(PartitionChoice.DEFAULT);
            return choice instanceof PartitionChoice.One || choice instanceof PartitionChoice.Range
                    ? action
                    : new PlannedAction.Ask(List.of(new RunRequest.Model(model.model(), model.pipeline(), choice)));
        }
        return action;
    }

    private static String text(PlannedAction action) {
        return action instanceof PlannedAction.Ask ask
                ? ask.requests().stream().map(RequestText::of).collect(Collectors.joining("; "))
                : action.word();
    }

    private static void put(ObjectNode line, String name, String text) {
        if (!text.isEmpty()) {
            line.put(name, text);
        }
    }

    /** Returns how an asset was defined, from its line. */
    static RecordedDefinition definition(JsonNode line) {
        return new RecordedDefinition(
                line.path("target").asString(""),
                line.path("strategy").asString(""),
                line.path("parameters").asString(""),
                line.path("after").asString(""));
    }

    /** Returns the attempts of an asset that isn't worked on yet, from its line. */
    static Attempts attempts(JsonNode line) {
        JsonNode builds = line.path("builds");
        Grain grain = Grain.ofWord(line.path("grain").asString("")).orElse(null);
        if (grain == null || builds.isMissingNode()) {
            return Attempts.NONE;
        }
        ChosenPartitions chosen = PartitionJson.read(line.path("partitions").has("parts") ? line.path("partitions") : builds);
        return new Attempts(
                chosen.parts().stream().flatMap(part -> PartitionKeys.of(grain, part).stream()).toList(),
                chosen.choice() instanceof PartitionChoice.Missing);
    }

    /**
     * Returns a line of a journal up to version 2 in today's words. An action that asks nothing of the engine ended in its
     * reason then, a sentence whose wording may have changed.
     */
    static JsonNode ofVersion2(ObjectNode line) {
        FORMER_ACTIONS.forEach((beginning, word) -> {
            if (line.path("action").asString("").startsWith(beginning)) {
                line.put("action", word);
            }
        });
        return line;
    }

    /**
     * Returns a digest of everything else in the spec, except what a translator sets: tags, group, kinds and metadata.
     * Journals hold it, so the words here stay what they are, whatever types and constants are called.
     */
    private static String digest(AssetSpec spec) {
        String all = Long.toHexString(spec.stated().digest())
                + optional(spec.pipeline())
                + optional(spec.freshness().map(freshness -> "FreshnessPolicy[maxLag=" + freshness.maxLag() + ", timeColumn="
                        + optional(freshness.timeColumn()) + ", severity=" + optional(freshness.severity()) + "]"))
                + optional(spec.partitions().map(partitions -> "PartitionsDefinition[grain="
                        + capitals(partitions.grain().word()) + ", first=" + optional(partitions.first()) + "]"))
                + list(spec.dependencies(), dependency -> "Dependency[key=" + dependency.key() + ", origin="
                        + capitals(dependency.origin().word()) + "]")
                + list(spec.sourceFilters(), filter -> "SourceFilter[argument=" + filter.argument() + "]");
        return UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static String optional(Optional<String> text) {
        return text.map(value -> "Optional[" + value + "]").orElse("Optional.empty");
    }

    private static <T> String list(List<T> all, Function<T, String> text) {
        return all.stream().map(text).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String capitals(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    /** Returns what differs between the journal and now, each as a sentence without a full stop. */
    public static List<String> differences(JsonNode then, JsonNode now) {
        List<String> differences = new ArrayList<>();
        for (String name : MATTERS) {
            String before = then.path(name).asString("");
            String after = now.path(name).asString("");
            if (!before.equals(after)) {
                differences.add("the " + WORDS.getOrDefault(name, name) + " of "
                        + then.path("key").asString("") + " was '" + before + "' and is '" + after + "'");
            }
        }
        if (differences.isEmpty() && !then.path("stated").asString("").equals(now.path("stated").asString(""))) {
            differences.add("the snapshot states something else of " + then.path("key").asString(""));
        }
        return differences;
    }
}
