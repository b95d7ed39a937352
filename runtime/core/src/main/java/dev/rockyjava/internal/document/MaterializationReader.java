package dev.rockyjava.internal.document;

import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.RunOutput.MaterializationMetadata;
import dev.rockyjava.engine.document.RunOutput.MaterializedTable;
import dev.rockyjava.engine.document.RunOutput.PartitionInfo;
import java.io.Serial;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;

/**
 * Reads the member that makes up nearly all of a long answer. Jackson's own way to create a record, through an array
 * of its components and a method handle, takes as long as the rest of the reading. Jackson still checks and converts
 * everything that doesn't have the expected form.
 */
final class MaterializationReader extends StdDeserializer<MaterializedTable> {

    @Serial
    private static final long serialVersionUID = 1L;

    MaterializationReader() {
        super(MaterializedTable.class);
    }

    @Override
    public MaterializedTable deserialize(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return (MaterializedTable) context.handleUnexpectedToken(getValueType(context), parser);
        }
        List<String> assetKey = List.of();
        Long rowsCopied = null;
        long durationMs = 0;
        Optional<String> startedAt = Optional.empty();
        MaterializationMetadata metadata = MaterializationMetadata.NONE;
        Optional<PartitionInfo> partition = Optional.empty();
        Double costUsd = null;
        Long bytesScanned = null;
        Long bytesWritten = null;
        Optional<RunOutput.UpstreamReads> reads = Optional.empty();
        Optional<RunOutput.Volume> volume = Optional.empty();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "asset_key" -> assetKey = texts(parser, context);
                case "rows_copied" -> rowsCopied = number(parser, context);
                case "duration_ms" -> durationMs = Objects.requireNonNullElse(number(parser, context), 0L);
                case "started_at" -> startedAt = text(parser, context);
                case "metadata" -> metadata = metadata(parser, context);
                case "partition" -> partition = Optional.ofNullable(context.readValue(parser, PartitionInfo.class));
                case "cost_usd" -> costUsd = context.readValue(parser, Double.class);
                case "bytes_scanned" -> bytesScanned = number(parser, context);
                case "bytes_written" -> bytesWritten = number(parser, context);
                case "upstream_reads" -> reads = Optional.ofNullable(context.readValue(parser, RunOutput.UpstreamReads.class));
                case "volume" -> volume = Optional.ofNullable(context.readValue(parser, RunOutput.Volume.class));
                default -> parser.skipChildren();
            }
        }
        return new MaterializedTable(
                assetKey,
                rowsCopied,
                durationMs,
                startedAt,
                metadata,
                partition,
                costUsd,
                bytesScanned,
                bytesWritten,
                reads,
                volume);
    }

    private static MaterializationMetadata metadata(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return MaterializationMetadata.NONE;
        }
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return (MaterializationMetadata) context.handleUnexpectedToken(MaterializationMetadata.class, parser);
        }
        Optional<String> strategy = Optional.empty();
        Optional<String> watermark = Optional.empty();
        Optional<String> targetTableFullName = Optional.empty();
        Optional<String> sqlHash = Optional.empty();
        Long columnCount = null;
        Long compileTimeMs = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "strategy" -> strategy = text(parser, context);
                case "watermark" -> watermark = text(parser, context);
                case "target_table_full_name" -> targetTableFullName = text(parser, context);
                case "sql_hash" -> sqlHash = text(parser, context);
                case "column_count" -> columnCount = number(parser, context);
                case "compile_time_ms" -> compileTimeMs = number(parser, context);
                default -> parser.skipChildren();
            }
        }
        return new MaterializationMetadata(
                strategy, watermark, targetTableFullName, sqlHash, columnCount, compileTimeMs);
    }

    private static List<String> texts(JsonParser parser, DeserializationContext context) {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return List.of();
        }
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            return List.of((String[]) context.handleUnexpectedToken(String[].class, parser));
        }
        List<String> texts = new ArrayList<>(4);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(parser.currentToken() == JsonToken.VALUE_STRING
                    ? parser.getString()
                    : context.readValue(parser, String.class));
        }
        return texts;
    }

    private static Optional<String> text(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> Optional.of(parser.getString());
            case VALUE_NULL -> Optional.empty();
            default -> Optional.ofNullable(context.readValue(parser, String.class));
        };
    }

    private static @Nullable Long number(JsonParser parser, DeserializationContext context) {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_NULL -> null;
            default -> context.readValue(parser, Long.class);
        };
    }
}
