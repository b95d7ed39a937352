package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.secret.Secrets;
import java.util.function.Consumer;

/** Masks secrets in lines as they arrive, also where an engine broke a line within one. Not thread-safe. */
final class MaskedLines {

    // The end of a line that begins no secret certainly. It is masked with the next line, but has been passed on.
    private static final int CONTEXT = 3;

    private final Secrets secrets;
    private final Consumer<String> lines;
    private String passedOn = "";
    private String held = "";

    /** @param lines receives each line, cut after {@link StderrReader#LONGEST_LINE} characters */
    MaskedLines(Secrets secrets, Consumer<String> lines) {
        this.secrets = secrets;
        this.lines = lines;
    }

    /**
     * Takes the next line. It is passed on with the following one if it ends in the beginning of a secret.
     *
     * @param cut whether its end was dropped
     */
    void accept(String line, boolean cut) {
        String text = held.isEmpty() ? line : held + "\n" + line;
        boolean hold = !cut && text.length() < StderrReader.LONGEST_LINE && secrets.mayContinue(passedOn + "\n" + text);
        held = hold ? text : "";
        if (!hold) {
            passOn(text, cut);
        }
    }

    /** Passes on what was held. */
    void end() {
        if (!held.isEmpty()) {
            passOn(held, false);
        }
    }

    private void passOn(String text, boolean cut) {
        String before = passedOn + "\n";
        String masked = secrets.mask(before + text);
        // Shorter if a secret begins in what was passed on.
        int from = commonBegin(before, masked);
        passedOn = text.substring(Math.max(0, text.length() - CONTEXT));
        masked.substring(from).lines().filter(line -> !line.isBlank()).forEach(line -> {
            boolean tooLong = cut || line.length() > StderrReader.LONGEST_LINE;
            lines.accept(tooLong ? line.substring(0, Math.min(line.length(), StderrReader.LONGEST_LINE)) + "\u2026" : line);
        });
    }

    private static int commonBegin(String text, String other) {
        int i = 0;
        while (i < text.length() && i < other.length() && text.charAt(i) == other.charAt(i)) {
            i++;
        }
        return i;
    }
}
