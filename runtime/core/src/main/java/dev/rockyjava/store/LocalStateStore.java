package dev.rockyjava.store;

import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.store.StateStoreException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A store in a single local file, the one that dagster-rocky reads and writes. Its only version is the current one.
 *
 * <p>A write replaces the file atomically: a process that is killed leaves either the old or the new content. A write
 * of the same content leaves the file untouched, so that a build that watches it isn't triggered.
 */
public final class LocalStateStore implements StateStore {

    private static final String FOLDER = ".local_defs_state";

    private final Path file;

    private LocalStateStore(Path file) {
        this.file = file;
    }

    /**
     * Returns the store in dagster-rocky's file: {@code <base>/.local_defs_state/<key>/state}.
     *
     * @throws StateStoreException if the key can't be used as a file name
     */
    public static LocalStateStore in(Path base, String key) {
        return new LocalStateStore(base.resolve(FOLDER).resolve(StateStoreKeys.sanitize(key)).resolve("state"));
    }

    /** Returns the store in a file. */
    public static LocalStateStore at(Path file) {
        return new LocalStateStore(file);
    }

    /** Returns the file, which may not exist. */
    public Path file() {
        return file;
    }

    @Override
    public String name() {
        return "snapshot file " + file;
    }

    @Override
    public Optional<StoredSnapshot> latest() {
        try {
            Optional<byte[]> content = content();
            return content.isEmpty() ? Optional.empty() : Optional.of(snapshot(content.get()));
        } catch (IOException e) {
            throw StateStoreFiles.failure(name(), "could not be read", e);
        }
    }

    @Override
    public StoredVersion write(byte[] snapshot) {
        try {
            Optional<byte[]> before = content();
            if (before.isEmpty() || !Arrays.equals(before.get(), snapshot)) {
                ignoreInVersionControl();
                AtomicFile.replace(file, out -> out.write(snapshot));
            }
            return snapshot(snapshot).version();
        } catch (IOException | UnsupportedOperationException e) {
            throw StateStoreFiles.failure(name(), "could not be written", e);
        }
    }

    @Override
    public List<StoredVersion> versions() {
        return latest().map(StoredSnapshot::version).stream().toList();
    }

    @Override
    public StoredSnapshot read(String versionId) {
        return latest().filter(snapshot -> snapshot.version().id().equals(versionId))
                .orElseThrow(() -> new StateStoreException(
                        Reason.NO_SUCH_VERSION,
                        name(),
                        "has no version \"" + versionId + "\"",
                        "A local file has only the version that was written last; use a folder or another store as"
                                + " defs_state to keep several.",
                        null));
    }

    @Override
    public void close() {
        // Nothing is open between calls.
    }

    private Optional<byte[]> content() throws IOException {
        Path keyFolder = file.getParent();
        Path folder = keyFolder == null ? null : keyFolder.getParent();
        if (keyFolder != null && folder != null && folder.endsWith(FOLDER)) {
            StateStoreFiles.refuseAnotherCase(name(), keyFolder);
        }
        return StateStoreFiles.read(file);
    }

    private StoredSnapshot snapshot(byte[] content) throws IOException {
        StateStoreVersionId id = StateStoreVersionId.of(Files.getLastModifiedTime(file).toInstant(), content);
        return new StoredSnapshot(id.version(content.length), content);
    }

    /** As dagster-rocky does when it creates the folder: its content doesn't belong under version control. */
    private void ignoreInVersionControl() throws IOException {
        Path keyFolder = file.getParent();
        Path folder = keyFolder == null ? null : keyFolder.getParent();
        if (folder != null && folder.endsWith(FOLDER) && !Files.exists(folder)) {
            byte[] everything = "*\n".getBytes(StandardCharsets.UTF_8);
            AtomicFile.replace(folder.resolve(".gitignore"), out -> out.write(everything));
        }
    }
}
