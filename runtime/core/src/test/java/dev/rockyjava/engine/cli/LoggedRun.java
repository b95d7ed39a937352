package dev.rockyjava.engine.cli;

import dev.rockyjava.asset.AssetKey;
import dev.rockyjava.asset.AssetSpec;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.run.Materializer;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.LoggerFactory;

/** A program that runs two models by an engine that logs. */
final class LoggedRun {

    private LoggedRun() {}

    public static void main(String[] arguments) {
        try (CliEngine engine = new FakeRocky(Path.of(arguments[0]))
                .answering(
                        "while [ \"$1\" != run ] && [ \"$1\" != compliance ]; do shift; done",
                        "[ $1 = compliance ] && exit 1",
                        "echo building $* >&2",
                        "echo '{\"command\":\"run\",\"status\":\"Success\",\"materializations\":[{\"asset_key\":[\"'$3'\"]}]}'")
                .build()) {
            Materializer.of(Definitions.of(List.of(model("a"), model("b")), List.of()), engine)
                    .surfaceCompliance()
                    .run();
        }
        LoggerFactory.getLogger(LoggedRun.class).warn("after the run");
    }

    static AssetSpec model(String name) {
        return AssetSpec.builder(AssetKey.of(name), "transformation:" + name, NodeKind.TRANSFORMATION, name, "marts")
                .pipeline("marts")
                .build();
    }
}
