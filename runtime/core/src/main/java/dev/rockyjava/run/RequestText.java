package dev.rockyjava.run;

import dev.rockyjava.engine.RunRequest;

/** Requests in the words of the engine's command line, for people and for the names in a journal. Never executed. */
final class RequestText {

    private RequestText() {}

    static String of(RunRequest request) {
        return ShellWords.line(request.arguments());
    }
}
