package dev.rockyjava.cli.screen;

import dev.rockyjava.run.RunEvent;

/** Prints a line for each asset as soon as it has finished, for files, pipes and CI. */
public final class PlainProgress implements ProgressDisplay {

    private final Terminal terminal;
    private final RunLines lines;

    public PlainProgress(Terminal terminal, boolean engineLog) {
        this.terminal = terminal;
        this.lines = new RunLines(engineLog);
    }

    @Override
    public void onEvent(RunEvent event) {
        lines.of(event).ifPresent(line -> terminal.say(line.oneLine()));
    }

    @Override
    public void say(StyledText line) {
        terminal.say(line);
    }

    @Override
    public void close() {}
}
