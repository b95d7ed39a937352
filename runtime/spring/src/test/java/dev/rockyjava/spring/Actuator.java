package dev.rockyjava.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The actuator of a running application, over HTTP. */
record Actuator(ConfigurableApplicationContext application) {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    JsonNode get(String path, int status) throws Exception {
        String port = application.getEnvironment().getProperty("local.server.port");
        HttpResponse<String> response = CLIENT.send(
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/actuator/" + path)).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new JsonMapper().readTree(response.body());
    }

    double measured(String metric) throws Exception {
        return get("metrics/" + metric, 200).at("/measurements/0/value").asDouble();
    }
}
