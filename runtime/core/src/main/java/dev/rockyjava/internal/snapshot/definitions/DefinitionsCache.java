package dev.rockyjava.internal.snapshot.definitions;

import dev.rockyjava.asset.Definitions;
import dev.rockyjava.config.Attribute;
import dev.rockyjava.config.ComponentConfig;
import dev.rockyjava.internal.file.AtomicFile;
import dev.rockyjava.internal.file.IgnoredFolder;
import dev.rockyjava.internal.file.RegularFile;
import dev.rockyjava.internal.snapshot.definitions.DefinitionsBuilder.Result;
import dev.rockyjava.internal.snapshot.resource.DefinitionsWriter;
import dev.rockyjava.internal.snapshot.resource.StoredBytes;
import dev.rockyjava.internal.snapshot.resource.StoredSpecs;
import dev.rockyjava.snapshot.Location;
import dev.rockyjava.snapshot.Problem;
import dev.rockyjava.snapshot.ProblemId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder with the definitions of snapshots, and the warnings about them, for later processes. What is found there is
 * what the same bytes of a snapshot, the same configuration and the same library gave before. Anything else in it is
 * ignored, and any file in it may be deleted at any time.
 */
public final class DefinitionsCache {

    private static final Logger LOG = LoggerFactory.getLogger(DefinitionsCache.class);

    /** The first bytes, "RKC"; the last of them is the version of the layout. */
    private static final int MAGIC = 'R' << 24 | 'K' << 16 | 'C' << 8 | 1;

    private static final String SUFFIX = ".definitions";

    /** The number of files that are kept: those of the snapshots that a project compares, and of a few configurations. */
    static final int MOST_FILES = 4;

    private final Path folder;
    private final String library;

    /**
     * Creates a cache.
     *
     * @param folder need not exist
     * @param library identifies the code that builds definitions
     */
    public DefinitionsCache(Path folder, String library) {
        this.folder = folder;
        this.library = library;
    }

    /** Returns a cache for this version of the library; empty if it isn't in a jar: class files change at any time. */
    public static Optional<DefinitionsCache> in(Path folder) {
        return library().map(library -> new DefinitionsCache(folder, library));
    }

