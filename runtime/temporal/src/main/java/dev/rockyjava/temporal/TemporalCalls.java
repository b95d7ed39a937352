package dev.rockyjava.temporal;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import dev.rockyjava.cli.RemoteCalls;
import dev.rockyjava.engine.RockyEngine;
import dev.rockyjava.error.ProjectException;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.SimpleSslContextBuilder;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The command line's way to Temporal. Only the command line creates it. */
public final class TemporalCalls implements RemoteCalls {

    private static final Duration TO_CONNECT = Duration.ofSeconds(30);

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
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder().setTarget(server.address());
        variable("TEMPORAL_API_KEY").ifPresent(key -> options.addApiKey(() -> key).setEnableHttps(true));
        variable("TEMPORAL_TLS_CLIENT_CERT_PATH").ifPresent(certificate -> options.setSslContext(tls(
                Path.of(certificate),
                Path.of(variable("TEMPORAL_TLS_CLIENT_KEY_PATH").orElseThrow(() -> new ProjectException(
                        "TEMPORAL_TLS_CLIENT_CERT_PATH is set, and TEMPORAL_TLS_CLIENT_KEY_PATH isn't",
                        "set both, or neither", null))))));
        WorkflowServiceStubs service;
        try {
            service = WorkflowServiceStubs.newConnectedServiceStubs(options.validateAndBuildWithDefaults(), TO_CONNECT);
        } catch (RuntimeException e) {
            throw new ProjectException(
                    "there is no answer from a Temporal server at " + server.address(), "start it, or correct --temporal", e);
        }
        return WorkflowClient.newInstance(service, WorkflowClientOptions.newBuilder()
                .setNamespace(server.namespace().or(() -> variable("TEMPORAL_NAMESPACE")).orElse("default"))
                .build());
    }

    private static SslContext tls(Path certificate, Path key) {
        try (InputStream chain = Files.newInputStream(certificate);
                InputStream secret = Files.newInputStream(key)) {
            return SimpleSslContextBuilder.forPKCS8(chain, secret).build();
        } catch (IOException e) {
            throw new ProjectException(
                    "the certificate " + certificate + " or its key " + key + " can't be used",
                    "correct TEMPORAL_TLS_CLIENT_CERT_PATH and TEMPORAL_TLS_CLIENT_KEY_PATH", e);
        }
    }

    private static Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }
}
