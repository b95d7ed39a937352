package dev.rockyjava.internal.snapshot.read;

import dev.rockyjava.asset.compile.CompileDiagnostic;
import dev.rockyjava.engine.EngineVersion;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.json.JacksonCheck;
import dev.rockyjava.internal.json.JsonFailure;
import dev.rockyjava.internal.snapshot.read.Snapshot.Dag;
import dev.rockyjava.internal.snapshot.read.Snapshot.Discover;
import dev.rockyjava.internal.snapshot.read.Snapshot.Located;
import dev.rockyjava.internal.snapshot.read.Snapshot.Ours;
import dev.rockyjava.internal.snapshot.read.Snapshot.Recommendation;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import dev.rockyjava.snapshot.SnapshotException;
import dev.rockyjava.translate.ModelDetail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a snapshot as a stream, without building a tree: the file may contain several hundred megabytes of lineage.
 * Unknown members are tolerated anywhere; a member of the wrong type is an error with its line and column.
 */
public final class SnapshotReader {

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final JsonCursor json;
    private final ContentsCollector contents;
    private final String name;

    private Optional<Dag> dag = Optional.empty();
    private @Nullable Located<String> dagStatus;
    private Optional<String> dagError = Optional.empty();
    private Optional<Discover> discover = Optional.empty();
    private Optional<List<Located<ModelDetail>>> models = Optional.empty();
    private List<CompileDiagnostic> diagnostics = List.of();
    private List<Recommendation> recommendations = List.of();
    private Ours ours = Ours.NOTHING;
    private Optional<String> engineVersion = Optional.empty();

    private SnapshotReader(JsonCursor json, ContentsCollector contents, String name) {
        this.json = json;
        this.contents = contents;
        this.name = name;
    }

    /**
     * Reads a snapshot file.
     *
     * @throws SnapshotException if the file doesn't exist, can't be read, isn't valid JSON or is truncated, or if a
     *     member has the wrong type
     */
    public static Snapshot read(Path file) {
        return read(file, TableNames.AS_WRITTEN);
    }

