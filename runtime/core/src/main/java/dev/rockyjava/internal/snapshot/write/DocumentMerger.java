package dev.rockyjava.internal.snapshot.write;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.json.JsonFailure;
import dev.rockyjava.internal.json.Mappers;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NumericNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the engine's JSON documents and merges several of one kind. */
final class DocumentMerger {

    private static final Supplier<JsonMapper> MAPPER =
            Mappers.json(builder -> builder.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS));

    /** Counts in the output of {@code discover} and {@code compile}; merging adds them up (ENGINE.md §2). */
    private static final Set<String> COUNTS =
            Set.of("models", "execution_layers", "compile_timings", "schemas_cached");

    private DocumentMerger() {}

    /** Returns the mapper of these documents: decimal numbers keep their precision. */
    static JsonMapper mapper() {
        return MAPPER.get();
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it is anything other than one JSON object
     */
    static ObjectNode object(String document) {
        try {
            if (mapper().readTree(document) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + JsonFailure.text(e), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /**
     * Checks that a document can be copied, without building a tree of it: a graph may be large.
     *
     * @throws IllegalArgumentException if it is anything other than one JSON object
     */
    static void requireObject(String document) {
        try (JsonParser parser = mapper().createParser(document)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                parser.skipChildren();
                if (parser.nextToken() == null) {
                    return;
                }
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("not valid JSON: " + JsonFailure.text(e), e);
        }
        throw new IllegalArgumentException("not a JSON object");
    }

    /**
     * Merges a document into another of its kind:
     * <ul>
     *   <li>lists get the elements of both, without duplicates;
     *   <li>objects get the members of both;
     *   <li>counts are added;
     *   <li>a boolean is true if either is;
     *   <li>any other value of the first document is kept.
     * </ul>
     */
    static void merge(ObjectNode into, ObjectNode from) {
        merge(into, from, false);
    }

    /**
     * Removes from merged {@code compile} documents the warnings that a contract's model is missing, if it was found.
     * Each root is compiled with all contracts, and so lacks the models of the others.
     */
    static void forgetModelsThatAreFound(ObjectNode compile) {
        Set<String> models = new HashSet<>();
        compile.path("models_detail").forEach(model -> models.add(model.path("name").asString("")));
        Iterator<JsonNode> diagnostics = compile.path("diagnostics").iterator();
        while (diagnostics.hasNext()) {
            JsonNode diagnostic = diagnostics.next();
            if (diagnostic.path("code").asString("").equals(CompileDiagnostic.CONTRACT_WITHOUT_MODEL)
                    && models.contains(diagnostic.path("model").asString(""))) {
                diagnostics.remove();
            }
        }
    }

    private static void merge(ObjectNode into, ObjectNode from, boolean counts) {
        from.properties().forEach(member -> {
            String name = member.getKey();
            JsonNode ours = into.path(name);
            JsonNode theirs = member.getValue();
            boolean count = counts || COUNTS.contains(name);
            if (ours.isMissingNode() || ours.isNull()) {
                into.set(name, theirs);
            } else if (ours instanceof ArrayNode list && theirs instanceof ArrayNode more) {
                Set<JsonNode> known = new HashSet<>();
                list.forEach(known::add);
                StreamSupport.stream(more.spliterator(), false).filter(known::add).forEach(list::add);
            } else if (ours instanceof ObjectNode object && theirs instanceof ObjectNode more) {
                merge(object, more, count);
            } else if (count && ours instanceof NumericNode && theirs instanceof NumericNode) {
                into.put(name, ours.asLong() + theirs.asLong());
            } else if (ours.isBoolean() && theirs.isBoolean()) {
                into.put(name, ours.asBoolean() || theirs.asBoolean());
            }
        });
    }
}
