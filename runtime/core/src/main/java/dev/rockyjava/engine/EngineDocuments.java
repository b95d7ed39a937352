package dev.rockyjava.engine;

import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the documents that the engine prints. Unknown members and unknown words are tolerated: the engine adds some in
 * any release (rocky-contract §2).
 */
public final class EngineDocuments {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private static final Map<String, Class<? extends EngineDocument>> BY_COMMAND =
            Map.of("run", RunOutput.class, "load", LoadOutput.class, "seed", SeedOutput.class);

    private EngineDocuments() {}

    /**
     * Reads the answer to a {@link RunRequest}; the document's {@code command} says which it is.
     *
     * @param json the whole of what was printed
     * @throws EngineOutputException if it is no JSON object, has another command, or a member has another type than the
     *     contract says
     */
    public static EngineDocument parse(String json) {
        try {
            JsonNode tree = MAPPER.readTree(json);
            if (!tree.isObject()) {
                throw new EngineOutputException("the engine printed no JSON object", json);
            }
            String command = tree.path("command").asString("");
            Class<? extends EngineDocument> type = BY_COMMAND.get(command);
            if (type == null) {
                throw new EngineOutputException(
                        "the engine printed a document of command '" + command + "', which answers no run", json);
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JacksonException e) {
            throw new EngineOutputException(
                    "the engine printed something that can't be read: " + e.getOriginalMessage(), json, e);
        }
    }

    /** Writes a document as the binary prints it, absent members left out. */
    public static String print(EngineDocument document) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }
}
