package dev.rockyjava.engine.embedded;

import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.SeedOutput;
import dev.rockyjava.internal.sql.WhiteSpace;
import dev.rockyjava.internal.toml.PipelineTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Loads seeds with one name (ENGINE.md §2.16, §7.6). */
final class SeedRun {

    static final String DIRECTORY = "seeds";
    private static final int BATCH = 500;

    private final EmbeddedProject project;
    private final List<SeedFile> seeds;
    private final Path file;
    private final String defaultCatalog;
    private final String version;
    private final RunningRequest call;

    SeedRun(EmbeddedProject project, RunRequest.Seed request, String version, RunningRequest call) {
        this.project = project;
        this.seeds = SeedFile.in(project.directory().resolve(DIRECTORY), project).stream()
                .filter(seed -> seed.name().equals(request.name()))
                .toList();
        seeds.forEach(SeedFile::refuseWhatIsNotDone);
        PipelineTable pipeline = pipeline();
        this.file = project.targetDatabase(pipeline);
        String template = pipeline.body().path("target").path("catalog_template").asString("");
        this.defaultCatalog = template.isEmpty() || template.contains("{") ? "main" : template;
        this.version = version;
        this.call = call;
    }

    // A seed belongs to no pipeline; the engine takes the adapter and the default catalog from the one it is given.
    private PipelineTable pipeline() {
        return project.toml().pipelines().stream()
                .filter(pipeline -> pipeline.type().equals("replication"))
                .findFirst()
                .or(() -> project.toml().pipelines().stream().findFirst())
                .orElseThrow(() -> project.problem("no pipelines defined in config"));
    }

    EngineReply run() {
        long begin = System.nanoTime();
        List<SeedOutput.SeededTable> tables = new ArrayList<>();
        try (Database database = Database.open(file, call)) {
            seeds.forEach(seed -> tables.add(load(database, seed)));
        }
        long failed = tables.stream().filter(one -> one.error().isPresent()).count();
        SeedOutput output = new SeedOutput(
                version,
                "seed",
                DIRECTORY,
                tables.size() - failed,
                failed,
                tables,
                (System.nanoTime() - begin) / 1_000_000);
        return new EngineReply(failed == 0 ? 0 : 1, output, call.logTail());
    }

    private SeedOutput.SeededTable load(Database database, SeedFile seed) {
        RunReport.Begin begin = RunReport.Begin.now();
        TableName target = seed.target(defaultCatalog);
        try {
            hooks(database, seed, "pre_hook");
            CsvFile csv = CsvFile.read(seed.file());
            database.execute("CREATE SCHEMA IF NOT EXISTS " + Sql.name(target.schema()));
            fill(database, seed, target, csv);
            hooks(database, seed, "post_hook");
            call.log(target.dotted() + ": seeded");
            return new SeedOutput.SeededTable(
                    seed.name(),
                    target.dotted(),
                    csv.rows().size(),
                    csv.header().size(),
                    begin.elapsedMs(),
                    Optional.empty());
        } catch (WorkFailure e) {
            String error = "seed '" + seed.name() + "' failed: " + e.getMessage();
            call.log(error);
            return new SeedOutput.SeededTable(
                    seed.name(), target.dotted(), 0, 0, begin.elapsedMs(), Optional.of(error));
        }
    }

    // Several statements and no transaction, as in the engine: if a cell can't be stored, the rows before it remain.
    private static void fill(Database database, SeedFile seed, TableName target, CsvFile csv) {
        List<String> types = new ArrayList<>();
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < csv.header().size(); i++) {
            String stated = seed.columnTypes().get(csv.header().get(i));
            String type = stated != null ? stated : SeedTypes.infer(csv.rows(), i);
            types.add(type);
            columns.add(Sql.column(csv.header().get(i)) + " " + Sql.type(type));
        }
        database.execute("DROP TABLE IF EXISTS " + target.sql());
        database.execute("CREATE TABLE " + target.sql() + " (\n  " + String.join(",\n  ", columns) + "\n)");
        for (int from = 0; from < csv.rows().size(); from += BATCH) {
            String rows = csv.rows().subList(from, Math.min(from + BATCH, csv.rows().size())).stream()
                    .map(row -> values(row, types))
                    .collect(Collectors.joining(",\n"));
            database.execute("INSERT INTO " + target.sql() + " (" + String.join(", ", csv.header()) + ") VALUES\n" + rows);
        }
    }

    private static String values(List<String> row, List<String> types) {
        return IntStream.range(0, row.size())
                .mapToObj(i -> Sql.cell(WhiteSpace.trim(row.get(i)), types.get(i)))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    // Written by the project's owner to be executed unchanged.
    private static void hooks(Database database, SeedFile seed, String key) {
        List<String> statements = EmbeddedProject.texts(seed.config().path(key));
        for (int i = 0; i < statements.size(); i++) {
            try {
                database.execute(statements.get(i));
            } catch (WorkFailure e) {
                throw e.during(key + "[" + i + "]");
            }
        }
    }
}
