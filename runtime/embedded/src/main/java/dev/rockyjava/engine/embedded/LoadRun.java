package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.internal.toml.PipelineTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Executes one load pipeline over CSV files (ENGINE.md §2.18, §7.2). */
final class LoadRun {

    private static final Set<String> PIPELINE_KEYS = Set.of(
            "type", "source_dir", "format", "target", "options", "checks", "execution", "depends_on", "schedule");
    private static final Set<String> TARGET_KEYS = Set.of("adapter", "catalog", "schema", "table", "governance");
    private static final Set<String> OPTION_KEYS =
            Set.of("batch_size", "create_table", "truncate_first", "csv_delimiter", "csv_has_header");
    private static final Set<String> OTHER_FORMATS = Set.of("parquet", "pq", "jsonl", "ndjson");

    private final EmbeddedProject project;
    private final PipelineTable pipeline;
    private final JsonNode target;
    private final JsonNode options;
    private final Path directory;
    private final Path file;
    private final String version;
    private final RunningRequest call;

    LoadRun(EmbeddedProject project, RunRequest.Load request, String version, RunningRequest call) {
        this.project = project;
        this.pipeline = project.pipeline(request.pipeline(), "load");
        this.target = pipeline.body().path("target");
        this.options = pipeline.body().path("options");
        check(project, pipeline);
        this.directory = project.directory().resolve(pipeline.body().path("source_dir").asString("")).normalize();
        this.file = project.targetDatabase(pipeline);
        this.version = version;
        this.call = call;
    }

    /**
     * @throws dev.rockyjava.engine.UnsupportedByEngineException if the pipeline uses something that this engine doesn't
     *     support
     */
    static void check(EmbeddedProject project, PipelineTable pipeline) {
        String at = "pipeline." + pipeline.name();
        JsonNode body = pipeline.body();
        Refusal.unlessKnown(body, project.file(), at, PIPELINE_KEYS, EngineWords.LOAD);
        Refusal.unlessKnown(body.path("target"), project.file(), at + ".target", TARGET_KEYS, EngineWords.LOAD_TARGET);
        Refusal.unlessKnown(body.path("options"), project.file(), at + ".options", OPTION_KEYS, EngineWords.LOAD_OPTIONS);
        String format = body.path("format").asString("csv");
        if (!format.equals("csv")) {
            throw Refusal.ofWord(
                    format, "loading files of the format", project.file(), at + ".format", EngineWords.LOAD_FORMATS);
        }
        project.targetDatabase(pipeline);
    }

    EngineReply run() {
        long begin = System.nanoTime();
        List<LoadOutput.LoadedFile> loaded = new ArrayList<>();
        List<Path> sources = sources();
        try (Database database = Database.open(file, call)) {
            sources.forEach(source -> loaded.add(load(database, source)));
        }
        long failed = loaded.stream().filter(one -> one.error().isPresent()).count();
        LoadOutput output = new LoadOutput(
                version,
                "load",
                project.shown(directory),
                "auto",
                loaded.size() - failed,
                failed,
                loaded.stream().mapToLong(LoadOutput.LoadedFile::rowsLoaded).sum(),
                loaded.stream().mapToLong(LoadOutput.LoadedFile::bytesRead).sum(),
                loaded,
                (System.nanoTime() - begin) / 1_000_000);
        return new EngineReply(failed == 0 ? 0 : 1, output, call.logTail());
    }

    private LoadOutput.LoadedFile load(Database database, Path source) {
        RunReport.Begin begin = RunReport.Begin.now();
        String fileName = source.getFileName().toString();
        TableName table = new TableName(
                target.path("catalog").asString(""),
                target.path("schema").asString("main"),
                target.path("table").asString(fileName.substring(0, fileName.lastIndexOf('.'))));
        try {
            // The engine's loader leaves the catalog out of its SQL.
            TableName written = new TableName("", table.schema(), table.table());
            database.inTransaction(() -> fill(database, written, Sql.text(source.toString())));
            long rows = database.count(written);
            call.log(table.display() + ": loaded " + fileName);
            return new LoadOutput.LoadedFile(
                    project.shown(source),
                    table.display(),
                    rows,
                    Files.size(source),
                    begin.elapsedMs(),
                    Optional.empty());
        } catch (WorkFailure | IOException e) {
            String error = "loading " + fileName + ": " + e.getMessage();
            call.log("failed: " + error);
            return new LoadOutput.LoadedFile(
                    project.shown(source), table.display(), 0, 0, begin.elapsedMs(), Optional.of(error));
        }
    }

    private void fill(Database database, TableName table, String source) {
        if (options.path("create_table").asBoolean(true) && !existsAnywhere(database, table)) {
            database.execute("CREATE TABLE " + table.sql() + " AS SELECT * FROM read_csv_auto(" + source + ")");
            return;
        }
        if (options.path("truncate_first").asBoolean(false)) {
            database.execute("DELETE FROM " + table.sql());
        }
        String delimiter = options.path("csv_delimiter").asString(",");
        boolean header = options.path("csv_has_header").asBoolean(true);
        database.execute("COPY " + table.sql() + " FROM " + source + " (DELIMITER "
                + Sql.text(delimiter.isEmpty() ? "," : delimiter.substring(0, 1)) + ", HEADER " + header + ")");
    }

    // By name in any schema, as in the engine (ENGINE.md §2.18): a load that fails there must not succeed here.
    private static boolean existsAnywhere(Database database, TableName table) {
        return !database.rows("SELECT 1 FROM information_schema.tables WHERE table_name = ?", table.table())
                .isEmpty();
    }

    private List<Path> sources() {
        if (!Files.isDirectory(directory)) {
            throw project.problem("source directory does not exist: " + project.shown(directory));
        }
        List<Path> sources = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path source : files.filter(Files::isRegularFile).sorted().toList()) {
                String name = source.getFileName().toString();
                String extension = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
                boolean only = pipeline.body().has("format");
                if (extension.equals("csv") || (extension.equals("tsv") && !only)) {
                    sources.add(source);
                } else if (!only && OTHER_FORMATS.contains(extension)) {
                    throw Refusal.of("loading files of the format '" + extension + "'", source, "");
                }
            }
        } catch (IOException e) {
            throw project.problem("can't read " + project.shown(directory) + ": " + e);
        }
        return sources;
    }
}
