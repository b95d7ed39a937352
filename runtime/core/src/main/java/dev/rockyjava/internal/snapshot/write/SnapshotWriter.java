package dev.rockyjava.internal.snapshot.write;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.internal.json.JsonFailure;
import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.internal.snapshot.read.CompileReader;
import dev.rockyjava.internal.snapshot.read.ContractChecks;
import dev.rockyjava.internal.snapshot.read.Snapshot;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Collects the slots of a snapshot and writes them as one file, which dagster-rocky reads too. Takes documents as the
 * engine printed them. Not thread-safe.
 */
public final class SnapshotWriter {

    /** The format version of the slot {@code rocky_java}. */
    private static final int FORMAT = 1;

    private static final String FAILED = "failed";

    private final ObjectWriter writer = DocumentMerger.mapper().writer()
            .with(layout())
            .without(StreamWriteFeature.AUTO_CLOSE_TARGET);

    private final ObjectNode sourcesByPipeline = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode modelsByPipeline = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode pipelineDependsOn = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode discoverErrors = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode compileErrors = DocumentMerger.mapper().createObjectNode();
    private final ArrayNode compileDiagnostics = DocumentMerger.mapper().createArrayNode();
    private final ObjectNode lineage = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode reads = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode code = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode seedCode = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode pipelineCode = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode readsUnknown = DocumentMerger.mapper().createObjectNode();
    private final ObjectNode writes = DocumentMerger.mapper().createObjectNode();
    private @Nullable JsonNode contracts;
    private @Nullable ObjectNode discover;
    private @Nullable ObjectNode compile;
    private @Nullable ObjectNode optimize;
    private @Nullable String dag;
    private String dagStatus = FAILED;
    private String dagError = "the engine was not asked for the graph";

    /** Creates a writer without any slots; its snapshot would say that the graph could not be obtained. */
    public SnapshotWriter() {}

    private static DefaultPrettyPrinter layout() {
        // Two spaces, one element per line, nothing within empty brackets, as dagster-rocky's json.dumps(indent=2).
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectNameValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        return new DefaultPrettyPrinter(separators).withObjectIndenter(lines).withArrayIndenter(lines);
    }

    /**
     * Adds the output of {@code discover} for one replication pipeline; the slot holds the outputs of all of them as
     * one document.
     *
     * @throws IllegalArgumentException if the document isn't a JSON object
     */
    public SnapshotWriter discover(String pipeline, String document) {
        ObjectNode answer = DocumentMerger.object(document);
        var ids = sourcesByPipeline.putArray(pipeline);
        for (JsonNode source : answer.path("sources")) {
            ids.add(source.path("id").asString(""));
        }
        discover = merged(discover, answer);
        return this;
    }

    /** Returns whether {@code discover} answered for a pipeline, even with no sources. */
    public boolean answered(String pipeline) {
        return sourcesByPipeline.has(pipeline);
    }

    /** Returns the ids of the sources that {@code discover} found for these pipelines. */
    public Set<String> sourcesOf(List<String> pipelines) {
        Set<String> ids = new TreeSet<>();
        pipelines.forEach(pipeline -> sourcesByPipeline.path(pipeline).forEach(id -> ids.add(id.asString(""))));
        return ids;
    }

    /** Records why the sources of one replication pipeline are unknown, as opposed to there being none. */
    public SnapshotWriter discoverFailed(String pipeline, String reason) {
        discoverErrors.put(pipeline, Secrets.ofThisProcess().mask(reason));
        return this;
    }

    /**
     * Adds the output of {@code compile} for one root folder of models; the slot holds the outputs of all of them as
     * one document. Timings are omitted, since they would make every refresh look like a change.
     *
     * @param pipeline the pipeline that all these models belong to; empty if it isn't known
     * @throws IllegalArgumentException if the document isn't a JSON object
     */
    public SnapshotWriter compile(Optional<String> pipeline, String document) {
        ObjectNode answer = DocumentMerger.object(document);
        pipeline.ifPresent(name -> {
            var models = modelsByPipeline.putArray(name);
            answer.path("models_detail").forEach(model -> models.add(model.path("name").asString("")));
        });
        answer.remove("compile_timings");
        boolean several = compile != null;
        compile = merged(compile, answer);
        if (several) {
            DocumentMerger.forgetModelsThatAreFound(compile);
        }
        return this;
    }

    /** Returns the diagnostics of {@code compile}, see {@link Snapshot#compileProblems()}. */
    public List<CompileDiagnostic> compileProblems() {
        List<CompileDiagnostic> diagnostics = new ArrayList<>();
        compileDiagnostics.forEach(found -> diagnostics.add(diagnostic(found)));
        if (compile != null) {
            compile.path("diagnostics").forEach(found -> diagnostics.add(diagnostic(found)));
        }
        return Snapshot.compileProblems(diagnostics);
    }

    private static CompileDiagnostic diagnostic(JsonNode found) {
        JsonNode span = found.path("span");
        return new CompileDiagnostic(
                found.path("severity").asString(""),
                found.path("code").asString(""),
                found.path("model").asString(""),
                found.path("message").asString(""),
                CompileReader.place(
                        span.path("file").asString(null),
                        span.path("line").asString(null),
                        span.path("col").asString(null)));
    }

