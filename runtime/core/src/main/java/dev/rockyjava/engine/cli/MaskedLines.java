package dev.rockyjava.engine.cli;

import dev.rockyjava.internal.secret.Secrets;
import java.util.function.Consumer;

/** Masks secrets in lines as they arrive, also where an engine broke a line within one. Not thread-safe. */
final class MaskedLines {

    private final Secrets secrets;
    private final Consumer<String> lines;
    // The end of what was passed on, in which a secret may begin; with a line break if it isn't empty.
    private String before = "";
    private String held = "";

    /** @param lines receives each line that isn't blank, cut after {@link StderrReader#LONGEST_LINE} characters */
    MaskedLines(Secrets secrets, Consumer<String> lines) {
        this.secrets = secrets;
        this.lines = lines;
    }

    /**
     * Takes the next line. It is held if it ends in the beginning of a secret, which the following one may continue.
     *
     * @param cut whether its end was dropped
     */
    void accept(String line, boolean cut) {
        String text = held.isEmpty() ? line : held + "\n" + line;
        String whole = before + text;
        Secrets.Unfinished unfinished = secrets.unfinished(whole);
        boolean all = cut || text.length() >= StderrReader.LONGEST_LINE;
        int hold = all ? whole.length() : Math.max(before.length(), unfinished.line());
        held = whole.substring(hold);
        if (held.isEmpty()) {
            // A line that is too long to wait is shown without the beginning of the secret.
            int shown = all ? unfinished.telling() : whole.length();
            boolean begun = shown < whole.length();
            passOn(secrets.mask(whole.substring(0, shown)) + (begun ? Secrets.MASK : ""), cut);
            begins(whole.substring(begun ? shown : unfinished.from()));
        } else if (hold > before.length()) {
            passOn(secrets.mask(whole.substring(0, hold - 1)), false);
            begins("");
        }
    }

    /** Returns whether a line waits for the following one. */
    boolean isHolding() {
        return !held.isEmpty();
    }

    /** Passes on what was held, without the beginning of the secret: nothing follows, or not soon. */
    void release() {
        if (isHolding()) {
            String whole = before + held;
            int telling = secrets.unfinished(whole).telling();
            held = "";
            passOn(secrets.mask(whole.substring(0, telling)) + Secrets.MASK, false);
            begins(whole.substring(telling));
        }
    }

    private void begins(String end) {
        // Without a limit, lines that are blank or have nothing but a frame would be kept as long as they come.
        before = end.isEmpty() || end.length() > 2 * StderrReader.LONGEST_LINE ? "" : end + "\n";
    }

    private void passOn(String masked, boolean cut) {
        // Shorter if a secret begins in what was passed on.
        int from = commonBegin(before, masked);
        masked.substring(from).lines().map(String::stripTrailing).filter(line -> !line.isEmpty()).forEach(line -> {
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
