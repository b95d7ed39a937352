package dev.rockyjava.openlineage;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.rockyjava.error.ProjectException;
import io.openlineage.client.Clients;
import io.openlineage.client.DefaultConfigPathProvider;
import io.openlineage.client.OpenLineageClient;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.OpenLineageConfig;
import io.openlineage.client.transports.ApiKeyTokenProvider;
import io.openlineage.client.transports.HttpConfig;
import io.openlineage.client.utils.OpenLineageEnvParser;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Function;

/**
 * The client's own configuration: {@code openlineage.yml} where the client looks for it, else the variables whose names begin
 * with OPENLINEAGE__, else OPENLINEAGE_URL, OPENLINEAGE_ENDPOINT and OPENLINEAGE_API_KEY. The Java client itself doesn't know
 * the last three, which those for other languages do.
 *
 * @param environment looks up a variable; returns empty if it isn't set
 */
record ClientConfiguration(OpenLineageConfig<?> config, Function<String, Optional<String>> environment) {

    private static final TypeReference<OpenLineageConfig<?>> TYPE = new TypeReference<>() {};

    /**
     * Reads the configuration.
     *
     * @throws ProjectException if there is none, or it can't be read
     */
    static ClientConfiguration read(Function<String, Optional<String>> environment) {
        try {
            return new ClientConfiguration(config(environment), environment);
        } catch (ProjectException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ProjectException(
                    "the configuration of the OpenLineage client can't be read: " + e.getMessage(),
                    "correct openlineage.yml or the variables whose names begin with OPENLINEAGE_",
                    e);
        }
    }

    private static OpenLineageConfig<?> config(Function<String, Optional<String>> environment) {
        if (environment.apply("OPENLINEAGE_DISABLED").filter(Boolean::parseBoolean).isPresent()) {
            return new OpenLineageConfig<>();
        }
        DefaultConfigPathProvider paths = new DefaultConfigPathProvider();
        OpenLineageConfig<?> config = new OpenLineageConfig<>();
        if (paths.getPaths().stream().anyMatch(Files::exists)) {
            config = OpenLineageClientUtils.loadOpenLineageConfigYaml(paths, TYPE);
        } else if (OpenLineageEnvParser.OpenLineageEnvVarsExist()) {
            config = OpenLineageClientUtils.loadOpenLineageConfigFromEnvVars(TYPE);
        }
        if (config.getTransportConfig() == null) {
            config.setTransportConfig(http(environment));
        }
        return config;
    }

    private static URI url(String text) {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            // The message holds the URL, and that perhaps a password.
        }
        throw new ProjectException(
                "OPENLINEAGE_URL is not an absolute URL, http or https",
                "set it like http://localhost:5000, with special characters of a password percent-encoded",
                null);
    }

    private static HttpConfig http(Function<String, Optional<String>> environment) {
        HttpConfig http = new HttpConfig();
        http.setUrl(url(variable(environment, "OPENLINEAGE_URL").orElseThrow(() -> new ProjectException(
                "no lineage catalog is configured",
                "set OPENLINEAGE_URL, for example to http://localhost:5000, or write openlineage.yml in the current folder",
                null))));
        variable(environment, "OPENLINEAGE_ENDPOINT").ifPresent(http::setEndpoint);
        variable(environment, "OPENLINEAGE_API_KEY").ifPresent(key -> {
            ApiKeyTokenProvider token = new ApiKeyTokenProvider();
            token.setApiKey(key);
            http.setAuth(token);
        });
        return http;
    }

    private static Optional<String> variable(Function<String, Optional<String>> environment, String name) {
        return environment.apply(name).filter(value -> !value.isBlank());
    }

    OpenLineageClient open() {
        return Clients.newClient(config);
    }

    /** Returns the namespace of jobs, if one is configured. */
    Optional<String> namespace() {
        return Optional.ofNullable(config.getJobConfig()).flatMap(job -> Optional.ofNullable(job.getNamespace()));
    }

    /** Returns the name of the job that a run is, if one is configured. */
    Optional<String> job() {
        return Optional.ofNullable(config.getJobConfig()).flatMap(job -> Optional.ofNullable(job.getName()));
    }
}