    /** Reads a snapshot file as {@link #read(Path)} does, with these names of tables. */
    public static Snapshot read(Path file, TableNames tables) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw failure(name, ProblemId.SNAPSHOT_UNREADABLE, "this is a folder; name the snapshot file", null);
        }
        try (InputStream in = RegularFile.open(file)) {
            return read(in, name, tables);
        } catch (NoSuchFileException e) {
            throw failure(name, ProblemId.SNAPSHOT_NOT_FOUND, "there is no such file; write a snapshot first", null);
        } catch (AccessDeniedException e) {
            throw failure(
                    name,
                    ProblemId.SNAPSHOT_UNREADABLE,
                    "this process is not permitted to read the file; grant its user read access",
                    null);
        } catch (IOException e) {
            throw failure(name, ProblemId.SNAPSHOT_UNREADABLE, "the file can't be read: " + reason(e), null);
        }
    }

    private static @Nullable String reason(IOException e) {
        // The message of a FileSystemException begins with the file's name, which the problem already has.
        boolean known = e instanceof FileSystemException failed && failed.getReason() != null;
        return known ? ((FileSystemException) e).getReason() : e.getMessage();
    }

    /**
     * Reads a snapshot.
     *
     * @param in the bytes; not closed
     * @param name the name of the snapshot to show
     * @throws SnapshotException as {@link #read(Path)}
     */
    public static Snapshot read(InputStream in, String name) {
        return read(in, name, TableNames.AS_WRITTEN);
    }

    /** Reads a snapshot as {@link #read(InputStream, String)} does, with these names of tables. */
    public static Snapshot read(InputStream in, String name, TableNames tables) {
        JacksonCheck.run();
        SharedTexts texts = new SharedTexts();
        ContentsCollector contents = new ContentsCollector(texts);
        GitTraces bytes = new GitTraces(in);
        try (JsonParser parser = new ObservedParser(
                tables.in(bytes.readBy(FACTORY.createParser(ObjectReadContext.empty(), bytes))), contents)) {
            return read(parser, new JsonCursor(parser, texts, name), contents, name, bytes);
        } catch (JacksonIOException e) {
            String what = "the file can't be read: " + JsonFailure.text(e);
            throw failure(name, ProblemId.SNAPSHOT_UNREADABLE, what, null);
        }
    }

    private static Snapshot read(
            JsonParser parser, JsonCursor json, ContentsCollector contents, String name, GitTraces bytes) {
        try {
            if (parser.nextToken() == null) {
                throw failure(
                        name, ProblemId.SNAPSHOT_UNREADABLE, "the file is empty; write the snapshot again", null);
            }
            Snapshot snapshot = new SnapshotReader(json, contents, name).readAll();
            if (parser.nextToken() != null) {
                throw failure(
                        name,
                        ProblemId.SNAPSHOT_UNREADABLE,
                        "something follows the end of the snapshot; write it again",
                        json.here());
            }
            return snapshot;
        } catch (StreamConstraintsException e) {
            // This exception has no location.
            String what = "this exceeds the limits of the reader (" + JsonFailure.text(e) + "); write it again";
            throw failure(name, ProblemId.SNAPSHOT_UNREADABLE, what, place(parser.currentLocation()));
        } catch (JacksonIOException e) {
            throw e;
        } catch (JacksonException e) {
            // The parser isn't closed yet: then another one gets its buffer, which the traces are in.
            Problem why = bytes.problem().orElseGet(() ->
                    Problem.of(ProblemId.SNAPSHOT_UNREADABLE, reason(e), place(e.getLocation())));
            throw new SnapshotException(name, List.of(why));
        }
    }

    private static String reason(JacksonException e) {
        String what = JsonFailure.text(e);
        boolean cut = what.contains("end-of-input");
        return (cut ? "the snapshot ends in the middle" : "this is not valid JSON (" + what + ")")
                + "; write it again";
    }

    private static @Nullable Location place(@Nullable TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1 ? null : new Location(at.getLineNr(), at.getColumnNr(), "");
    }

    private static SnapshotException failure(String name, ProblemId id, String message, @Nullable Location at) {
        return new SnapshotException(name, List.of(Problem.of(id, message, at)));
    }

    private Snapshot readAll() {
        json.object(slot -> {
            switch (slot) {
                case "dag" -> dag = unlessNull(this::readDag);
                case "dag_status" ->
                    // A null here is damage; an old writer would have omitted the member.
                    dagStatus = new Located<>(json.isNull() ? "null" : json.text(), json.here());
                case "dag_error" -> dagError = readDagError();
                case "discover" -> discover = unlessNull(() -> new DiscoverReader(json).read());
                case "compile" -> models = unlessNull(this::readCompile);
                case "optimize" -> readOptimize();
                case "rocky_java" -> ours = unlessNull(() -> new RockyJavaSlotReader(json).read()).orElse(Ours.NOTHING);
                default -> {}
            }
        });
        // The slots may be in any order; both are available only here.
        Snapshot snapshot = new Snapshot(
                name,
                dag.map(graph -> ModelTags.on(graph, models.orElse(List.of()))),
                Optional.ofNullable(dagStatus),
                dagError,
                discover,
                models,
                Stream.concat(diagnostics.stream(), ours.failures().diagnostics().stream()).toList(),
                List.copyOf(recommendations),
                ours,
                contents.contents());
        return engineVersion
                        .flatMap(EngineVersion::parse)
                        .filter(EngineVersion::inlinesEphemeralModels)
                        .isPresent()
                ? InlinedModels.leftOut(snapshot)
                : snapshot;
    }

    private Dag readDag() {
        DagReader reader = new DagReader(json);
        Dag read = reader.read();
        engineVersion = reader.engineVersion().or(() -> engineVersion);
        return read;
    }

    private <T> Optional<T> unlessNull(Supplier<T> value) {
        return json.isNull() ? Optional.empty() : Optional.of(value.get());
    }

    private List<Located<ModelDetail>> readCompile() {
        CompileReader compile = new CompileReader(json);
        List<Located<ModelDetail>> read = compile.read();
        diagnostics = compile.diagnostics();
        engineVersion = engineVersion.or(compile::engineVersion);
        return read;
    }

    private Optional<String> readDagError() {
        var message = new ArrayList<String>(1);
        json.optionalObject(member -> {
            if (member.equals("message")) {
                json.optionalText().ifPresent(message::add);
            }
        });
        return message.stream().findFirst();
    }

    private void readOptimize() {
        json.optionalObject(member -> {
            if (member.equals("recommendations")) {
                recommendations = json.array(this::readRecommendation);
            }
        });
    }

    private Recommendation readRecommendation() {
        Location at = json.here();
        Map<String, String> text = json.texts();
        return new Recommendation(
                json.require(text.get("model_name"), "model_name", at),
                text.getOrDefault("current_strategy", ""),
                text.getOrDefault("recommended_strategy", ""),
                text.getOrDefault("reasoning", ""),
                Optional.ofNullable(text.get("estimated_monthly_savings")));
    }
}
