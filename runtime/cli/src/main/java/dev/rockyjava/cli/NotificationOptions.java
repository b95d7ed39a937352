package dev.rockyjava.cli;

import dev.rockyjava.error.RockyException;
import dev.rockyjava.run.RunResult;
import dev.rockyjava.run.webhook.Webhook;
import dev.rockyjava.run.webhook.WebhookFormat;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say whom to tell that a run has ended. */
final class NotificationOptions {

    // Process lists show arguments, so the secret can't be one.
    private static final String SECRET = "ROCKY_JAVA_WEBHOOK_SECRET";

    /** Returns the words for the help and the completion script. */
    static final class Formats implements Iterable<String> {

        @Override
        public Iterator<String> iterator() {
            return Stream.of(WebhookFormat.values()).map(WebhookFormat::word).iterator();
        }
    }

    @Option(
            names = "--notify",
            paramLabel = "URL",
            defaultValue = "${env:ROCKY_JAVA_WEBHOOK_URL}",
            description = """
                    Send one JSON document to this URL when the run has ended, or couldn't begin: counts, failures, the \
                    report. Signed with the key in ROCKY_JAVA_WEBHOOK_SECRET if there is one. Default: \
                    ROCKY_JAVA_WEBHOOK_URL, which process lists don't show.""")
    private @Nullable String url;

    @Option(
            names = "--notify-format",
            paramLabel = "FORMAT",
            completionCandidates = Formats.class,
            description = "What is sent: ${COMPLETION-CANDIDATES}. Default: document.")
    private @Nullable String format;

    @Option(
            names = "--notify-link",
            paramLabel = "URL",
            description = "Where people find the report, in what is sent. Default: the file of --report.")
    private @Nullable String link;

    /**
     * Runs, and says so if that ends with an exception.
     *
     * @throws UsageException if the options or the secret are invalid; nothing has run then
     */
    int during(Session session, IntSupplier run) {
        Optional<Webhook> webhook = webhook(session);
        try {
            return run.getAsInt();
        } catch (RuntimeException e) {
            // What a timer can't do is to be known; what a person mistypes, that person sees.
            boolean typed = ExceptionHandler.mistake(e) && session.terminal().interactive();
            if (!typed && !ExceptionHandler.nothingToDo(e) && !(e instanceof ParameterException) && !(e instanceof StoppedException)) {
                webhook.flatMap(known -> known.sendProblem(ExceptionHandler.text(e))).ifPresent(session.terminal()::warn);
            }
            throw e;
        }
    }

    /** Says that a run has ended, and where its report is. */
    void ended(Session session, RunResult result, Optional<Path> report) {
        Optional<String> place = Optional.ofNullable(link).or(() -> report.map(Path::toString));
        webhook(session)
                .map(known -> place.map(known::report).orElse(known))
                .flatMap(known -> known.send(result))
                .ifPresent(session.terminal()::warn);
    }

    private static String project(Session session) {
        try {
            Path folder = session.workspace().component().rockyToml().toAbsolutePath().normalize().getParent();
            return folder == null ? "" : String.valueOf(folder.getFileName());
        } catch (RockyException e) {
            return ""; // the run will say so
        }
    }

    private Optional<Webhook> webhook(Session session) {
        if (url == null || url.isEmpty()) {
            if (format != null || link != null) {
                throw new UsageException((format != null ? "--notify-format" : "--notify-link")
                        + " is for the URL of --notify, and there is none");
            }
            return Optional.empty();
        }
        String target = url;
        return Optional.of(UsageException.instead(() -> {
            Webhook webhook = Webhook.to(target).format(format()).project(project(session));
            String secret = System.getenv(SECRET);
            return secret == null || secret.isEmpty() ? webhook : webhook.signedWith(secret);
        }));
    }

    private WebhookFormat format() {
        return Stream.of(WebhookFormat.values())
                .filter(known -> format == null || known.word().equals(format))
                .findFirst()
                .orElseThrow(() -> new UsageException("--notify-format is document, slack or teams, not '" + format + "'"));
    }
}
