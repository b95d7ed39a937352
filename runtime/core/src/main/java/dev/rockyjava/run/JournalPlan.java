package dev.rockyjava.run;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.RunRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One step of a plan as a line of the journal: all of the definitions that a resume relies on. */
final class JournalPlan {

    /** What must be as it was. Tags, groups and texts may change. */
    private static final List<String> MATTERS = List.of("kind", "action", "target", "strategy", "grain", "after");

    private JournalPlan() {}

    static ObjectNode line(AssetSpec spec, PlannedAction action, RunSettings settings) {
        ObjectNode line = JsonMapper.shared().createObjectNode().put("type", "plan");
        line.put("key", spec.key().toString());
        line.put("kind", spec.kind().word());
        line.put("action", alone(spec, action).toString());
        spec.target().ifPresent(target -> line.put("target", text(target)));
        spec.strategy().ifPresent(strategy -> line.put("strategy", strategy));
        spec.partitions().ifPresent(partitions -> line.put("grain", partitions.grain().word()));
        line.put("after", String.join(", ", spec.upstreamKeys().stream().map(AssetKey::toString).toList()));
        Optional.ofNullable(settings.partitions.get(spec.key()))
                .ifPresent(chosen -> line.set("partitions", PartitionJson.of(chosen)));
        return line;
    }

    /** A resume may have to do alone what the run did by one call for a pipeline, or the other way round. */
    private static PlannedAction alone(AssetSpec spec, PlannedAction action) {
        return action instanceof PlannedAction.Ask ask
                        && ask.requests().get(0) instanceof RunRequest.Transformation whole
                ? new PlannedAction.Ask(List.of(FusedAnswer.alone(spec, whole.pipeline())))
                : action;
    }

    private static String text(Target target) {
        return target.catalog() + "." + target.schema() + "." + target.table();
    }

    /** What is another now than in the journal, each as a sentence without end. */
    static List<String> differences(JsonNode then, JsonNode now) {
        List<String> differences = new ArrayList<>();
        for (String name : MATTERS) {
            String before = then.path(name).asString("");
            String after = now.path(name).asString("");
            if (!before.equals(after)) {
                differences.add("the " + (name.equals("after") ? "upstream" : name) + " of "
                        + then.path("key").asString("") + " was '" + before + "' and is '" + after + "'");
            }
        }
        return differences;
    }
}
