package dev.rockyjava.run.webhook;

import dev.rockyjava.run.OutcomeStatus;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document as a message for people: its text, the first failures, and the link to the report. */
final class ChatMessages {

    private static final int MOST = 10;
    private static final int LONGEST = 300;

    private ChatMessages() {}

    static ObjectNode slack(ObjectNode document) {
        // The three characters that Slack gives a meaning everywhere in a text.
        String text = String.join("\n", lines(document)).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return JsonNodeFactory.instance.objectNode().put("text", text);
    }

    static ObjectNode teams(ObjectNode document) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
        ObjectNode attachment = message.putArray("attachments").addObject()
                .put("contentType", "application/vnd.microsoft.card.adaptive");
        ObjectNode card = attachment.putObject("content")
                .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
                .put("type", "AdaptiveCard")
                .put("version", "1.2");
        var body = card.putArray("body");
        lines(document).forEach(line -> body.addObject().put("type", "TextBlock").put("text", line).put("wrap", true));
        return message;
    }

    private static List<String> lines(ObjectNode document) {
        List<String> lines = new ArrayList<>();
        lines.add(document.path("text").asString());
        int skipped = 0;
        int shown = 0;
        for (JsonNode failure : document.path("failures")) {
            if (failure.path("status").asString().equals(OutcomeStatus.SKIPPED.word())) {
                skipped++;
            } else if (shown++ < MOST) {
                lines.add(line(failure));
            }
        }
        int counted = document.path("failures").size();
        int more = Math.max(0, shown - MOST) + document.path("failures_total").asInt() - counted;
        if (more + skipped > 0) {
            lines.add("and " + (more + skipped) + " more" + (skipped > 0 ? ", of which at least " + skipped + " skipped" : ""));
        }
        if (document.has("report")) {
            lines.add(document.path("report").asString());
        }
        return lines;
    }

    private static String line(JsonNode failure) {
        String reason = failure.path("reason").asString("").lines().findFirst().orElse("");
        String place = failure.has("file")
                ? " (" + failure.path("file").asString() + (failure.has("line") ? ":" + failure.path("line").asInt() : "") + ")"
                : "";
        return "• " + failure.path("key").asString() + place + " " + failure.path("status").asString()
                + (reason.isEmpty() ? "" : ": " + (reason.length() > LONGEST ? reason.substring(0, LONGEST) + " …" : reason));
    }
}
