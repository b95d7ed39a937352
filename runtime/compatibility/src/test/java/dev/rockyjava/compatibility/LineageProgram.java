package dev.rockyjava.compatibility;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.asset.NodeKind;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.engine.embedded.EmbeddedEngine;
import dev.rockyjava.openlineage.OpenLineageListener;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.transports.FileConfig;
import io.openlineage.client.transports.FileTransport;
import java.nio.file.Files;
import java.nio.file.Path;

/** A program that runs seeds, and sends that to a file as lineage. The argument is the project's folder. */
final class LineageProgram {

    static final String SENT = "sent ";

    private LineageProgram() {}

    public static void main(String[] arguments) throws Exception {
        Path project = Path.of(arguments[0]);
        RockyComponent component = RockyComponent.fromYaml(Path.of("defs.yaml"), project);
        Definitions definitions = component.buildDefsFromState(component.snapshotPath());
        FileConfig file = new FileConfig();
        file.setLocation(project.resolve("lineage.jsonl").toString());
        OpenLineageClient client = new OpenLineageClient(new FileTransport(file));
        try (RockyEngine engine = EmbeddedEngine.open(component.rockyToml())) {
            component.materializer(definitions, engine)
                    .select("kind:seed")
                    .execute(NodeKind.SEED)
                    .listener(OpenLineageListener.of(component, definitions, engine).client(client).build())
                    .run();
        }
        client.close();
        System.out.println(SENT + Files.readAllLines(project.resolve("lineage.jsonl")).size()
                + " events with jackson-annotations " + version("com.fasterxml.jackson.annotation.JsonFormat")
                + ", Jackson 2 " + version("com.fasterxml.jackson.databind.ObjectMapper"));
    }

    private static String version(String type) throws ClassNotFoundException {
        return Class.forName(type).getPackage().getImplementationVersion();
    }
}
