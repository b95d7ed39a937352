package dev.rockyjava.internal.run.text;

import dev.rockyjava.engine.RunRequest;

/** Requests in the words of the engine's command line, for people and for the names in a journal. Never executed. */
public final class RequestText {

    private RequestText() {}

    public static String of(RunRequest request) {
        return ShellWords.line(request.arguments());
    }

    /** The name of a request in a journal. */
    public static String unit(RunRequest request) {
        return request.word() + " " + of(request);
    }
}
