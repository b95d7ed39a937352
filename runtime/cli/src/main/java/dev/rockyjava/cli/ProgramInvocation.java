package dev.rockyjava.cli;

import dev.rockyjava.internal.text.ShellWords;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How this program was called, so that messages can offer commands that work as they are. */
final class ProgramInvocation {

    /** Set by a script that starts this program, with its {@code $0}. */
    static final String SCRIPT = "rocky.script";

    private static final int LONG = 160;

    private final String program;

    private ProgramInvocation(String program) {
        this.program = program;
    }

    /** Creates an invocation by a plain program name. */
    static ProgramInvocation of(String program) {
        return new ProgramInvocation(program);
    }

    /**
     * Returns the invocation of this process: by the script that has named itself in the property {@value #SCRIPT}, or
     * otherwise as the system exposes it; if it doesn't, the plain name. If it is too long to be read, the options of the
     * JVM are left out: {@code java -jar app.jar}, or {@code java ... com.acme.Main}; for this program without a jar, it
     * is the plain name.
     *
     * @param arguments the arguments of the command line, which are at the end of the invocation
     */
    static ProgramInvocation ofProcess(String name, String... arguments) {
        String script = System.getProperty(SCRIPT, "");
        if (!script.isBlank()) {
            return new ProgramInvocation(ShellWords.line(List.of(asTyped(script, System.getenv("PATH")))));
        }
        ProcessHandle.Info info = ProcessHandle.current().info();
        return new ProgramInvocation(info.command()
                .flatMap(command -> program(
                        command, info.arguments().map(List::of).orElse(List.of()), List.of(arguments)))
                .orElse(name));
    }

    /**
     * Returns what a user types to start a script.
     *
     * @param script the script's {@code $0}: a shell makes a name that it finds on the search path a whole path
     * @param searchPath the value of {@code PATH}; may be null
     */
    static String asTyped(String script, @Nullable String searchPath) {
        int slash = script.lastIndexOf('/');
        boolean onPath = slash > 0
                && searchPath != null
                && List.of(searchPath.split(File.pathSeparator)).contains(script.substring(0, slash));
        return onPath ? script.substring(slash + 1) : script;
    }

    /** Returns the part before the arguments. */
    static Optional<String> program(String command, List<String> all, List<String> arguments) {
        int own = all.size() - arguments.size();
        if (own < 1 || !all.subList(own, all.size()).equals(arguments)) {
            return Optional.empty();
        }
        List<String> words = new ArrayList<>(List.of(String.valueOf(Path.of(command).getFileName())));
        words.addAll(all.subList(0, own));
        String line = ShellWords.line(words);
        return line.length() <= LONG ? Optional.of(line) : shortened(words);
    }

    private static Optional<String> shortened(List<String> words) {
        int jar = words.indexOf("-jar");
        if (jar > 0 && jar + 1 < words.size()) {
            return Optional.of(ShellWords.line(List.of(words.get(0), "-jar", words.get(jar + 1))));
        }
        String main = words.get(words.size() - 1);
        // This class is started by the script that the plain name stands for.
        return main.equals(RockyCli.class.getName())
                ? Optional.empty()
                : Optional.of(words.get(0) + " ... " + ShellWords.line(List.of(main)));
    }

    /** Returns a command of this program, quoted for a shell. */
    String with(List<String> arguments) {
        return program + " " + ShellWords.line(arguments);
    }
}
