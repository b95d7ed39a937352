package dev.rockyjava.store.s3;

import dev.rockyjava.store.StateStoreBackend;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Stores versions as objects. S3 writes an object atomically, and later reads see it. */
final class S3Backend implements StateStoreBackend {

    private static final String POINTER = "latest";

    private final S3Address address;
    private final S3Clients clients;

    S3Backend(S3Address address, S3Clients clients) {
        this.address = address;
        this.clients = clients;
    }

    @Override
    public String name() {
        return address.shown;
    }

    @Override
    public Optional<String> pointer() {
        return object(POINTER).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    @Override
    public Optional<byte[]> read(String versionId) {
        return object(versionId);
    }

    private Optional<byte[]> object(String name) {
        return attempt("could not read " + name, s3 -> {
            try {
                return Optional.of(s3.getObjectAsBytes(get -> get.bucket(address.bucket).key(address.folder + name))
                        .asByteArrayUnsafe());
            } catch (S3Exception e) {
                if (S3Failures.isMissingObject(e)) {
                    return Optional.empty();
                }
                throw e;
            }
        });
    }

    @Override
    public void publish(String versionId, byte[] content) {
        put(versionId, content, "application/json");
        put(POINTER, versionId.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    private void put(String name, byte[] content, String type) {
        attempt("could not write " + name, s3 -> s3.putObject(
                put -> put.bucket(address.bucket).key(address.folder + name).contentType(type),
                RequestBody.fromBytes(content)));
    }

    @Override
    public Map<String, Long> versions() {
        return attempt("could not list the versions", s3 -> {
            Map<String, Long> sizes = new HashMap<>();
            for (S3Object object : s3.listObjectsV2Paginator(list -> list.bucket(address.bucket).prefix(address.folder))
                    .contents()) {
                sizes.put(object.key().substring(address.folder.length()), object.size());
            }
            return sizes;
        });
    }

    @Override
    public void delete(String versionId) {
        attempt("could not remove version " + versionId,
                s3 -> s3.deleteObject(delete -> delete.bucket(address.bucket).key(address.folder + versionId)));
    }

    @Override
    public void close() {
        clients.close();
    }

    private <T> T attempt(String what, Function<S3Client, T> work) {
        try {
            return work.apply(clients.client());
        } catch (SdkException e) {
            throw S3Failures.typed(name(), what, e);
        }
    }
}
