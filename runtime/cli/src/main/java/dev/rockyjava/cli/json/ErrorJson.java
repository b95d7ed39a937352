package dev.rockyjava.cli.json;

import dev.rockyjava.error.RockyException;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What programs read in place of a result: {@code {"error": {"status", "message", "hint", "nearest", "diagnostic"}}}, of
 * which the last three are there only if there is something to say. Programs rely on it: members may be added, none may go.
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
