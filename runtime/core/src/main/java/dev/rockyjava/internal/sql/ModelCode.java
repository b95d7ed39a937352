package dev.rockyjava.internal.sql;

import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.text.LowerCase;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Digests of the files that decide what a model or a seed builds: a model's text, its sidecar, the defaults of its folder
 * and its contracts (ENGINE.md §7.5); a seed's data and its sidecar (§7.6). Line ends and empty lines at the end of a file
 * don't count; blanks at the end of a line count only in a seed's data. Each file is read once. Not thread-safe.
 */
public final class ModelCode {

    /** The largest file of a model that is read, in bytes: a huge one isn't a model. */
    static final long LARGEST = 16 << 20;

    private static final String SIDECAR = ".toml";
    private static final String CONTRACT = ".contract.toml";
    private static final String DEFAULTS = "_defaults.toml";

    private final Path project;
    private final Optional<Path> contracts;
    private final Map<Path, Optional<String>> known = new HashMap<>();
    private final CodeDigest digest = new CodeDigest();
    private Optional<IOException> unreadable = Optional.empty();

    /**
     * @param project the folder that the paths of {@link #of} are relative to
     * @param contracts the folder of contracts; empty if the project has none
     */
    public ModelCode(Path project, Optional<Path> contracts) {
        this.project = project;
        this.contracts = contracts;
    }

    /**
     * Returns the digest of each file of a model, by its path relative to the project with {@code /} as separator. A file
     * that isn't there, or can't be read, has none.
     *
     * @param file the {@code .sql} or {@code .rocky} file
     * @param name the model's name, which contracts go by
     */
    public SortedMap<String, String> of(Path file, String name) {
        SortedMap<String, String> digests = new TreeMap<>();
        String fileName = file.getFileName().toString();
        String stem = fileName.substring(0, fileName.lastIndexOf('.'));
        for (String beside : List.of(fileName, stem + SIDECAR, stem + CONTRACT, DEFAULTS)) {
            add(file.resolveSibling(beside), digests);
        }
        contracts.ifPresent(folder -> addContract(folder, name, digests));
        return digests;
    }

    private void addContract(Path folder, String name, SortedMap<String, String> digests) {
        try {
            add(folder.resolve(name + CONTRACT), digests);
        } catch (InvalidPathException e) {
            // A model may have a name that no file can have; then it has no contract.
        }
    }

    /**
     * Returns the digest of each file of a seed, as {@link #of} does for a model.
     *
     * @param file the file with the data
     */
    public SortedMap<String, String> ofSeed(Path file) {
        SortedMap<String, String> digests = new TreeMap<>();
        add(file, digests);
        add(SeedFiles.sidecar(file), digests);
        return digests;
    }

    /** Returns whether a file is the data of a seed, judged by its name. */
    public static boolean isSeed(String path) {
        String name = LowerCase.of(path);
        return name.endsWith(".csv") || name.endsWith(".tsv");
    }

    /** Returns whether a file is the text of a model, judged by its name. */
    public static boolean isModel(String path) {
        // The engine's own folder is called .rocky.
        return path.endsWith(".sql") || path.endsWith(".rocky") && !path.endsWith("/.rocky") && !path.equals(".rocky");
    }

    /**
     * Returns whether a file belongs to a model or seed as its sidecar, its contract or its folder's defaults, judged by its
     * name.
     *
     * @param known the paths of the files of models and seeds
     */
    public static boolean belongsToOneOf(Collection<String> known, String path) {
        String suffix = path.endsWith(CONTRACT) ? CONTRACT : SIDECAR;
        String stem = path.endsWith(suffix) ? path.substring(0, path.length() - suffix.length()) : path;
        return path.substring(path.lastIndexOf('/') + 1).equals(DEFAULTS)
                || path.endsWith(suffix)
                        && Stream.of(".sql", ".rocky", ".csv", ".tsv").anyMatch(extension -> known.contains(stem + extension));
    }

    private void add(Path file, SortedMap<String, String> digests) {
        known.computeIfAbsent(file, this::read).ifPresent(digest -> digests.put(path(file), digest));
    }

    private String path(Path file) {
        return project.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    private Optional<String> read(Path file) {
        try {
            // Asked once: with ten thousand models, each question counts.
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            RegularFile.require(file, attributes);
            boolean seed = isSeed(file.toString());
            if (!attributes.isRegularFile() || attributes.size() > LARGEST && !seed) {
                return Optional.empty();
            }
            // Of a file system other than the default one there is no File. A channel takes twice the time of a stream.
            try (InputStream in = file.getFileSystem() == FileSystems.getDefault()
                    ? new FileInputStream(file.toFile())
                    : Files.newInputStream(file)) {
                return Optional.of(digest.of(in, seed));
            }
        } catch (IOException e) {
            // A file with an impossible name isn't there either.
            if (e instanceof AccessDeniedException || Files.exists(file)) {
                unreadable = unreadable.or(() -> Optional.of(e));
            }
            return Optional.empty();
        }
    }

    /** Returns why a file that is there couldn't be read, of the first such file; empty if all could. */
    public Optional<IOException> unreadable() {
        return unreadable;
    }

    /**
     * Returns the digest of one file of a model or seed; empty if it isn't there, can't be read or is too large for a model.
     */
    public static Optional<String> ofFile(Path file) {
        return new ModelCode(file, Optional.empty()).read(file);
    }
}
