package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.FreshnessPolicy;
import dev.rockyjava.asset.Target;
import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.translate.DagNode.PartitionShape;
import dev.rockyjava.translate.ModelDetail;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the {@code compile} slot: the compiler's information about each model, and its diagnostics. */
public final class CompileReader {

    private final JsonCursor json;
    private List<Located<ModelDetail>> models = List.of();
    private List<CompileDiagnostic> diagnostics = List.of();
    private Optional<String> engineVersion = Optional.empty();

    CompileReader(JsonCursor json) {
        this.json = json;
    }

    List<Located<ModelDetail>> read() {
        json.object(member -> {
            switch (member) {
                case "version" -> engineVersion = json.scalar();
                case "models_detail" -> models = json.array(this::model);
                case "diagnostics" -> diagnostics = json.array(this::diagnostic);
                default -> {}
            }
        });
        return List.copyOf(models);
    }

    /** Returns the diagnostics; valid after {@link #read}. */
    List<CompileDiagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /** Returns the version of the engine that printed the document, as stated in it; valid after {@link #read}. */
    Optional<String> engineVersion() {
        return engineVersion;
    }

    CompileDiagnostic diagnostic() {
        var found = new Object() {
            String severity = "";
            String code = "";
            String model = "";
            String message = "";
            Optional<String> place = Optional.empty();
        };
        json.object(member -> {
            switch (member) {
                case "severity" -> found.severity = json.optionalText().orElse("");
                case "code" -> found.code = json.optionalText().orElse("");
                case "model" -> found.model = json.optionalText().orElse("");
                case "message" -> found.message = json.optionalText().orElse("");
                case "span" -> found.place = json.isNull() ? Optional.empty() : place();
                default -> {}
            }
        });
        return new CompileDiagnostic(found.severity, found.code, found.model, found.message, found.place);
    }

    private Optional<String> place() {
        Map<String, String> span = json.texts();
        return place(span.get("file"), span.get("line"), span.get("col"));
    }

    public static Optional<String> place(@Nullable String file, @Nullable String line, @Nullable String column) {
        return Optional.ofNullable(file).map(name -> Stream.of(name, line, column)
                .filter(Objects::nonNull)
                .collect(Collectors.joining(":")));
    }

    private Located<ModelDetail> model() {
        Location at = json.here();
        var model = new Object() {
            @Nullable String name;
            Map<String, String> target = Map.of();
            Map<String, String> strategy = Map.of();
            Map<String, String> tags = Map.of();
            Optional<FreshnessPolicy> freshness = Optional.empty();
            List<String> dependsOn = List.of();
        };
        json.object(member -> {
            switch (member) {
                case "name" -> model.name = json.text();
                case "target" -> model.target = json.optionalTexts();
                case "strategy" -> model.strategy = json.optionalTexts();
                case "tags" -> model.tags = json.optionalTexts();
                case "freshness" -> model.freshness = FreshnessReader.read(json);
                case "depends_on" -> model.dependsOn = json.array(json::text);
                default -> {}
            }
        });
        ModelDetail detail = new ModelDetail(
                json.require(model.name, "name", at),
                target(model.target),
                Optional.ofNullable(model.strategy.get("type")),
                model.tags,
                model.freshness,
                partitions(model.strategy),
                model.dependsOn);
        return new Located<>(detail, at);
    }

    private static Optional<Target> target(Map<String, String> parts) {
        String catalog = parts.get("catalog");
        String schema = parts.get("schema");
        String table = parts.get("table");
        return catalog == null || schema == null || table == null
                ? Optional.empty()
                : Optional.of(new Target(catalog, schema, table));
    }

    /** Only this strategy takes partition arguments (ENGINE.md §7.7). */
    private static Optional<PartitionShape> partitions(Map<String, String> strategy) {
        String granularity = strategy.get("granularity");
        return granularity == null || !"time_interval".equals(strategy.get("type"))
                ? Optional.empty()
                : Optional.of(new PartitionShape(granularity, Optional.ofNullable(strategy.get("first_partition"))));
    }
}
