package dev.rockyjava.temporal;

import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.ClientAuth;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Speaks TLS with clients, refuses those without its API key, and passes each call on to a server without either. */
final class TlsFront implements AutoCloseable {

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {

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
    };

    private final ManagedChannel behind;
    private final Server server;
    private volatile Optional<String> apiKey = Optional.empty();

    /**
     * @param own the certificate that clients see
     * @param clients the certificate that clients have, or empty if they need none
     */
    TlsFront(String address, Certificates certificates, String own, Optional<String> clients) throws IOException {
        behind = NettyChannelBuilder.forTarget(address).usePlaintext().build();
        SslContextBuilder tls = GrpcSslContexts.configure(SslContextBuilder.forServer(
                certificates.certificate(own).toFile(), certificates.key(own).toFile()));
        clients.ifPresent(name -> tls.clientAuth(ClientAuth.REQUIRE).trustManager(certificates.certificate(name).toFile()));
        server = NettyServerBuilder.forPort(0).sslContext(tls.build()).fallbackHandlerRegistry(new AnyMethod()).build().start();
    }

    /** Refuses, from now on, clients with another key. */
    TlsFront withApiKey(String key) {
        apiKey = Optional.of(key);
        return this;
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        behind.shutdownNow();
    }

    private final class AnyMethod extends HandlerRegistry {

        @Override
        public ServerMethodDefinition<byte[], byte[]> lookupMethod(String name, @Nullable String authority) {
            return ServerMethodDefinition.create(
                    MethodDescriptor.newBuilder(BYTES, BYTES).setFullMethodName(name).setType(MethodDescriptor.MethodType.UNKNOWN).build(),
                    new Passing());
        }
    }

    /** Passes on requests, which are single messages, and their answers. */
    private final class Passing implements ServerCallHandler<byte[], byte[]> {

        @Override
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> client, Metadata headers) {
            String given = headers.get(Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER));
            if (apiKey.filter(key -> !("Bearer " + key).equals(given)).isPresent()) {
                client.close(Status.UNAUTHENTICATED.withDescription("unknown API key"), new Metadata());
                return new ServerCall.Listener<>() {};
            }
            ClientCall<byte[], byte[]> call = behind.newCall(client.getMethodDescriptor(), CallOptions.DEFAULT);
            call.start(new Answering(client), headers);
            call.request(2);
            client.request(2);
            return new ServerCall.Listener<>() {

                @Override
                public void onMessage(byte[] message) {
                    call.sendMessage(message);
                }

                @Override
                public void onHalfClose() {
                    call.halfClose();
                }

                @Override
                public void onCancel() {
                    call.cancel("the client has cancelled it", null);
                }
            };
        }
    }

    private static final class Answering extends ClientCall.Listener<byte[]> {

        private final ServerCall<byte[], byte[]> client;

        private Answering(ServerCall<byte[], byte[]> client) {
            this.client = client;
        }

        @Override
        public void onHeaders(Metadata headers) {
            client.sendHeaders(headers);
        }

        @Override
        public void onMessage(byte[] message) {
            client.sendMessage(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            client.close(status, trailers);
        }
    }
}
