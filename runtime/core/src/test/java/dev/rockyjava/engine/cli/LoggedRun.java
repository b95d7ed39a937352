package dev.rockyjava.engine.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.run.Materializer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** A program that runs two models by an engine that logs. */
final class LoggedRun {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedRun.class);

    private LoggedRun() {}

    public static void main(String[] arguments) throws IOException {
        try (CliEngine engine = new FakeRocky(Path.of(arguments[0]))
                .answering(
                        "while [ \"$1\" != run ] && [ \"$1\" != compliance ]; do shift; done",
                        "[ $1 = compliance ] && exit 1",
                        "echo building $* >&2",
                        "echo '{\"command\":\"run\",\"status\":\"Success\",\"materializations\":[{\"asset_key\":[\"'$3'\"]}]}'")
                .build()) {
            Path runs = Path.of(arguments[0]).resolve("runs");
            // What can't be deleted is said in the log.
            Files.createDirectories(runs.resolve("20200101-000000-aaaaaa.jsonl").resolve("x"));
            Materializer materializer =
                    Materializer.of(Definitions.of(List.of(model("a"), model("b")), List.of()), engine).surfaceCompliance();
            materializer
                    .journal(runs)
                    .keepRuns(1)
                    .listener(event -> LOG.warn("heard {}", event.getClass().getSimpleName()))
                    .run();
            LOG.warn("after the run");
            MDC.put("rocky.run", "the caller's");
            materializer.run();
        }
        LOG.warn("after the other run");
    }

    static AssetSpec model(String name) {
        return AssetSpec.builder(AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                .pipeline("marts")
                .build();
    }
}
