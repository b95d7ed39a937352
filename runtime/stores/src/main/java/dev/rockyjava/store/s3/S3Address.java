package dev.rockyjava.store.s3;

import dev.rockyjava.store.StateStoreConfig;
import dev.rockyjava.store.StateStoreException;
import dev.rockyjava.store.StateStoreException.Reason;
import dev.rockyjava.store.StateStoreKeys;
import dev.rockyjava.store.StateStoreUri;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The location of the objects and the credentials. A class rather than a record: its text must not contain the secret
 * key.
 */
final class S3Address {

    private static final Set<String> NAMES = Set.of("endpoint", "region", "path_style");
    private static final Set<String> SECRETS = Set.of("access_key_id", "secret_access_key", "session_token");

    final String shown;
    final String bucket;
    final String folder;
    final @Nullable URI endpoint;
    final @Nullable String region;
    final boolean pathStyle;
    final @Nullable String accessKeyId;
    final @Nullable String secretAccessKey;
    final @Nullable String sessionToken;

    private S3Address(StateStoreUri uri, Map<String, String> options, String key) {
        bucket = uri.host();
        folder = (uri.path().isEmpty() ? "" : uri.path() + "/") + key + "/";
        endpoint = Optional.ofNullable(options.get("endpoint")).map(text -> endpoint(uri, text)).orElse(null);
        shown = "snapshot store s3://" + bucket + "/" + folder + (endpoint == null ? "" : " at " + endpoint);
        // Stores other than Amazon's have no region, but the signature needs one, and this is the one they expect.
        region = options.getOrDefault("region", endpoint == null ? null : "us-east-1");
        pathStyle = flag(uri, options.get("path_style"), endpoint != null);
        accessKeyId = options.get("access_key_id");
        secretAccessKey = options.get("secret_access_key");
        sessionToken = options.get("session_token");
        if ((accessKeyId == null) != (secretAccessKey == null) || sessionToken != null && accessKeyId == null) {
            throw misconfigured(uri, "has a part of its credentials only",
                    "Give access_key_id and secret_access_key together (session_token beside them if they are"
                            + " temporary), or none of them for the default chain of the AWS SDK.");
        }
    }

    static S3Address of(StateStoreConfig config) {
        StateStoreUri uri = StateStoreUri.parse(config.location());
        if (uri.user().isPresent() || uri.password().isPresent()) {
            throw misconfigured(uri, "has credentials in its address",
                    "Give them as the options access_key_id and secret_access_key, or to the AWS SDK.");
        }
        return new S3Address(uri, uri.options(config, NAMES, SECRETS), StateStoreKeys.sanitize(config.key()));
    }

    private static URI endpoint(StateStoreUri uri, String text) {
        try {
            URI endpoint = new URI(text);
            String scheme = String.valueOf(endpoint.getScheme());
            boolean http = scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https");
            boolean bare = endpoint.getRawUserInfo() == null && endpoint.getRawQuery() == null;
            if (http && bare && endpoint.getHost() != null) {
                return endpoint;
            }
        } catch (URISyntaxException e) {
            // Reported below, without the text: it may contain credentials.
        }
        throw misconfigured(uri, "has an endpoint that can't be one",
                "Write it as http://host:port or https://host:port, with no user and no parameters.");
    }

    private static boolean flag(StateStoreUri uri, @Nullable String text, boolean otherwise) {
        if (text == null) {
            return otherwise;
        }
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return Boolean.parseBoolean(text);
        }
        throw misconfigured(uri, "has the path_style \"" + text + "\"", "It is true or false.");
    }

    private static StateStoreException misconfigured(StateStoreUri uri, String problem, String next) {
        return new StateStoreException(Reason.MISCONFIGURED, uri.redacted(), problem, next, null);
    }
}
