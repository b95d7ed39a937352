package dev.rockyjava.run.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends one request, repeats it where that may help, and gives up in time. */
final class WebhookDelivery {

    private static final int ATTEMPTS = 3;
    // A run waits ten seconds for its listeners.
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration CALL = Duration.ofSeconds(3);

    private final URI url;
    private final @Nullable WebhookSignature signature;

    WebhookDelivery(URI url, @Nullable WebhookSignature signature) {
        this.url = url;
        this.signature = signature;
    }

    /** Returns why the document wasn't delivered; empty if it was. */
    Optional<String> deliver(String id, String body, Instant now) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1) // without an offer of HTTP/2, which old receivers refuse
                .connectTimeout(CALL)
                .proxy(ProxySelector.getDefault())
                .build();
        long begun = System.nanoTime();
        String problem = "";
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Duration left = LIMIT.minusNanos(System.nanoTime() - begun);
            if (left.isNegative() || left.isZero()) {
                break;
            }
            try {
                int status = status(client, request(id, body, now, CALL.compareTo(left) < 0 ? CALL : left));
                if (status / 100 == 2) {
                    return Optional.empty();
                }
                problem = "it answered " + status;
                if (status != 429 && status / 100 != 5) {
                    break;
                }
            } catch (HttpTimeoutException e) {
                problem = "it didn't answer in time";
            } catch (IOException | IllegalArgumentException e) {
                problem = e.getClass().getSimpleName(); // a message may hold the URL
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return failed("interrupted");
            }
            if (attempt < ATTEMPTS && !paused(PAUSE.multipliedBy(attempt))) {
                return failed("interrupted");
            }
        }
        return failed(problem);
    }

    private Optional<String> failed(String problem) {
        return Optional.of("the webhook at " + url.getHost() + " was not told that the run ended: " + problem
                + ". The run itself isn't affected; check the URL of the webhook");
    }

    // The answer's text isn't awaited: no time limit of the client would end it.
    private static int status(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        response.body().close();
        return response.statusCode();
    }

    private HttpRequest request(String id, String body, Instant now, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "rocky-java")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (signature != null) {
            signature.headers(id, now, body).forEach(request::header);
        }
        return request.build();
    }

    private static boolean paused(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
