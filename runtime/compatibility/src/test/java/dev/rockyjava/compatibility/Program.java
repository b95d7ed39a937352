package dev.rockyjava.compatibility;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.asset.selection.AssetSelection;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.run.RunResult;
import java.nio.file.Path;
import java.util.Map;

/**
 * A program that reads a configuration and a snapshot, opens the embedded engine, runs seeds and reads the engine's
 * answers. If Jackson 2 is there too, it uses that as well. The argument is the project's folder.
 */
final class Program {

    static final String STARTED = "started";
    static final String DONE = "done with jackson-annotations ";

    private Program() {}

    public static void main(String[] arguments) throws ReflectiveOperationException {
        Path project = Path.of(arguments[0]);
        RockyComponent component = RockyComponent.fromYaml(Path.of("defs.yaml"), project);
        Definitions definitions = component.buildDefsFromState(component.snapshotPath());
        System.out.println(STARTED);
        try (RockyEngine engine = EmbeddedEngine.open(component.rockyToml())) {
            RunResult result = component.materializer(definitions, engine)
                    .select(AssetSelection.parse("kind:seed"))
                    .execute(NodeKind.SEED)
                    .run();
            if (!result.succeeded()) {
                throw new IllegalStateException(result.toString());
            }
        }
        String jackson2 = "none";
        try {
            Class<?> mapper = Class.forName("com.fasterxml.jackson.databind.ObjectMapper");
            Object read = mapper.getMethod("readValue", String.class, Class.class)
                    .invoke(mapper.getConstructor().newInstance(), "{\"a\": 1}", Map.class);
            if (!read.equals(Map.of("a", 1))) {
                throw new IllegalStateException("Jackson 2 reads " + read);
            }
            jackson2 = mapper.getPackage().getImplementationVersion();
        } catch (ClassNotFoundException e) {
            // This program has Jackson 3 only.
        }
        String annotations = Class.forName("com.fasterxml.jackson.annotation.JsonFormat").getPackage().getImplementationVersion();
        System.out.println(DONE + annotations + ", Jackson 2 " + jackson2 + ", Jackson 3 "
                + Class.forName("tools.jackson.databind.ObjectMapper").getPackage().getImplementationVersion());
    }
}
