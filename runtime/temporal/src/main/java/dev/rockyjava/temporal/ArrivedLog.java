package dev.rockyjava.temporal;

import java.util.function.Consumer;

/** Passes on the lines that an engine logs on a worker, each once and in their order. Not thread-safe. */
final class ArrivedLog {

    private final Consumer<String> receiver;
    private int attempt;
    private long next;

    ArrivedLog(Consumer<String> receiver) {
        this.receiver = receiver;
    }

    void add(LogLines lines) {
        if (lines.attempt() < attempt) {
            return;
        }
        if (lines.attempt() > attempt) {
            attempt = lines.attempt();
            next = 0;
        }
        if (lines.from() > next) {
            receiver.accept("… " + (lines.from() - next) + " earlier lines are left out");
            next = lines.from();
        }
        lines.lines().stream().skip(next - lines.from()).forEach(receiver);
        next = Math.max(next, lines.from() + lines.lines().size());
    }
}
