package dev.rockyjava.run.pipes;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes messages to Dagster, one line of JSON each. If that fails it says so once: a run goes on without Dagster. */
final class PipesMessages {

    private static final Logger LOG = LoggerFactory.getLogger(PipesMessages.class);
    private static final String VERSION = "0.1";

    private final OutputStream out;
    private boolean closed;
    private boolean broken;

    private PipesMessages(OutputStream out) {
        this.out = out;
    }

    static PipesMessages to(JsonNode parameters) {
        if (parameters.has("path")) {
            String name = parameters.path("path").asString("");
            try {
                return new PipesMessages(
                        Files.newOutputStream(Path.of(name), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            } catch (IOException | InvalidPathException e) {
                throw PipesParameters.invalid("messages to Dagster can't be written to '" + name + "': " + e.getMessage());
            }
        }
        String stream = parameters.path("stdio").asString(parameters.path("buffered_stdio").asString(""));
        return switch (stream) {
            case "stdout" -> new PipesMessages(System.out);
            case "stderr" -> new PipesMessages(System.err);
            default -> throw PipesParameters.invalid("DAGSTER_PIPES_MESSAGES names neither a file, nor stdout or stderr");
        };
    }

    void opened() {
        send("opened", object().set("extras", object()));
    }

    void log(String level, String message) {
        send("log", object().put("message", message).put("level", level));
    }

    void send(String method, ObjectNode parameters) {
        ObjectNode message = object().put("__dagster_pipes_version", VERSION).put("method", method);
        message.set("params", parameters);
        write(message);
    }

    void closed() {
        close(object());
    }

    void closed(String name, String problem) {
        ObjectNode exception = object().put("message", problem);
        exception.putArray("stack");
        exception.put("name", name).putNull("cause").putNull("context");
        close(object().set("exception", exception));
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private synchronized void close(ObjectNode parameters) {
        if (closed) {
            return;
        }
        send("closed", parameters);
        closed = true;
        try {
            if (out != System.out && out != System.err) {
                out.close();
            }
        } catch (IOException e) {
            LOG.debug("the file of messages to Dagster can't be closed", e);
        }
    }

    private synchronized void write(ObjectNode message) {
        if (closed || broken) {
            return;
        }
        try {
            out.write((message + "\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException | UncheckedIOException e) {
            broken = true;
            LOG.warn("messages to Dagster can't be written any more, so it won't learn the rest of the run: {}", e.getMessage());
        }
    }
}
