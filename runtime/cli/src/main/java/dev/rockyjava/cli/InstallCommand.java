package dev.rockyjava.cli;

import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.internal.file.FileFailure;
import dev.rockyjava.internal.text.ShellWords;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.CodeSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes one executable file of the jar, which starts about twice as fast as {@code java -jar}. */
@Command(
        name = "install",
        description = "Make this program an executable file, rocky-java, that starts fast.",
        footer = {
            "",
            "The file is this jar behind a line of shell script, so it works without the jar. Beside it .rocky-java.jsa keeps",
            "the program's classes in the form in which this JDK loads them; it may be deleted. Install again after an update",
            "of the jar or the JDK. Needs a POSIX shell.",
            "",
            "Example:",
            "  java -jar rocky-cli-all.jar install ~/.local/bin"
        })
final class InstallCommand implements Callable<Integer> {

    private static final String NAME = "rocky-java";
    private static final String MADE_HERE = "#!/bin/sh\n# Made by 'install' of rocky-java.\n";

    private final Session session;

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "A folder, best one of the PATH. Default: ~/.local/bin.")
    private @Nullable Path folder;

    InstallCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        Path jar = ownJar().orElseThrow(() -> new UsageException(
                "this program wasn't started from the jar with -all in its name", "start it as java -jar rocky-cli-VERSION-all.jar"));
        if (System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows")) {
            throw new UsageException("the file would need a POSIX shell", "use java -jar " + jar);
        }
        Path place = place();
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Path program = place.resolve(NAME);
        Path archive = place.resolve("." + NAME + ".jsa");
        try {
            if (Files.exists(program, LinkOption.NOFOLLOW_LINKS) && !isOurs(program)) {
                throw new UsageException(
                        program + " is there and wasn't made by this command", "delete it, or give another folder");
            }
            Files.createDirectories(place);
            write(program, jar, java, archive);
        } catch (IOException e) {
            throw new UncheckedIOException("can't write " + program + ": " + FileFailure.text(e), e);
        }
        session.terminal().say("made " + program + "; keeping its classes beside it for a fast start takes some seconds");
        Thread working = Thread.currentThread();
        Optional<String> failure = session.stopping().during(
                working::interrupt, () -> new ClassArchive(java, program, archive).create());
        failure.ifPresent(why -> session.terminal()
                .warn("the classes can't be kept for a faster start, everything else works: " + why));
        if (session.json()) {
            session.print(session.object()
                    .put("program", program.toString())
                    .put("archive", failure.isEmpty() ? archive.toString() : null));
        } else {
            session.terminal().print(program + "\n");
        }
        if (ProgramInvocation.asTyped(program.toString(), System.getenv("PATH")).equals(program.toString())) {
            session.terminal().say(place + " isn't on the PATH of this shell; put it there: export PATH="
                    + ShellWords.quoted(place.toString()) + ":\"$PATH\"");
        }
        session.terminal().say("next: rocky-java init in the folder of a project's pom.xml or build.gradle, or rocky-java --help");
        return ExitCodes.OK;
    }

    private Path place() {
        Path chosen = folder;
        if (chosen == null) {
            String home = System.getProperty("user.home", "?");
            if (home.isBlank() || home.equals("?")) { // the user is unknown to the system, as in a container
                home = System.getenv("HOME");
            }
            if (home == null || home.isBlank()) {
                throw new UsageException("the home folder isn't known", "give a folder of the PATH");
            }
            chosen = Path.of(home, ".local", "bin");
        }
        if (chosen.toString().isBlank() || chosen.toAbsolutePath().toString().contains(File.pathSeparator)) {
            throw new UsageException(
                    "'" + chosen + "' can't be the folder of a program" + (chosen.toString().isBlank() ? "" : ": it has a " + File.pathSeparator),
                    "give a folder of the PATH");
        }
        return chosen.toAbsolutePath().normalize();
    }

    private static boolean isOurs(Path program) throws IOException {
        if (!Files.isRegularFile(program, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(program)) {
            return new String(in.readNBytes(MADE_HERE.length()), StandardCharsets.UTF_8).equals(MADE_HERE);
        }
    }

    /** Returns the jar that holds the whole program; empty if it was started from several, or from classes. */
    private static Optional<Path> ownJar() {
        CodeSource source = InstallCommand.class.getProtectionDomain().getCodeSource();
        if (source == null || !source.equals(Command.class.getProtectionDomain().getCodeSource())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static void write(Path program, Path jar, Path java, Path archive) throws IOException {
        byte[] content = Files.readAllBytes(jar);
        int start = start(content);
        AtomicFile.replace(program, out -> {
            out.write(script(java, archive).getBytes(StandardCharsets.UTF_8));
            out.write(content, start, content.length - start);
        });
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Returns where the jar begins in a file that may have been made by this command. */
    private static int start(byte[] content) {
        for (int i = 0; i < content.length - 3; i++) {
            if (content[i] == 'P' && content[i + 1] == 'K' && content[i + 2] == 3 && content[i + 3] == 4) {
                return i;
            }
        }
        return 0;
    }

    /**
     * The options suit a program that ends soon: on two processors, a second thread of the JVM's compiler takes more time from
     * the program than it saves. Each gives way to what contradicts it, with which no JVM starts, and both to files of
     * options. What the JVM says of the archive must not get into the output.
     */
    static String script(Path java, Path archive) {
        return MADE_HERE + """
                java=%s
                [ -x "$java" ] || java=java
                added="$JAVA_TOOL_OPTIONS $JDK_JAVA_OPTIONS $_JAVA_OPTIONS"
                serial=-XX:+UseSerialGC
                case "$added" in *-XX:+Use*GC*) serial=;; esac
                compiler=-XX:CICompilerCount=1
                case "$added" in *-XX:*Tiered*|*-XX:*Compil*) compiler=;; esac
                case "$added" in *@*|*-XX:VMOptionsFile=*|*-XX:Flags=*) serial= compiler=;; esac
                set -- -Drocky.script="$0" -jar "$0" "$@"
                classes=%s
                whole() { [ "$(tail -c %d "$classes")" = %s ]; } 2>/dev/null
                [ -f "$classes" ] && ! [ "$classes" -nt "$0" ] && whole && set -- -XX:SharedArchiveFile="$classes" "$@"
                exec "$java" -Xshare:auto -Xlog:disable -Xlog:all=error:stderr $serial $compiler %s "$@"
                """.formatted(
                quoted(java),
                quoted(archive),
                ClassArchive.END.length(),
                ClassArchive.END,
                String.join(" ", ClassArchive.OPTIONS));
    }

    private static String quoted(Path path) {
        return "'" + path.toString().replace("'", "'\\''") + "'";
    }
}
