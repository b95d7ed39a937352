package dev.rockyjava.cli;

import dev.rockyjava.internal.text.ShellWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says how this program was called, so that a command that is offered can be typed as it is. */
final class ProgramInvocation {

    private static final int LONG = 160;

    private final String program;

    private ProgramInvocation(String program) {
        this.program = program;
    }

    /** For a program that is just called so. */
    static ProgramInvocation of(String program) {
        return new ProgramInvocation(program);
    }

    /**
     * That of this process, as far as the system tells; else, or if it is too long to be read, the plain name.
     *
     * @param arguments those of the command line, which stand at the end
     */
    static ProgramInvocation ofProcess(String name, String... arguments) {
        ProcessHandle.Info info = ProcessHandle.current().info();
        return new ProgramInvocation(info.command()
                .flatMap(command -> program(
                        command, info.arguments().map(List::of).orElse(List.of()), List.of(arguments)))
                .orElse(name));
    }

    /** What stands before the arguments. */
    static Optional<String> program(String command, List<String> all, List<String> arguments) {
        int own = all.size() - arguments.size();
        if (own < 1 || !all.subList(own, all.size()).equals(arguments)) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of(String.valueOf(Path.of(command).getFileName())));
        words.addAll(all.subList(0, own));
        String line = ShellWords.line(words);
        return line.length() <= LONG ? Optional.of(line) : Optional.empty();
    }

    /** A command of this program, to be typed into a shell. */
    String with(List<String> arguments) {
        return program + " " + ShellWords.line(arguments);
    }
}