    private static Optional<String> library() {
        CodeSource source = DefinitionsCache.class.getProtectionDomain().getCodeSource();
        if (source == null || source.getLocation() == null || !"file".equals(source.getLocation().getProtocol())) {
            return Optional.empty();
        }
        try {
            BasicFileAttributes jar = Files.readAttributes(Path.of(source.getLocation().toURI()), BasicFileAttributes.class);
            String version = DefinitionsCache.class.getPackage().getImplementationVersion();
            // Two builds of one version differ in size or time.
            return jar.isRegularFile()
                    ? Optional.of(version + " " + jar.size() + " " + jar.lastModifiedTime().toMillis())
                    : Optional.empty();
        } catch (IOException | URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Returns the definitions of a snapshot file. If they aren't in the cache, builds them and adds them.
     *
     * @param config the configuration, without a translator of its own: its code could change
     * @param build builds the definitions from the file; what it throws is thrown
     */
    public Result get(Path snapshot, ComponentConfig config, Supplier<Result> build) {
        Optional<String> key = key(snapshot, config);
        Optional<Result> known = key.flatMap(this::read);
        if (known.isPresent()) {
            return known.get();
        }
        Result built = build.get();
        // The snapshot may have been replaced before it was read.
        if (key.isPresent() && key(snapshot, config).equals(key)) {
            write(key.get(), built);
        }
        return built;
    }

    /**
     * Returns what adds definitions that are already built.
     *
     * @param snapshot the bytes that they were built from
     * @param config as for {@link #get}
     */
    public Runnable keeper(byte[] snapshot, ComponentConfig config, Result built) {
        Optional<String> key = key(new ByteArrayInputStream(snapshot), config);
        return () -> key.ifPresent(known -> write(known, built));
    }

    private Optional<String> key(Path snapshot, ComponentConfig config) {
        try (InputStream in = RegularFile.open(snapshot)) {
            return key(in, config);
        } catch (IOException e) {
            return Optional.empty(); // whoever reads the snapshot reports it
        }
    }

    private Optional<String> key(InputStream snapshot, ComponentConfig config) {
        Checksum sum = new Checksum();
        DataOutputStream out = new DataOutputStream(sum);
        try {
            text(out, library);
            text(out, System.getProperty("java.version"));
            for (Attribute attribute : Attribute.values()) {
                // Where the snapshot is doesn't matter.
                if (attribute != Attribute.DEFS_STATE) {
                    value(out, config.get(attribute).orElse(""));
                    text(out, config.place(attribute).orElse(""));
                }
            }
            byte[] buffer = new byte[1 << 16];
            for (int count = snapshot.read(buffer); count >= 0; count = snapshot.read(buffer)) {
                sum.write(buffer, 0, count);
            }
            return Optional.of(sum.text());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Writes a value so that no two different ones give the same bytes. */
    private static void value(DataOutputStream out, Object value) throws IOException {
        if (value instanceof Map<?, ?> map) {
            out.write('{');
            out.writeInt(map.size());
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                value(out, entry.getKey());
                value(out, entry.getValue());
            }
        } else if (value instanceof List<?> list) {
            out.write('[');
            out.writeInt(list.size());
            for (Object element : list) {
                value(out, element);
            }
        } else {
            out.write(value instanceof String ? '"' : value instanceof Boolean ? '?' : '#');
            text(out, String.valueOf(value));
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(bytes(in), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new IOException("a length of " + length);
        }
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return bytes;
    }

    private Path file(String key) {
        return folder.resolve(key + SUFFIX);
    }

    private Optional<Result> read(String key) {
        Path file = file(key);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readInt() != MAGIC || in.readInt() != sum(bytes, bytes.length - in.available()) || !text(in).equals(key)) {
                throw new IOException("damaged, or of another version");
            }
            List<Problem> warnings = new ArrayList<>();
            for (int i = in.readInt(); i > 0; i--) {
                warnings.add(problem(in));
            }
            Definitions definitions = Definitions.of(new StoredSpecs(new StoredBytes(bytes(in)), file.toString()));
            return Optional.of(new Result(definitions, warnings));
        } catch (IOException | IndexOutOfBoundsException | IllegalArgumentException e) {
            LOG.debug("{} is ignored", file, e);
            return Optional.empty();
        }
    }

    private static int sum(byte[] bytes, int from) {
        CRC32 sum = new CRC32();
        sum.update(bytes, from, bytes.length - from);
        return (int) sum.getValue();
    }

    private void write(String key, Result built) {
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(body);
            text(out, key);
            out.writeInt(built.warnings().size());
            for (Problem warning : built.warnings()) {
                problem(out, warning);
            }
            byte[] definitions = DefinitionsWriter.write(built.definitions());
            out.writeInt(definitions.length);
            out.write(definitions);
            byte[] bytes = body.toByteArray();
            createFolder();
            IgnoredFolder.hide(folder);
            AtomicFile.replaceOnAnyFileSystem(file(key), to -> {
                DataOutputStream file = new DataOutputStream(to);
                file.writeInt(MAGIC);
                file.writeInt(sum(bytes, 0));
                file.write(bytes);
                file.flush();
            });
            deleteOldest(file(key));
        } catch (IOException | UnsupportedOperationException e) {
            LOG.debug("the definitions can't be kept in {}", folder, e);
        }
    }

    /** Only the user may look into it, as the snapshot may be for the user only. */
    private void createFolder() throws IOException {
        if (!Files.exists(folder)) {
            Path above = Files.createDirectories(folder.toAbsolutePath().getParent());
            boolean posix = Files.getFileAttributeView(above, PosixFileAttributeView.class) != null;
            Files.createDirectories(folder, posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))}
                    : new FileAttribute<?>[0]);
        }
    }

    private void deleteOldest(Path newest) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> others = files.filter(file -> file.toString().endsWith(SUFFIX) && !file.equals(newest))
                    .sorted(Comparator.comparing((Path file) -> file.toFile().lastModified()).reversed())
                    .toList();
            for (Path old : others.subList(Math.min(MOST_FILES - 1, others.size()), others.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static void problem(DataOutputStream out, Problem problem) throws IOException {
        text(out, problem.id().code());
        text(out, problem.message());
        out.writeBoolean(problem.location().isPresent());
        if (problem.location().isPresent()) {
            Location at = problem.location().get();
            out.writeInt(at.line());
            out.writeInt(at.column());
            text(out, at.pointer());
        }
        out.writeBoolean(problem.elsewhere().isPresent());
        if (problem.elsewhere().isPresent()) {
            text(out, problem.elsewhere().get());
        }
        out.writeInt(problem.nearest().size());
        for (String name : problem.nearest()) {
            text(out, name);
        }
    }

    private static Problem problem(DataInputStream in) throws IOException {
        ProblemId id = id(text(in));
        String message = text(in);
        Optional<Location> location =
                in.readBoolean() ? Optional.of(new Location(in.readInt(), in.readInt(), text(in))) : Optional.empty();
        Optional<String> elsewhere = in.readBoolean() ? Optional.of(text(in)) : Optional.empty();
        List<String> nearest = new ArrayList<>();
        for (int i = in.readInt(); i > 0; i--) {
            nearest.add(text(in));
        }
        return new Problem(id, message, location, elsewhere, nearest);
    }

    private static ProblemId id(String code) throws IOException {
        for (ProblemId id : ProblemId.values()) {
            if (id.code().equals(code)) {
                return id;
            }
        }
        throw new IOException("no problem has the id " + code);
    }

    /**
     * The digest of a key: the length and two checksums, which together are one of 64 bits. It distinguishes what differs
     * by chance, not what is made to look the same: whoever can write the snapshot decides what is built anyway. A new
     * process computes it in 20 ms for 36 MB, SHA-256 in 150 ms.
     */
    private static final class Checksum extends OutputStream {

        private final CRC32 first = new CRC32();
        private final CRC32C second = new CRC32C();
        private long length;

        @Override
        public void write(int next) {
            first.update(next);
            second.update(next);
            length++;
        }

        @Override
        public void write(byte[] bytes, int offset, int count) {
            first.update(bytes, offset, count);
            second.update(bytes, offset, count);
            length += count;
        }

        String text() {
            return Long.toHexString(first.getValue() << 32 | second.getValue()) + "-" + Long.toHexString(length);
        }
    }
}
