package dev.rockyjava.temporal;

import dev.rockyjava.error.ProjectException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.netty.handler.ssl.NotSslRecordException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * A connection of the command line to a server, by Temporal's own variables.
 *
 * @param environment the variables
 * @param limit how long a server may give no answer
 */
record Connection(String address, String namespace, Map<String, String> environment, Duration limit) {

    private static final Duration TO_CONNECT = Duration.ofSeconds(30);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 500;

    static final String API_KEY = "TEMPORAL_API_KEY";

    static Connection of(String address, Optional<String> namespace, Map<String, String> environment) {
        return new Connection(
                address,
                namespace.or(() -> Tls.variable(environment, "TEMPORAL_NAMESPACE")).orElse("default"),
                environment,
                TO_CONNECT);
    }

    /**
     * Returns a client that has reached the namespace.
     *
     * @throws ProjectException if the server doesn't answer within the limit, or refuses this client
     */
    WorkflowClient open() {
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder().setTarget(address);
        Optional<String> key = Tls.variable(environment, API_KEY);
        key.ifPresent(secret -> options.addApiKey(() -> secret));
        Tls tls = new Tls(environment);
        if (tls.isUsed()) {
            options.setSslContext(tls.context());
        } else {
            options.setEnableHttps(false); // an API key would turn it on
        }
        tls.serverName().ifPresent(name -> options.setChannelInitializer(channel -> channel.overrideAuthority(name)));
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(options.validateAndBuildWithDefaults());
        WorkflowClient client =
                WorkflowClient.newInstance(service, WorkflowClientOptions.newBuilder().setNamespace(namespace).build());
        try {
            reach(client);
        } catch (Throwable e) {
            service.shutdownNow();
            throw e;
        }
        return client;
    }

    private void reach(WorkflowClient client) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                client.getWorkflowServiceStubs().blockingStub().withDeadlineAfter(Math.min(ATTEMPT.toMillis(), limit.toMillis()), TimeUnit.MILLISECONDS)
                        .describeNamespace(DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build());
                return;
            } catch (StatusRuntimeException e) {
                if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
                    return; // that of temporal-testing
                }
                boolean mayPass = Server.isAway(e) && tlsFailure(e).isEmpty();
                if (!mayPass || System.nanoTime() > end) {
                    throw problem(e);
                }
                pause(e);
            }
        }
    }

    private void pause(StatusRuntimeException failure) {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw problem(failure);
        }
    }

    private ProjectException problem(StatusRuntimeException e) {
        Optional<Throwable> tls = tlsFailure(e);
        if (tls.isPresent()) {
            return ofTls(tls.get());
        }
        String said = Optional.ofNullable(e.getStatus().getDescription()).map(text -> ": " + text).orElse("");
        Optional<String> refusal = Server.refusal(e);
        if (refusal.isPresent()) {
            return problem(
                    "the Temporal server at " + address + " refuses this client: " + refusal.get(),
                    environment.containsKey(API_KEY)
                            ? "check " + API_KEY + ", and that it is for the namespace " + namespace
                            : "set " + API_KEY + ", or with mTLS check that the certificate is for the namespace " + namespace,
                    e);
        }
        if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
            return problem(
                    "the Temporal server at " + address + " has no namespace " + namespace,
                    "create it, or correct --namespace or TEMPORAL_NAMESPACE", e);
        }
        return problem(
                "there is no answer from a Temporal server at " + address + said,
                "start it, or correct --temporal" + (new Tls(environment).isUsed() ? "" : "; if it wants TLS, set TEMPORAL_TLS=true"),
                e);
    }

    private ProjectException ofTls(Throwable failure) {
        String text = String.valueOf(failure.getMessage());
        if (failure instanceof NotSslRecordException) {
            return problem(
                    "the Temporal server at " + address + " doesn't speak TLS",
                    "correct --temporal, or unset " + API_KEY + " and the variables TEMPORAL_TLS…", failure);
        }
        if (failure instanceof SSLException) {
            return problem(
                    "the Temporal server at " + address + " ended the TLS handshake: " + text,
                    new Tls(environment).hasCertificate()
                            ? "check that it trusts the certificate of TEMPORAL_TLS_CLIENT_CERT_PATH, and that this hasn't expired"
                            : "if it wants a certificate of clients, name one with TEMPORAL_TLS_CLIENT_CERT_PATH and"
                                    + " TEMPORAL_TLS_CLIENT_KEY_PATH",
                    failure);
        }
        return problem(
                "the certificate of the Temporal server at " + address + " isn't trusted: " + text,
                "name its authority's certificate with TEMPORAL_TLS_SERVER_CA_CERT_PATH, and the certificate's host, if --temporal has"
                        + " another, with TEMPORAL_TLS_SERVER_NAME",
                failure);
    }

    private static ProjectException problem(String problem, String hint, Throwable cause) {
        return new ProjectException(problem, hint, cause);
    }

    /** Returns what is wrong with a certificate, otherwise with TLS; empty if the failure is another. */
    private static Optional<Throwable> tlsFailure(Throwable thrown) {
        return causes(thrown).filter(cause -> cause instanceof CertificateException || cause instanceof CertPathBuilderException)
                .reduce((outer, inner) -> inner)
                .or(() -> causes(thrown).filter(SSLException.class::isInstance).findFirst());
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }
}
