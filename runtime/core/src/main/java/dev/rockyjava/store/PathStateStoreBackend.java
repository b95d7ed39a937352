package dev.rockyjava.store;

import dev.rockyjava.internal.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Stores versions as files in a folder, on any file system. */
final class PathStateStoreBackend implements StateStoreBackend {

    private static final String POINTER = "latest";

    private final Path folder;

    PathStateStoreBackend(Path base, String key) {
        folder = base.resolve(StateStoreKeys.sanitize(key));
    }

    @Override
    public String name() {
        return "snapshot store " + folder;
    }

    @Override
    public Optional<String> pointer() {
        return content(POINTER).map(bytes -> new String(bytes, StandardCharsets.UTF_8).strip());
    }

    @Override
    public Optional<byte[]> read(String versionId) {
        return content(versionId);
    }

    private Optional<byte[]> content(String name) {
        return attempt("could not read " + name, () -> StateStoreFiles.read(folder.resolve(name)));
    }

    @Override
    public void publish(String versionId, byte[] content) {
        attempt("could not write version " + versionId, () -> {
            AtomicFile.replaceOnAnyFileSystem(folder.resolve(versionId), out -> out.write(content));
            AtomicFile.replaceOnAnyFileSystem(
                    folder.resolve(POINTER), out -> out.write(versionId.getBytes(StandardCharsets.UTF_8)));
            return versionId;
        });
    }

    @Override
    public Map<String, Long> versions() {
        return attempt("could not list the versions", () -> {
            Map<String, Long> sizes = new HashMap<>();
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : (Iterable<Path>) files::iterator) {
                    size(file).ifPresent(size -> sizes.put(String.valueOf(file.getFileName()), size));
                }
            } catch (NoSuchFileException e) {
                return Map.of();
            }
            return sizes;
        });
    }

    private static Optional<Long> size(Path file) throws IOException {
        try {
            return Optional.of(Files.size(file));
        } catch (NoSuchFileException e) {
            // Another writer removed it in the meantime.
            return Optional.empty();
        }
    }

    @Override
    public void delete(String versionId) {
        attempt("could not remove version " + versionId, () -> Files.deleteIfExists(folder.resolve(versionId)));
    }

    @Override
    public void close() {
        // The file system is closed by the code that opened it.
    }

    private <T> T attempt(String what, Work<T> work) {
        try {
            StateStoreFiles.refuseAnotherCase(name(), folder);
            return work.run();
        } catch (StateStoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // File system providers also throw unchecked exceptions, for example if the file system is closed.
            throw StateStoreFiles.failure(name(), what, e);
        }
    }

    @FunctionalInterface
    private interface Work<T> {
        T run() throws IOException;
    }
}
