package dev.rockyjava.internal.run.text;

import dev.rockyjava.engine.RunRequest;
import dev.rockyjava.internal.text.ShellWords;

/**
 * Formats requests in the words of the engine's command line, for messages and for the names of work units in a
 * journal. The text is never executed.
 */
public final class RequestText {

    private RequestText() {}

    public static String of(RunRequest request) {
        return ShellWords.line(request.arguments());
    }

    /** Returns the name of a request in a journal. */
    public static String unit(RunRequest request) {
        return request.word() + " " + of(request);
    }
}
