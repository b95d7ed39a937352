package dev.rockyjava.cli;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What programs read in place of a result: {@code {"error": {"status", "message", "nearest", "diagnostic"}}}, of which the
 * last two are there only if there is something to say. Programs rely on it: members may be added, none may go.
 */
final class ErrorJson {

    // Every message that offers names does so in these words, whatever kind of name it is.
    private static final Pattern NEAREST = Pattern.compile("did you mean ([^?]+)\\?");
    private static final Pattern DIAGNOSTIC = Pattern.compile("^\\[(RK\\d+)]");

    private ErrorJson() {}

    static ObjectNode of(ObjectNode json, int status, String message, List<String> suggestions) {
        ObjectNode error = json.putObject("error").put("status", status).put("message", message);
        List<String> nearest = suggestions.isEmpty()
                ? group(NEAREST, message).map(names -> List.of(names.split(", (?:or )?| or "))).orElse(List.of())
                : suggestions;
        if (!nearest.isEmpty()) {
            ArrayNode names = error.putArray("nearest");
            nearest.forEach(names::add);
        }
        group(DIAGNOSTIC, message).ifPresent(id -> error.put("diagnostic", id));
        return json;
    }

    private static Optional<String> group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
