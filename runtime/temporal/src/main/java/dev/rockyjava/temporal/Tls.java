package dev.rockyjava.temporal;

import dev.rockyjava.error.ProjectException;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContext;
import io.grpc.netty.shaded.io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/**
 * What Temporal's own variables say of TLS. A certificate or key is a file, or the value itself, in PEM.
 *
 * @param environment the variables
 */
record Tls(Map<String, String> environment) {

    // As Temporal's own tools read it.
    private static final String SWITCH = "TEMPORAL_TLS";
    private static final Set<String> TRUE = Set.of("1", "t", "T", "true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("0", "f", "F", "false", "False", "FALSE");

    private static final String CERTIFICATE = "TEMPORAL_TLS_CLIENT_CERT";
    private static final String KEY = "TEMPORAL_TLS_CLIENT_KEY";
    private static final String AUTHORITY = "TEMPORAL_TLS_SERVER_CA_CERT";

    static Optional<String> variable(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name)).filter(value -> !value.isEmpty());
    }

    private Optional<String> variable(String name) {
        return variable(environment, name);
    }

    /** Returns whether TLS is used: as {@code TEMPORAL_TLS} says, otherwise if another variable is of use with it only. */
    boolean isUsed() {
        boolean isImplied = Stream.of(CERTIFICATE, KEY, AUTHORITY).map(this::given).anyMatch(Optional::isPresent)
                || serverName().isPresent()
                || variable(Connection.API_KEY).isPresent();
        return variable(SWITCH).map(Tls::isOn).orElse(isImplied);
    }

    private static boolean isOn(String value) {
        boolean isOn = TRUE.contains(value);
        if (!isOn && !FALSE.contains(value)) {
            throw new ProjectException(SWITCH + " is neither true nor false", "set it to true or false, or unset it", null);
        }
        return isOn;
    }

    boolean hasCertificate() {
        return given(CERTIFICATE).isPresent();
    }

    /** Returns the host in the server's certificate; empty if it is that of the address. */
    Optional<String> serverName() {
        return variable("TEMPORAL_TLS_SERVER_NAME");
    }

    SslContext context() {
        Optional<String> certificate = given(CERTIFICATE);
        Optional<String> key = given(KEY);
        if (certificate.isPresent() != key.isPresent()) {
            String given = certificate.or(() -> key).orElseThrow();
            String missing = key.isPresent() ? CERTIFICATE : KEY;
            throw new ProjectException(
                    given + " is set, but neither " + missing + "_DATA nor " + missing + "_PATH is",
                    "set one of these, or unset " + given,
                    null);
        }
        SslContextBuilder builder = GrpcSslContexts.forClient();
        certificate.ifPresent(given -> use(
                given + " with " + key.orElseThrow(), () -> builder.keyManager(pem(CERTIFICATE), pem(KEY))));
        given(AUTHORITY).ifPresent(given -> use(given, () -> builder.trustManager(pem(AUTHORITY))));
        try {
            return builder.build();
        } catch (SSLException e) {
            throw new ProjectException("TLS can't be used: " + e.getMessage(), "check the variables TEMPORAL_TLS_…", e);
        }
    }

    private static void use(String given, Runnable files) {
        try {
            files.run();
        } catch (IllegalArgumentException e) {
            throw new ProjectException(
                    given + " can't be used: " + e.getMessage(), "name PEM files, the key in PKCS#8 and without a password", e);
        }
    }

    /** Returns the variable that has a certificate or key; empty if none has. */
    private Optional<String> given(String name) {
        List<String> given =
                Stream.of(name + "_DATA", name + "_PATH").filter(each -> variable(each).isPresent()).toList();
        if (given.size() > 1) {
            throw new ProjectException(String.join(" and ", given) + " are both set", "unset one of them", null);
        }
        return given.stream().findFirst();
    }

    /** No failure has the value in it: it may be the key instead of a file's name. */
    private InputStream pem(String name) {
        Optional<byte[]> data = variable(name + "_DATA").map(text -> text.getBytes(StandardCharsets.UTF_8));
        try {
            return new ByteArrayInputStream(data.isPresent() ? data.get() : Files.readAllBytes(Path.of(variable(name + "_PATH").orElse(""))));
        } catch (IOException | InvalidPathException e) {
            throw new IllegalArgumentException(
                    "what " + name + "_PATH names is no file that can be read (" + name + "_DATA takes the text itself)");
        }
    }
}
