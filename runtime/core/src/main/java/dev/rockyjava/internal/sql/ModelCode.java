package dev.rockyjava.internal.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Digests of the files that decide what a model builds: its text, its sidecar, the defaults of its folder and its
 * contracts (ENGINE.md §7.5). Line ends, blanks at the end of a line and empty lines at the end of a file don't count.
 * Each file is read once. Not thread-safe.
 */
public final class ModelCode {

    /** Sixteen digits: 64 bits find an edit, and a snapshot of ten thousand models stays small. */
    private static final int BYTES = 8;

    /** The largest file that is read, in bytes: a huge one isn't a model, and would exhaust a compiler's memory. */
    private static final long LARGEST = 16 << 20;

    private static final String SIDECAR = ".toml";
    private static final String CONTRACT = ".contract.toml";
    private static final String DEFAULTS = "_defaults.toml";

    private final Path project;
    private final Optional<Path> contracts;
    private final Map<Path, Optional<String>> known = new HashMap<>();

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
        contracts.ifPresent(folder -> add(folder.resolve(name + CONTRACT), digests));
        return digests;
    }

    /** Returns whether a file is the text of a model, judged by its name. */
    public static boolean isModel(String path) {
        // The engine's own folder is called .rocky.
        return path.endsWith(".sql") || path.endsWith(".rocky") && !path.endsWith("/.rocky") && !path.equals(".rocky");
    }

    /**
     * Returns whether a file belongs to a model as its sidecar, its contract or its folder's defaults, judged by its name.
     *
     * @param known the paths of the models' files
     */
    public static boolean belongsToOneOf(Collection<String> known, String path) {
        String suffix = path.endsWith(CONTRACT) ? CONTRACT : SIDECAR;
        String stem = path.endsWith(suffix) ? path.substring(0, path.length() - suffix.length()) : path;
        return path.substring(path.lastIndexOf('/') + 1).equals(DEFAULTS)
                || path.endsWith(suffix) && (known.contains(stem + ".sql") || known.contains(stem + ".rocky"));
    }

    private void add(Path file, SortedMap<String, String> digests) {
        known.computeIfAbsent(file, ModelCode::ofFile).ifPresent(digest -> digests.put(path(file), digest));
    }

    private String path(Path file) {
        return project.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    }

    /** Returns the digest of one file; empty if it isn't there, can't be read or is too large for a model. */
    public static Optional<String> ofFile(Path file) {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LARGEST
                    ? Optional.of(digest(Files.readAllBytes(file)))
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String digest(byte[] text) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
        byte[] counted = new byte[text.length];
        int length = 0;
        int lineEnd = 0;
        int end = 0;
        for (byte next : text) {
            if (next == '\n') {
                length = lineEnd;
            }
            counted[length++] = next;
            if (next == '\n') {
                lineEnd = length;
            } else if (next != ' ' && next != '\t' && next != '\r') {
                lineEnd = length;
                end = length;
            }
        }
        digest.update(counted, 0, end);
        return HexFormat.of().formatHex(digest.digest(), 0, BYTES);
    }
}
