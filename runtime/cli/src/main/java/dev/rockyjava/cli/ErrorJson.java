package dev.rockyjava.cli;

import dev.rockyjava.asset.NearestNames;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What programs read in place of a result: {@code {"error": {"status", "message", "nearest", "diagnostic"}}}, of which the
 * last two are there only if there is something to say. Programs rely on it: members may be added, none may go.
 */
final class ErrorJson {

    private ErrorJson() {}

    static ObjectNode of(ObjectNode json, int status, String message, Throwable thrown) {
        Optional<ProblemId> diagnostic = thrown instanceof SnapshotException snapshot
                ? snapshot.problems().stream().map(Problem::id).findFirst()
                : Optional.empty();
        return of(json, status, message, NearestNames.of(thrown), diagnostic);
    }

    static ObjectNode of(
            ObjectNode json, int status, String message, List<String> nearest, Optional<ProblemId> diagnostic) {
        ObjectNode error = json.putObject("error").put("status", status).put("message", message);
        if (!nearest.isEmpty()) {
            ArrayNode names = error.putArray("nearest");
            nearest.forEach(names::add);
        }
        diagnostic.ifPresent(id -> error.put("diagnostic", id.code()));
        return json;
    }
}
