package dev.rockyjava.temporal;

import dev.rockyjava.RockyComponent;
import dev.rockyjava.asset.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Digests of what driver and workers must agree on. Each is empty where it isn't known, and then compared with nothing.
 *
 * @param files of the project's files: {@code rocky.toml}, models, seeds and contracts
 * @param definitions of the definitions
 */
record CodeDigests(Optional<String> files, Optional<String> definitions) {

    static final CodeDigests NONE = new CodeDigests(Optional.empty(), Optional.empty());

    CodeDigests withFilesOf(RockyComponent component) {
        return new CodeDigests(Optional.of(files(component)), definitions);
    }

    CodeDigests withDefinitions(Definitions chosen) {
        MessageDigest digest = sha256();
        chosen.specs().forEach(spec -> digest.update((spec + "\n").getBytes(StandardCharsets.UTF_8)));
        chosen.checks().forEach(check -> digest.update((check + "\n").getBytes(StandardCharsets.UTF_8)));
        return new CodeDigests(files, Optional.of(text(digest)));
    }

    private static String files(RockyComponent component) {
        Path root = Optional.ofNullable(component.rockyToml().getParent()).orElse(component.rockyToml());
        SortedMap<String, Path> byName = new TreeMap<>();
        component.snapshotInputs().forEach(input -> filesIn(input)
                .forEach(file -> byName.put(root.relativize(file).toString().replace('\\', '/'), file)));
        MessageDigest digest = sha256();
        byName.forEach((name, file) -> {
            digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
            digest.update(ofFile(file));
        });
        return text(digest);
    }

    // What the engine keeps among the models, such as its state, begins with a point.
    private static List<Path> filesIn(Path input) {
        if (!Files.exists(input)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(input)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.equals(input) || Stream.iterate(file, at -> !at.equals(input), CodeDigests::parent)
                            .noneMatch(at -> String.valueOf(at.getFileName()).startsWith(".")))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't list the project's files in " + input, e);
        }
    }

    private static Path parent(Path file) {
        return Optional.ofNullable(file.getParent()).orElse(file);
    }

    private static byte[] ofFile(Path file) {
        try {
            return sha256().digest(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JVM has it
        }
    }

    private static String text(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    }

    /** Returns how the driver's code differs from this worker's; empty if it is the same as far as both know. */
    Optional<String> difference(CodeDigests ofDriver) {
        return difference("project files", ofDriver.files, files)
                .or(() -> difference("definitions", ofDriver.definitions, definitions));
    }

    private static Optional<String> difference(String what, Optional<String> ofDriver, Optional<String> ofWorker) {
        return ofWorker.isEmpty() || ofDriver.isEmpty() || ofDriver.equals(ofWorker)
                ? Optional.empty()
                : Optional.of("the driver's " + what + " have the digest " + ofDriver.get() + ", and this worker's " + ofWorker.get());
    }
}
