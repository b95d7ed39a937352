package dev.rockyjava.internal.run.journal;

import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.internal.json.Mappers;
import dev.rockyjava.internal.run.settings.ChosenPartitions;
import dev.rockyjava.internal.run.text.PartitionText;
import dev.rockyjava.run.PlannedPartitions;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes and reads chosen partitions as JSON. */
public final class PartitionJson {

    private static final String LATEST = "latest";
    private static final String MISSING = "missing";

    private PartitionJson() {}

    static ObjectNode of(ChosenPartitions chosen) {
        PartitionChoice choice = chosen.choice();
        ObjectNode json = Mappers.json().createObjectNode().put("per_call", chosen.perCall());
        if (choice instanceof PartitionChoice.One one) {
            json.put("first", one.key()).put("last", one.key());
        } else if (choice instanceof PartitionChoice.Range range) {
            json.put("first", range.first()).put("last", range.last());
        } else if (choice instanceof PartitionChoice.Missing) {
            json.put("which", MISSING);
        } else if (choice instanceof PartitionChoice.Latest || choice instanceof PartitionChoice.Default) {
            json.put("which", LATEST);
        } else {
            throw new IllegalArgumentException("no word for " + choice);
        }
        if (chosen.parts().size() > 1) {
            chosen.parts().forEach(part -> json.withArray("parts").add(of(ChosenPartitions.atOnce(part))));
        }
        return json;
    }

    /** Returns the partitions that a step builds. For information only: a resume computes them again. */
    static ObjectNode of(PlannedPartitions built) {
        ObjectNode json = Mappers.json().createObjectNode();
        built.first().ifPresentOrElse(first -> json.put("first", first), () -> json.put("which", MISSING));
        return json.put("last", built.last());
    }

    public static ChosenPartitions read(JsonNode json) {
        PartitionChoice choice = switch (json.path("which").asString("")) {
            case MISSING -> new PartitionChoice.Missing();
            case LATEST -> new PartitionChoice.Latest();
            default -> PartitionText.range(json.path("first").asString(""), json.path("last").asString(""));
        };
        List<PartitionChoice> parts = new ArrayList<>();
        json.path("parts").forEach(part -> parts.add(read(part).choice()));
        return new ChosenPartitions(
                choice, json.path("per_call").asInt(Integer.MAX_VALUE), parts.isEmpty() ? List.of(choice) : parts);
    }
}
