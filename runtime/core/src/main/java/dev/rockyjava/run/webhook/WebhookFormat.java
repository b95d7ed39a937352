package dev.rockyjava.run.webhook;

/** What a {@link Webhook} sends. */
public enum WebhookFormat {

    /** The whole JSON document. */
    DOCUMENT("document"),
    /** A message for an incoming webhook of Slack. */
    SLACK("slack"),
    /** A message for a workflow of Microsoft Teams that begins with a webhook request. */
    TEAMS("teams");

    private final String word;

    WebhookFormat(String word) {
        this.word = word;
    }

    /** Returns the word for the format in options: {@code document}, {@code slack} or {@code teams}. */
    public String word() {
        return word;
    }
}
