package dev.rockyjava.telemetry;

import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Receives spans as a collector does: OTLP, by gRPC. */
final class Collector implements AutoCloseable {

    /** A span that was received. */
    record Received(String service, String name, String trace, String id, String parent, Map<String, String> attributes, List<String> events) {}

    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final Server server;

    Collector() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(service("trace.v1.TraceService", this::receive))
                .addService(service("metrics.v1.MetricsService", request -> {}))
                .build()
                .start();
    }

    private static ServerServiceDefinition service(String name, Consumer<byte[]> receiver) {
        String service = "opentelemetry.proto.collector." + name;
        MethodDescriptor<byte[], byte[]> export = MethodDescriptor.newBuilder(new Bytes(), new Bytes())
                .setType(MethodDescriptor.MethodType.UNARY)
                .setFullMethodName(service + "/Export")
                .build();
        return ServerServiceDefinition.builder(service)
                .addMethod(export, ServerCalls.asyncUnaryCall((request, response) -> {
                    receiver.accept(request);
                    response.onNext(new byte[0]); // an empty message: everything was taken
                    response.onCompleted();
                }))
                .build();
    }

    private void receive(byte[] request) {
        try {
            ExportTraceServiceRequest.parseFrom(request).getResourceSpansList().forEach(resource -> {
                String service = resource.getResource().getAttributesList().stream()
                        .filter(attribute -> attribute.getKey().equals("service.name"))
                        .map(attribute -> attribute.getValue().getStringValue())
                        .findFirst()
                        .orElse("");
                resource.getScopeSpansList().forEach(scope ->
                        scope.getSpansList().forEach(span -> spans.add(received(service, span))));
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Received received(String service, Span span) {
        return new Received(
                service,
                span.getName(),
                hex(span.getTraceId().toByteArray()),
                hex(span.getSpanId().toByteArray()),
                hex(span.getParentSpanId().toByteArray()),
                span.getAttributesList().stream().collect(Collectors.toMap(
                        attribute -> attribute.getKey(), attribute -> attribute.getValue().getStringValue(), (a, b) -> b)),
                span.getEventsList().stream().map(Span.Event::getName).toList());
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getPort();
    }

    List<Received> spans() {
        return spans;
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
