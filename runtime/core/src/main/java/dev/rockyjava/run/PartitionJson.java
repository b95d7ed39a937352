package dev.rockyjava.run;

import dev.rockyjava.engine.PartitionChoice;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Chosen partitions in a journal. */
final class PartitionJson {

    private PartitionJson() {}

    static ObjectNode of(PartitionChoice choice) {
        ObjectNode json = JsonMapper.shared().createObjectNode();
        if (choice instanceof PartitionChoice.One one) {
            json.put("first", one.key()).put("last", one.key());
        } else if (choice instanceof PartitionChoice.Range range) {
            json.put("first", range.first()).put("last", range.last());
        }
        return json;
    }

    static PartitionChoice read(JsonNode json) {
        String first = json.path("first").asString("");
        String last = json.path("last").asString("");
        if (first.isEmpty()) {
            return PartitionChoice.DEFAULT;
        }
        return first.equals(last) ? new PartitionChoice.One(first) : new PartitionChoice.Range(first, last);
    }
}
