package dev.rockyjava.temporal;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.rockyjava.engine.PartitionChoice;
import dev.rockyjava.engine.QueryRequest;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.json.Mappers;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.jsontype.NamedType;

/**
 * Reads and writes what travels between driver and workers. Payloads are plain bytes, so that the cluster's client, with
 * the Jackson that it brings, sees none of our types.
 */
final class Documents {

    /** Changed with each change of a document. */
    static final int VERSION = 2;

    private static final Supplier<JsonMapper> MAPPER = Mappers.json(builder -> builder
            .disable(DateTimeFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .addMixIn(RunRequest.class, Typed.class)
            .addMixIn(QueryRequest.class, Typed.class)
            .addMixIn(PartitionChoice.class, Typed.class)
            .registerSubtypes(Stream.of(RunRequest.class, QueryRequest.class, PartitionChoice.class)
                    .flatMap(type -> Stream.of(type.getPermittedSubclasses()))
                    .map(type -> new NamedType(type, type.getSimpleName()))
                    .toArray(NamedType[]::new)));

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface Typed {}

    private Documents() {}

    static byte[] write(Object document) {
        return MAPPER.get().writeValueAsBytes(document);
    }

    /** Returns the version of a document of any version. */
    static int version(byte[] document) {
        JsonNode version = MAPPER.get().readTree(document).path("version");
        return version.asInt(0);
    }

    static CallDocument call(byte[] document) {
        return MAPPER.get().readValue(document, CallDocument.class);
    }

    static AnswerDocument answer(byte[] document) {
        return MAPPER.get().readValue(document, AnswerDocument.class);
    }

    static Progress progress(byte[] document) {
        return MAPPER.get().readValue(document, Progress.class);
    }

    /** Returns a small document as a payload. */
    static byte[] plain(Object document) {
        try {
            return new Payload(Optional.empty()).pack(write(document));
        } catch (Payload.TooLargeException e) {
            throw new IllegalStateException(e); // it is small
        }
    }
}
