package dev.rockyjava.store.contract;

import java.net.URI;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;

/** S3Proxy in this JVM, objects in memory, on the loopback address, ended by {@link #stop}; it checks signatures. */
final class S3Server {

    static final String ACCESS_KEY_ID = "test-id";
    static final String SECRET_ACCESS_KEY = "test-secret-key";

    private final BlobStoreContext context;
    private final S3Proxy proxy;
    final BlobStore blobs;

    S3Server() throws Exception {
        context = ContextBuilder.newBuilder("transient").credentials("none", "none").build(BlobStoreContext.class);
        blobs = context.getBlobStore();
        proxy = S3Proxy.builder()
                .blobStore(blobs)
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY_ID, SECRET_ACCESS_KEY)
                .build();
        proxy.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + proxy.getPort());
    }

    void stop() throws Exception {
        proxy.stop();
        context.close();
    }
}
