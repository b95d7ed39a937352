package dev.rockyjava.internal.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.rockyjava.engine.EngineOutputException;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.ComplianceOutput;
import dev.rockyjava.engine.document.DiscoverOutput;
import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.HistoryOutput;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.PlanOutput;
import dev.rockyjava.engine.document.RetentionStatusOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import dev.rockyjava.engine.document.TestOutput;
import dev.rockyjava.internal.json.JsonFailure;
import dev.rockyjava.internal.json.Mappers;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/**
 * Reads the documents that the engine prints. Unknown members and unknown words are tolerated: the engine adds some
 * in any release (ENGINE.md §2).
 */
public final class EngineDocuments {

    private static final JsonSetter.Value EMPTY_IF_MISSING = JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY);

    private static final Supplier<JsonMapper> MAPPER = Mappers.json(builder -> builder
            .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .withConfigOverride(String.class, override -> override.setNullHandling(EMPTY_IF_MISSING))
            .withConfigOverride(Optional.class, override -> override.setNullHandling(EMPTY_IF_MISSING))
            // A verdict depends on these documents: "" isn't a count of failures, and of two statuses neither is
            // valid.
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .addModule(new SimpleModule()
                    .addDeserializer(RunOutput.MaterializedTable.class, new MaterializationReader()))
            .addMixIn(RunOutput.CheckResult.class, MixIns.OfCheckResult.class));

    private static final Map<String, Class<? extends EngineDocument>> BY_COMMAND =
            Map.of(
                    "run", RunOutput.class,
                    "load", LoadOutput.class,
                    "seed", SeedOutput.class,
                    "plan", PlanOutput.class,
                    "test", TestOutput.class);

    /**
     * Members that hold the name of something, alone or in a list: they are used to match an answer with its request.
     */
    private static final Set<String> NAMES = Set.of(
            "asset_key", "blocked_by", "catalog", "column", "columns", "command", "depends_on", "from", "group", "id", "key",
            "kind", "label", "model", "models", "name", "node", "pipeline", "schema", "source", "source_schema", "status",
            "strategy", "table", "table_name", "tables", "target", "to", "upstream", "version");

    private EngineDocuments() {}

    /**
     * Reads the answer to a {@link RunRequest}; the document's {@code command} determines its type.
     *
     * @param json the complete output
     * @throws EngineOutputException if it isn't a JSON object, has another command, or a member has a type other than
     *     ENGINE.md states
     */
    public static EngineDocument parse(String json) {
        return parse(json.getBytes(StandardCharsets.UTF_8), UnaryOperator.identity());
    }

    /**
     * Reads the answer to a {@link RunRequest} that may contain secrets and may be large: reading bytes takes two
     * thirds of the time.
     *
     * @param json in UTF-8
     * @param mask applied to the texts in the document, see {@link #masked}, and to every part of it that an
     *     exception shows
     * @throws EngineOutputException as for {@link #parse(String)}
     */
    public static EngineDocument parse(byte[] json, UnaryOperator<String> mask) {
        String printed = new String(json, StandardCharsets.UTF_8);
        return read(mask, () -> printed, () -> {
            String text = maskedTexts(printed, mask);
            byte[] read = text.equals(printed) ? json : text.getBytes(StandardCharsets.UTF_8);
            String command;
            try (JsonParser parser = MAPPER.get().createParser(read)) {
                command = command(parser, () -> printed, mask);
            }
            Class<? extends EngineDocument> type = BY_COMMAND.get(command);
            if (type == null) {
                throw new EngineOutputException(
                        mask.apply("the engine printed a document of command '" + command + "', which answers no run"),
                        mask.apply(printed));
            }
            return MAPPER.get().readerFor(type).readValue(read);
        });
    }

    /**
     * Masks secrets in the texts of a document, except in names, which are used to find the asset of an answer, and
     * in the names of members.
     *
     * @param json the complete output
     * @return the same text if it contains no secrets
     * @throws EngineOutputException if it isn't JSON
     */
    public static String masked(String json, UnaryOperator<String> mask) {
        return read(mask, () -> json, () -> maskedTexts(json, mask));
    }

    private static String maskedTexts(String json, UnaryOperator<String> mask) {
        // A sign by which a credential is known may be escaped, such as the & before the parameter of a URL.
        if (json.indexOf('\\') < 0 && mask.apply(json).equals(json)) {
            return json;
        }
        boolean changed = false;
        StringWriter out = new StringWriter(json.length());
        try (JsonParser parser = MAPPER.get().createParser(json);
                JsonGenerator generator = MAPPER.get().createGenerator(out)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.VALUE_STRING && !isName(parser)) {
                    String masked = mask.apply(parser.getString());
                    changed |= !masked.equals(parser.getString());
                    generator.writeString(masked);
                } else {
                    generator.copyCurrentEventExact(parser);
                }
            }
        }
        return changed ? out.toString() : json;
    }

    private static boolean isName(JsonParser parser) {
        TokenStreamContext at = parser.streamReadContext();
        while (at.inArray() && at.getParent() != null) {
            at = at.getParent();
        }
        return NAMES.contains(String.valueOf(at.currentName()));
    }

    /**
     * Checks the answer to a {@link QueryRequest}.
     *
     * @param json the complete output
     * @param command the {@code command} that it must have
     * @param mask applied to every part of the document that an exception shows
     * @throws EngineOutputException if it isn't a JSON object or has another command
     */
    public static void require(String json, String command, UnaryOperator<String> mask) {
        read(mask, () -> json, () -> {
            String printed;
            try (JsonParser parser = MAPPER.get().createParser(json)) {
                printed = command(parser, () -> json, mask);
            }
            MAPPER.get().readTree(json);
            if (!printed.equals(command)) {
                throw new EngineOutputException(
                        mask.apply("the engine printed a document of command '" + printed + "' and not '" + command
                                + "'"),
                        mask.apply(json));
            }
            return command;
        });
    }

    /**
     * Reads the answer to a {@link QueryRequest.Compliance}.
     *
     * @throws EngineOutputException if it is something else
     */
    public static ComplianceOutput compliance(String json) {
        return answer(json, "compliance", ComplianceOutput.class);
    }

    /**
     * Reads the answer to a {@link QueryRequest.RetentionStatus}.
     *
     * @throws EngineOutputException if it is something else
     */
    public static RetentionStatusOutput retentionStatus(String json) {
        return answer(json, "retention-status", RetentionStatusOutput.class);
    }

    /**
     * Reads the answer to a {@link QueryRequest.History}.
     *
     * @throws EngineOutputException if it is something else
     */
    public static HistoryOutput history(String json) {
        return answer(json, "history", HistoryOutput.class);
    }

    /**
     * Reads the answer to a {@link QueryRequest.Discover}.
     *
     * @throws EngineOutputException if it is something else
     */
    public static DiscoverOutput discover(String json) {
        return answer(json, "discover", DiscoverOutput.class);
    }

    private static <T> T answer(String json, String command, Class<T> type) {
        require(json, command, UnaryOperator.identity());
        return read(UnaryOperator.identity(), () -> json, () -> MAPPER.get().readValue(json, type));
    }

    private static <T> T read(UnaryOperator<String> mask, Supplier<String> json, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (JacksonException e) {
            String reason = JsonFailure.text(e);
            String masked = mask.apply(reason);
            // The reason can quote the document, and the cause would show it unmasked.
            throw new EngineOutputException(
                    "the engine printed something that can't be read: " + masked,
                    mask.apply(json.get()),
                    masked.equals(reason) ? e : null);
        }
    }

    /**
     * It is one of the first members, so this takes no time; a tree of the whole document would take as long as
     * everything else.
     */
    private static String command(JsonParser parser, Supplier<String> json, UnaryOperator<String> mask) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new EngineOutputException("the engine printed no JSON object", mask.apply(json.get()));
        }
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean found = parser.currentName().equals("command");
            parser.nextToken();
            if (found) {
                return parser.getValueAsString("");
            }
            parser.skipChildren();
        }
        return "";
    }

    /** Returns a document as the binary prints it, with absent members left out. */
    public static String print(EngineDocument document) {
        return MAPPER.get().writerWithDefaultPrettyPrinter().writeValueAsString(document);
    }
}
