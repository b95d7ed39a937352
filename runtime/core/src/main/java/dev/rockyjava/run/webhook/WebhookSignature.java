package dev.rockyjava.run.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as the specification "Standard Webhooks" says (version 1, symmetric). */
final class WebhookSignature {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final int LONGEST = 64;

    private final SecretKeySpec key;

    private WebhookSignature(byte[] key) {
        this.key = new SecretKeySpec(key, ALGORITHM);
    }

    static WebhookSignature of(String secret) {
        byte[] key;
        try {
            key = Base64.getDecoder().decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
        } catch (IllegalArgumentException e) {
            key = new byte[0]; // the message of the exception quotes the secret
        }
        if (key.length < SHORTEST || key.length > LONGEST) {
            throw new IllegalArgumentException("a webhook's secret is " + SHORTEST + " to " + LONGEST
                    + " bytes in Base64, after " + PREFIX + " or alone; create one with: openssl rand -base64 32");
        }
        return new WebhookSignature(key);
    }

    /** Returns the headers of a request. */
    Map<String, String> headers(String id, Instant now, String body) {
        String time = Long.toString(now.getEpochSecond());
        return Map.of(
                "webhook-id", id,
                "webhook-timestamp", time,
                "webhook-signature", "v1," + Base64.getEncoder().encodeToString(digest(id + "." + time + "." + body)));
    }

    private byte[] digest(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }
}
