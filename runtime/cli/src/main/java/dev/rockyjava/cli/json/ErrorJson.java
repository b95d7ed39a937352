package dev.rockyjava.cli.json;

import dev.rockyjava.error.RockyException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes an error as JSON, the output in place of a result:
 * {@code {"error": {"status", "message", "hint", "nearest", "diagnostic"}}}. The last three are present only if they
 * apply. Programs rely on this format: members may be added, none may be removed.
 */
public final class ErrorJson {

    private ErrorJson() {}

    public static ObjectNode of(ObjectNode json, int status, String message, Throwable thrown) {
        if (!(thrown instanceof RockyException rocky)) {
            return of(json, status, message, List.of());
        }
        of(json, status, message, rocky.nearest());
        ObjectNode error = json.withObject("error");
        rocky.hint().ifPresent(hint -> error.put("hint", hint));
        rocky.diagnostic().ifPresent(id -> error.put("diagnostic", id));
        return json;
    }

    public static ObjectNode of(ObjectNode json, int status, String message, List<String> nearest) {
        ObjectNode error = json.putObject("error").put("status", status).put("message", message);
        if (!nearest.isEmpty()) {
            ArrayNode names = error.putArray("nearest");
            nearest.forEach(names::add);
        }
        return json;
    }
}
