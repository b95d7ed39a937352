package dev.rockyjava.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The program's classes as the JVM keeps them in memory (class-data sharing). A JVM to which the archive doesn't belong
 * ignores it, but one that is cut off crashes it. So the archive appears whole or not at all, and the program is started without
 * it if it is newer than the program or doesn't have {@link #END}.
 *
 * <p>A changed byte within is not noticed and may crash the JVM, too. Looking for one costs too much at each start: 10 ms of
 * processor time with {@code -XX:+VerifySharedSpaces}, which still crashes where the end is missing, and 7 ms with cksum.
 *
 * @param java starts the program
 * @param program the jar
 * @param archive the file
 */
record ClassArchive(Path java, Path program, Path archive) {

    /** With which the program is started, and so the archive is made. */
    static final List<String> OPTIONS = List.of("-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

    /** The end of an archive that is whole, which no JVM reads. */
    static final String END = "rocky-java";

    /** A collector among them can't be combined with that of the options. */
    private static final List<String> ADDS_OPTIONS = List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS");

    /** Those of a JVM that was ended together with this one, as by Ctrl-C. */
    private static final Set<Integer> ENDED = Set.of(ExitCodes.INTERRUPTED, ExitCodes.TERMINATED, ExitCodes.HUNG_UP);

    private static final long MINUTES = 5;

    /**
     * Creates the file, unless the program is replaced meanwhile; returns why that failed, and then there is none.
     *
     * @throws StoppedException if this thread or what it waits for is ended; then there is none, either
     */
    Optional<String> create() {
        try {
            Files.deleteIfExists(archive);
            Path work = Files.createTempDirectory("rocky-java-install");
            try {
                return create(work);
            } finally {
                delete(work);
            }
        } catch (IOException | UncheckedIOException e) {
            return Optional.of(e.toString());
        }
    }

    private Optional<String> create(Path work) throws IOException {
        Path classes = work.resolve("classes");
        // Several installs at once have a file each; what a killed one leaves is deleted by AtomicFile, which writes the program.
        Path made = archive.resolveSibling(archive.getFileName() + "." + UUID.randomUUID() + ".tmp");
        FileTime time = Files.getLastModifiedTime(program);
        try {
            Optional<String> failure = run(work, "-Xshare:off", "-XX:DumpLoadedClassList=" + classes, "-cp",
                    program.toString(), ClassesInUse.class.getName(), work.toString());
            if (failure.isEmpty()) {
                failure = run(work, "-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + made,
                        "-cp", program.toString());
            }
            if (failure.isEmpty()) {
                seal(made);
                Files.setLastModifiedTime(made, time);
                if (Files.getLastModifiedTime(program).equals(time)) { // otherwise another install makes that of its program
                    Files.move(made, archive, StandardCopyOption.ATOMIC_MOVE);
                }
            }
            return failure;
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Forces the file to disk, too, so that it is whole after a power failure. */
    private static void seal(Path made) throws IOException {
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r--r--"));
        try (FileChannel file = FileChannel.open(made, StandardOpenOption.APPEND)) {
            file.write(ByteBuffer.wrap(END.getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        }
    }

    private Optional<String> run(Path work, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(OPTIONS);
        command.add("-XX:+UseSerialGC");
        command.addAll(List.of(arguments));
        Path log = work.resolve("log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().keySet().removeAll(ADDS_OPTIONS);
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                return Optional.of("it took more than " + MINUTES + " minutes");
            }
            if (ENDED.contains(process.exitValue())) {
                throw stopped(null);
            }
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(java + " ended with status " + process.exitValue() + ": " + Files.readString(log).strip());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        } finally {
            process.destroyForcibly().onExit().join(); // before its files are deleted
        }
    }

    private StoppedException stopped(@Nullable Exception cause) {
        return new StoppedException("interrupted; " + program + " works, but doesn't start fast until 'install' is repeated", cause);
    }

    private static void delete(Path work) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(work)) {
            files = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }
}
