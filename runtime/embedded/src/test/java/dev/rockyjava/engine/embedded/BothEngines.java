package dev.rockyjava.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rockyjava.engine.EngineCommandException;
import dev.rockyjava.engine.EngineReply;
import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.engine.document.EngineDocument;
import dev.rockyjava.engine.document.LoadOutput;
import dev.rockyjava.engine.document.RunOutput;
import dev.rockyjava.engine.document.SeedOutput;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** One project twice: for the binary and for this engine. Compares what both answer, and the tables. */
record BothEngines(TestProject ours, TestProject theirs) {

    /** Skips the test if there is no binary. */
    static BothEngines of(Path folder, Consumer<TestProject> write) {
        Assumptions.assumeTrue(RealRocky.isOnPath(), "skipped: there is no rocky on the PATH to compare with");
        TestProject ours = new TestProject(folder.resolve("ours"));
        TestProject theirs = new TestProject(folder.resolve("theirs"));
        write.accept(ours);
        write.accept(theirs);
        return new BothEngines(ours, theirs);
    }

    void sql(String... statements) {
        ours.sql(statements);
        theirs.sql(statements);
    }

    void same(RunRequest request, String... arguments) throws Exception {
        RealRocky.Answer real = new RealRocky(theirs.directory).run(arguments);
        int exitCode;
        Optional<EngineDocument> document;
        try {
            EngineReply reply = ours.run(request);
            exitCode = reply.exitCode();
            document = Optional.of(reply.document());
        } catch (EngineCommandException e) {
            exitCode = e.exitCode();
            document = Optional.empty();
        }
        String what = request + "\nreal engine: " + real;
        assertThat(document.map(BothEngines::key)).as(what).isEqualTo(real.document().map(BothEngines::key));
        assertThat(exitCode).as(what).isEqualTo(real.exitCode());
        assertThat(ours.everything()).as(what).isEqualTo(theirs.everything());
    }

    /** The members that somebody decides by; times, versions and error texts differ. */
    private static String key(EngineDocument document) {
        if (document instanceof RunOutput run) {
            return Map.of(
                            "0", List.of(run.command(), run.status(), run.pipelineType(), run.filter()),
                            "1", List.of(run.tablesCopied(), run.tablesFailed(), run.interrupted(), run.excludedTables()),
                            "2", run.materializations().stream().map(BothEngines::key).sorted().toList(),
                            "3", run.errors().stream().map(e -> e.assetKey() + e.failureKind()).toList(),
                            "4", run.checkResults().stream().map(Object::toString).sorted().toList())
                    .entrySet().stream().sorted(Map.Entry.comparingByKey()).toList().toString();
        } else if (document instanceof LoadOutput load) {
            return List.of(
                            load.command(), load.sourceDir(), load.format(), load.filesLoaded(), load.filesFailed(),
                            load.totalRows(), load.totalBytes(),
                            load.files().stream()
                                    .map(f -> f.file() + f.target() + f.rowsLoaded() + f.bytesRead() + f.error().isPresent())
                                    .toList())
                    .toString();
        }
        SeedOutput seed = (SeedOutput) document;
        return List.of(
                        seed.command(), seed.seedsDir(), seed.tablesLoaded(), seed.tablesFailed(),
                        seed.tables().stream()
                                .map(t -> t.name() + t.target() + t.rows() + t.columns() + t.error().isPresent())
                                .toList())
                .toString();
    }

    private static String key(RunOutput.MaterializedTable one) {
        String strategy = one.metadata().strategy().orElse("");
        // Of a copy that copies everything, the engine's watermark is the time of the run.
        boolean newest = one.metadata().watermark().filter(w -> w.compareTo("2026-05") < 0).isPresent();
        return one.assetKey() + strategy + one.rowsCopied() + (newest ? one.metadata().watermark() : "")
                + one.metadata().targetTableFullName() + one.partition();
    }
}
