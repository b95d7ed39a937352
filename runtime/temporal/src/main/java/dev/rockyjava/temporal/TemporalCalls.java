package dev.rockyjava.temporal;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.RemoteCalls;
import dev.rockyjava.engine.RockyEngine;
import io.temporal.client.WorkflowClient;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** The command line's way to Temporal. Only the command line creates it. */
public final class TemporalCalls implements RemoteCalls {

    /** Called by the command line. */
    public TemporalCalls() {}

    @Override
    public RockyEngine engine(
            Server server, RockyComponent component, Definitions definitions, Consumer<String> warnings) {
        return TemporalEngine.to(client(server))
                .project(name(component))
                .component(component)
                .definitions(definitions)
                .warnings(warnings)
                .build();
    }

    /** Runs of one project exclude each other by this name, which is the same on all machines. */
    private static String name(RockyComponent component) {
        Path folder = component.rockyToml().getParent();
        return folder == null || folder.getFileName() == null ? "rocky" : folder.getFileName().toString();
    }

    @Override
    public Serving serve(Server server, RockyComponent component, RockyEngine engine, List<String> queues, int slots) {
        List<String> served = queues.isEmpty() ? List.of(Queues.of(component).ofQueries()) : queues;
        RockyWorker.Builder builder = RockyWorker.of(client(server), engine).component(component).slots(slots);
        served.forEach(builder::queue);
        RockyWorker worker = builder.start();
        return new Serving() {

            @Override
            public String description() {
                return "serves " + String.join(", ", served) + " with " + slots + (slots == 1 ? " slot" : " slots");
            }

            @Override
            public void await() {
                worker.awaitEnd();
            }

            @Override
            public void close() {
                worker.close();
            }
        };
    }

    private static WorkflowClient client(Server server) {
        return Connection.of(server.address(), server.namespace(), System.getenv()).open();
    }
}
