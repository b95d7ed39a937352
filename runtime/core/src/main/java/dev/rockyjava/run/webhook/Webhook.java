package dev.rockyjava.run.webhook;

import dev.rockyjava.internal.secret.Secrets;
import dev.rockyjava.run.RunEvent;
import dev.rockyjava.run.RunListener;
import dev.rockyjava.run.RunResult;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Sends one JSON document to a URL when a run ends: its counts, what failed and why, and a link to its report. Immutable.
 *
 * <pre>{@code
 * Webhook webhook = Webhook.to(System.getenv("ROCKY_JAVA_WEBHOOK_URL"));
 * component.materializer(definitions, engine).listener(webhook).run();
 * }</pre>
 *
 * <p>The request is repeated up to twice if the server can't be reached or answers 429 or 5xx, and given up after 8
 * seconds; a run never fails because of it. The URL and the secret are in no log and no message; of the URL, only the
 * server's name is.
 */
public final class Webhook implements RunListener {

    private static final Logger LOG = LoggerFactory.getLogger(Webhook.class);
    private static final int LAST_PORT = 65_535;

    private final URI url;
    private final WebhookFormat format;
    private final String project;
    private final @Nullable String report;
    private final @Nullable WebhookSignature signature;

    private Webhook(
            URI url,
            WebhookFormat format,
            String project,
            @Nullable String report,
            @Nullable WebhookSignature signature) {
        this.url = url;
        this.format = format;
        this.project = project;
        this.report = report;
        this.signature = signature;
    }

    /**
     * Returns a webhook that sends the {@linkplain WebhookFormat#DOCUMENT document}, unsigned.
     *
     * @param url an absolute URL, http or https
     * @throws IllegalArgumentException if it is none; the message doesn't contain it
     */
    public static Webhook to(String url) {
        try {
            URI uri = new URI(url);
            boolean http = "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getUserInfo() == null && uri.getPort() <= LAST_PORT) {
                return new Webhook(uri, WebhookFormat.DOCUMENT, "", null, null);
            }
        } catch (URISyntaxException e) {
            // The message holds the URL.
        }
        throw new IllegalArgumentException(
                "a webhook's URL is an absolute one, http or https, with a host and without a user");
    }

    /** Returns a copy that sends another format. */
    public Webhook format(WebhookFormat other) {
        return new Webhook(url, other, project, report, signature);
    }

    /** Returns a copy whose messages name the project, so that several can share one channel. */
    public Webhook project(String name) {
        return new Webhook(url, format, name, report, signature);
    }

    /**
     * Returns a copy whose messages link to a report of the run.
     *
     * @param link a URL or the name of a file, as its readers can open it
     */
    public Webhook report(String link) {
        return new Webhook(url, format, project, link, signature);
    }

    /**
     * Returns a copy that signs each request as the specification "Standard Webhooks" says, for which libraries exist in
     * most languages: the headers {@code webhook-id} (the run's id), {@code webhook-timestamp} and
     * {@code webhook-signature}, an HMAC-SHA256 over both and the body.
     *
     * @param secret the key in Base64, 24 to 64 bytes, usually after {@code whsec_}
     * @throws IllegalArgumentException if it is none; the message doesn't contain it
     */
    public Webhook signedWith(String secret) {
        return new Webhook(url, format, project, report, WebhookSignature.of(secret));
    }

    @Override
    public void onEvent(RunEvent event) {
        if (event instanceof RunEvent.RunFinished finished) {
            send(finished.result()).ifPresent(LOG::warn);
        }
    }

    /**
     * Sends the result of a run. Returns after 8 seconds at most.
     *
     * @return why it could not be delivered; empty if it was
     */
    public Optional<String> send(RunResult result) {
        return send(result.runId(), WebhookDocument.of(project, result, report));
    }

    /**
     * Says that a run couldn't begin, or ended without a result. Returns after 8 seconds at most.
     *
     * @param problem what is wrong, without secrets
     * @return why it could not be delivered; empty if it was
     */
    public Optional<String> sendProblem(String problem) {
        return send(UUID.randomUUID().toString(), WebhookDocument.of(project, Secrets.ofThisProcess().mask(problem)));
    }

    private Optional<String> send(String id, ObjectNode document) {
        String body = (switch (format) {
            case DOCUMENT -> document;
            case SLACK -> ChatMessages.slack(document);
            case TEAMS -> ChatMessages.teams(document);
        }).toString();
        return new WebhookDelivery(url, signature).deliver(id, body, Instant.now());
    }

    /** Returns the server's name, for logs. */
    @Override
    public String toString() {
        return "webhook of " + url.getHost();
    }
}
