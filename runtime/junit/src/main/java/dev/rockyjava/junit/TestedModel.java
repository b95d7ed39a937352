package dev.rockyjava.junit;

import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.PartitionedAsset;
import dev.rockyjava.asset.Target;
import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.error.ProjectException;
import dev.rockyjava.internal.sql.ModelFile;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.Temporal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A model of a sandbox's project, with its file.
 *
 * @param spec as in the snapshot
 * @param file empty if the project has no such model
 */
record TestedModel(AssetSpec spec, Optional<ModelFile> file) {

    private static final String SOME_MOMENT = "'1900-01-01 00:00:00'";

    static TestedModel of(AssetSpec spec, ProjectCopy copy) {
        RockyProject project = RockyProject.load(
                copy.rockyToml(), name -> Optional.of(Optional.ofNullable(System.getenv(name)).orElse("")));
        Optional<Path> path = spec.pipeline()
                .flatMap(project::pipeline)
                .flatMap(pipeline -> ModelFile.named(spec.label(), project.directory().resolve(pipeline.modelsFolder())));
        try {
            return new TestedModel(spec, path.map(file -> ModelFile.read(file, name -> Optional.ofNullable(System.getenv(name)))));
        } catch (ProjectException e) {
            return new TestedModel(spec, Optional.empty()); // the engine reports it better
        }
    }

    /** Returns the tables that the SQL reads, the model's own perhaps among them; none if it can't be read. */
    List<Target> reads() {
        return file.map(model -> model.reads().tables().stream().map(TestedModel::table).toList()).orElse(List.of());
    }

    /** Returns the query, with some moment in place of a partition's bounds; empty if it isn't written in SQL. */
    Optional<String> query() {
        return query(SOME_MOMENT, SOME_MOMENT);
    }

    /** Returns the query of one partition; empty if it isn't written in SQL. */
    <P extends Temporal> Optional<String> query(PartitionedAsset<P> asset, P partition) {
        Temporal next = partition.plus(1, asset.grain().unit());
        return query(literal(asset.grain().start(partition)), literal(asset.grain().start(next)));
    }

    private static String literal(LocalDateTime moment) {
        return "'" + DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").format(moment) + "'";
    }

    private Optional<String> query(String start, String end) {
        return file.map(ModelFile::sql)
                .filter(sql -> !sql.isEmpty())
                .map(sql -> sql.replace("'@start_date'", start)
                        .replace("@start_date", start)
                        .replace("'@end_date'", end)
                        .replace("@end_date", end));
    }

    /** Reads a dotted name as SQL has it: a part in double quotes may have dots in it. */
    static Target table(String dotted) {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < dotted.length(); i++) {
            char c = dotted.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '.' && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        int last = parts.size() - 1;
        return new Target(
                last > 1 ? parts.get(last - 2) : "", last > 0 ? parts.get(last - 1) : "main", parts.get(last));
    }
}