    /**
     * Takes from a graph which models belong to which pipeline, where the output of {@code compile} didn't say so.
     * The graph itself isn't kept.
     *
     * @throws IllegalArgumentException if the document isn't a JSON object
     */
    public SnapshotWriter modelsByPipeline(String graph) {
        Set<String> known = Set.copyOf(modelsByPipeline.propertyNames());
        for (JsonNode node : DocumentMerger.object(graph).path("nodes")) {
            String pipeline = node.path("pipeline").asString("");
            boolean model = node.path("kind").asString("").equals("transformation");
            if (model && !pipeline.isEmpty() && !known.contains(pipeline)) {
                modelsByPipeline.withArrayProperty(pipeline).add(node.path("label").asString(""));
            }
        }
        return this;
    }

    /**
     * Adds the output of {@code lineage} for one model, in the slot {@code rocky_java}.
     *
     * @throws IllegalArgumentException if the document isn't a JSON object
     */
    public SnapshotWriter lineage(String model, String document) {
        lineage.set(model, DocumentMerger.object(document));
        return this;
    }

    /**
     * Adds the checks required by contracts, in the slot {@code rocky_java}.
     *
     * @param checks names of checks by model, see {@link ContractChecks}; may be empty
     */
    public SnapshotWriter contracts(Map<String, List<String>> checks) {
        contracts = DocumentMerger.mapper().valueToTree(new TreeMap<>(checks));
        return this;
    }

    /**
     * Adds the tables that a model's SQL reads, in the slot {@code rocky_java}. If this isn't called for a model,
     * nothing is known about what it reads.
     *
     * @param tables the names as in the SQL, sorted
     * @param unknown why it may read more; empty if these are all
     */
    public SnapshotWriter reads(String model, Collection<String> tables, Optional<String> unknown) {
        // Another folder may have a model of that name: the tables of both are kept.
        Set<String> all = new TreeSet<>(tables);
        reads.path(model).forEach(table -> all.add(table.asString("")));
        all.forEach(reads.putArray(model)::add);
        unknown.ifPresent(reason -> readsUnknown.put(model, reason));
        return this;
    }

    /**
     * Adds the digests of a model's files, in the slot {@code rocky_java}. Models of one name are treated as one.
     *
     * @param digests by path, see {@link dev.rockyjava.internal.sql.ModelCode#of}
     */
    public SnapshotWriter code(String model, Map<String, String> digests) {
        ObjectNode files = code.withObjectProperty(model);
        digests.forEach(files::put);
        return this;
    }

    /**
     * Adds the digests of a seed's files, in the slot {@code rocky_java}.
     *
     * @param digests by path, see {@link dev.rockyjava.internal.sql.ModelCode#ofSeed}
     */
    public SnapshotWriter seedCode(String seed, Map<String, String> digests) {
        ObjectNode files = seedCode.withObjectProperty("seed:" + seed);
        digests.forEach(files::put);
        return this;
    }

    /**
     * Adds the digest of a pipeline, in the slot {@code rocky_java}.
     *
     * @param key what the digest is known by, see {@link dev.rockyjava.internal.sql.PipelineCode#key}
     */
    public SnapshotWriter pipelineCode(String pipeline, String key, String digest) {
        pipelineCode.putObject(pipeline).put(key, digest);
        return this;
    }

    /** Records where a pipeline that doesn't consist of models writes, in the slot {@code rocky_java}. */
    public SnapshotWriter writes(String pipeline, Snapshot.Written target) {
        ObjectNode members = writes.putObject(pipeline).put("catalog", target.catalog()).put("schema", target.schema());
        target.table().ifPresent(table -> members.put("table", table));
        if (!target.separator().isEmpty()) {
            members.put("separator", target.separator());
        }
        return this;
    }

    /** Records why {@code compile} gave no answer for the models of one root folder. */
    public SnapshotWriter compileFailed(String root, String reason) {
        compileErrors.put(root, Secrets.ofThisProcess().mask(reason));
        return this;
    }

    /**
     * Removes the slot {@code compile}: some of the models would look like all of them. Diagnostics are kept in the
     * slot {@code rocky_java}, except those about a contract's missing model, which may be one that wasn't compiled.
     */
    public SnapshotWriter withoutCompile() {
        if (compile != null) {
            compile.path("diagnostics").valueStream()
                    .filter(found -> !found.path("code").asString("").equals(CompileDiagnostic.CONTRACT_WITHOUT_MODEL))
                    .forEach(compileDiagnostics::add);
        }
        compile = null;
        modelsByPipeline.removeAll();
        return this;
    }

    /** Records the declared dependencies of a pipeline on others. */
    public SnapshotWriter pipelineDependsOn(String pipeline, List<String> needed) {
        if (!needed.isEmpty()) {
            needed.forEach(pipelineDependsOn.putArray(pipeline)::add);
        }
        return this;
    }

