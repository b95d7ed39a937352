package dev.rockyjava.store.s3;

import dev.rockyjava.store.StateStoreConfig;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Creates the client when it is first needed: determining the region and credentials may use the network. */
final class S3Clients implements AutoCloseable {

    private final S3Address address;
    private final StateStoreConfig config;
    private @Nullable S3Client client;

    S3Clients(S3Address address, StateStoreConfig config) {
        this.address = address;
        this.config = config;
    }

    synchronized S3Client client() {
        if (client == null) {
            client = build();
        }
        return client;
    }

    private S3Client build() {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(config.connectTimeout())
                        .socketTimeout(config.timeout()))
                .overrideConfiguration(override ->
                        override.apiCallTimeout(config.timeout()).retryStrategy(RetryMode.STANDARD))
                // The id of a version contains a hash of it; many other stores don't support the newer checksums.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                // A body is in memory anyway. Over plain http the client would otherwise split it into signed chunks
                // (aws-chunked), which other stores refuse; the endpoint option alone doesn't reveal whether the
                // store is Amazon's, since AWS_ENDPOINT_URL and profiles set one too.
                .serviceConfiguration(settings -> settings.chunkedEncodingEnabled(false))
                .forcePathStyle(address.pathStyle);
        if (address.endpoint != null) {
            builder.endpointOverride(address.endpoint);
        }
        if (address.region != null) {
            builder.region(Region.of(address.region));
        }
        if (address.accessKeyId != null && address.secretAccessKey != null) {
            builder.credentialsProvider(StaticCredentialsProvider.create(
                    credentials(address.accessKeyId, address.secretAccessKey, address.sessionToken)));
        }
        return builder.build();
    }

    private static AwsCredentials credentials(String id, String secret, @Nullable String token) {
        return token == null ? AwsBasicCredentials.create(id, secret) : AwsSessionCredentials.create(id, secret, token);
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