    /**
     * Sets the output of {@code optimize}.
     *
     * @throws IllegalArgumentException if the document isn't a JSON object
     */
    public SnapshotWriter optimize(String document) {
        optimize = DocumentMerger.object(document);
        return this;
    }

    /**
     * Sets the graph.
     *
     * @throws IllegalArgumentException if the document isn't a JSON object
     */
    public SnapshotWriter dag(String document) {
        DocumentMerger.requireObject(document);
        dag = document;
        dagStatus = "success";
        return this;
    }

    /** Records why there is no graph. */
    public SnapshotWriter dagFailed(String reason) {
        dag = null;
        dagStatus = FAILED;
        dagError = Secrets.ofThisProcess().mask(reason);
        return this;
    }

    /** Records that the graph was not requested. */
    public SnapshotWriter dagDisabled() {
        dag = null;
        dagStatus = "disabled";
        return this;
    }

    /**
     * Writes the snapshot, as a whole or not at all. A link is followed, and the mode and owner of an existing file
     * are kept. Missing folders are created.
     *
     * @throws SnapshotException if that fails; the file is then unchanged
     */
    public void write(Path file) {
        try {
            AtomicFile.replace(file, this::writeTo);
        } catch (IOException | JacksonException | UnsupportedOperationException e) {
            throw new SnapshotException(
                    file.toString(),
                    List.of(Problem.of(
                            ProblemId.SNAPSHOT_NOT_WRITTEN,
                            "the snapshot can't be written: " + reason(file, e) + "; what was there before is unchanged",
                            null)));
        }
    }

    private static String reason(Path file, Exception failure) {
        if (Files.isDirectory(file)) {
            return "there is a folder of this name";
        }
        if (failure instanceof AccessDeniedException denied) {
            // If a link leads to another folder, the failure is about that folder.
            Path refused = denied.getFile() == null ? file.toAbsolutePath() : file.getFileSystem().getPath(denied.getFile());
            return "this process is not permitted to write in " + refused.getParent() + ", grant its user write access";
        }
        if (failure instanceof ReadOnlyFileSystemException) {
            return "its file system is read-only";
        }
        if (failure instanceof UnsupportedOperationException) {
            return "its file system can't replace a file in one step";
        }
        if (failure instanceof JacksonException json) {
            return JsonFailure.text(json);
        }
        return String.valueOf(failure.getMessage());
    }

    /** Returns the bytes that {@link #write} would write. */
    public byte[] toBytes() {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            writeTo(bytes);
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void writeTo(OutputStream out) throws IOException {
        try (JsonGenerator json = writer.createGenerator(out)) {
            json.writeStartObject();
            slot(json, "discover", discover == null ? nothingDiscovered() : discover);
            slot(json, "compile", compile);
            slot(json, "optimize", optimize);
            if (dag != null) {
                json.writeName("dag");
                copy(dag, json);
            }
            json.writeStringProperty("dag_status", dagStatus);
            if (dagStatus.equals(FAILED)) {
                slot(json, "dag_error", DocumentMerger.mapper().createObjectNode().put("message", dagError));
            }
            ObjectNode ours = DocumentMerger.mapper().createObjectNode().put("format", FORMAT);
            ours.set("sources_by_pipeline", sourcesByPipeline);
            unlessEmpty(ours, "models_by_pipeline", modelsByPipeline);
            unlessEmpty(ours, "pipeline_depends_on", pipelineDependsOn);
            unlessEmpty(ours, "discover_errors", discoverErrors);
            unlessEmpty(ours, "compile_errors", compileErrors);
            unlessEmpty(ours, "compile_diagnostics", compileDiagnostics);
            if (contracts != null) {
                ours.set("contracts", contracts);
            }
            unlessEmpty(ours, "lineage", lineage);
            unlessEmpty(ours, "code", code);
            unlessEmpty(ours, "seed_code", seedCode);
            unlessEmpty(ours, "pipeline_code", pipelineCode);
            unlessEmpty(ours, "reads", reads);
            unlessEmpty(ours, "reads_unknown", readsUnknown);
            unlessEmpty(ours, "writes", writes);
            slot(json, "rocky_java", ours);
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void slot(JsonGenerator json, String name, @Nullable JsonNode document) {
        if (document != null) {
            json.writeName(name);
            json.writeTree(document);
        }
    }

    private static void unlessEmpty(ObjectNode slot, String name, JsonNode member) {
        if (!member.isEmpty()) {
            slot.set(name, member);
        }
    }

    private static void copy(String document, JsonGenerator json) {
        try (JsonParser parser = DocumentMerger.mapper().createParser(document)) {
            parser.nextToken();
            json.copyCurrentStructureExact(parser);
        }
    }

    private static ObjectNode merged(@Nullable ObjectNode first, ObjectNode next) {
        if (first == null) {
            return next;
        }
        DocumentMerger.merge(first, next);
        return first;
    }

    // dagster-rocky writes this if there is nothing to discover.
    private static ObjectNode nothingDiscovered() {
        ObjectNode envelope = DocumentMerger.mapper().createObjectNode().put("version", "0.0.0").put("command", "discover");
        envelope.putArray("sources");
        return envelope;
    }
}
