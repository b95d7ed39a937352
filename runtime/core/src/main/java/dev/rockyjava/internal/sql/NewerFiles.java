package dev.rockyjava.internal.sql;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds files of models and seeds, and pipelines, that aren't as a snapshot's digests have them. */
public final class NewerFiles {

    /** A build must not wait for the data of a huge seed. */
    private static final long LARGEST = ModelCode.LARGEST;

    private final Path project;
    private final Map<String, String> digests;
    private final long since;
    private final CodeDigest digest = new CodeDigest();
    private final SortedSet<String> newer = new TreeSet<>();

    private NewerFiles(Path project, Map<String, String> digests, long since) {
        this.project = project;
        this.since = since;
        this.digests = digests;
    }

    /**
     * Compares the files of a project with a snapshot. Paths that leave the project, or that this file system can't have,
     * are ignored: a snapshot is data from elsewhere.
     *
     * @param digests the snapshot's digests, by path relative to the project, and of its pipelines
     * @param folders where the project may be; the first that has one of the snapshot's files is it
     * @return the paths, relative to the project, of files that differ and of models, seeds and their files that are new, and
     *     {@linkplain PipelineCode#key pipelines} that differ, are new or aren't there any more; empty if the snapshot has no
     *     digests or no folder has any of the files. A file that isn't there, or has more than 16 MB, is no finding; a
     *     {@code rocky.toml} that can't be read or has no pipeline any more is one
     */
    public static SortedSet<String> of(Map<String, String> digests, List<Path> folders) {
        return of(digests, folders, Long.MIN_VALUE);
    }

    /**
     * Does the same, but leaves out files whose time is earlier.
     *
     * @param since in milliseconds since 1970
     */
    public static SortedSet<String> of(Map<String, String> digests, List<Path> folders, long since) {
        return folders.stream()
                // Of another file system there are no Files. No engine works there either.
                .filter(folder -> folder.getFileSystem() == FileSystems.getDefault())
                .map(folder -> new NewerFiles(folder.toAbsolutePath().normalize(), digests, since))
                .filter(one -> digests.keySet().stream().anyMatch(key -> one.in(PipelineCode.file(key).orElse(key)).isPresent()))
                .findFirst()
                .map(NewerFiles::find)
                .orElseGet(TreeSet::new);
    }

    /** Returns what {@link #of} finds in a project's folder, and the files that aren't there any more. */
    public static SortedSet<String> withGone(Map<String, String> digests, Path folder) {
        SortedSet<String> all = of(digests, List.of(folder));
        all.addAll(gone(digests, folder));
        return all;
    }

    /** Returns the files that have a digest and aren't in the project any more, if it has any of the others. */
    private static SortedSet<String> gone(Map<String, String> digests, Path folder) {
        NewerFiles one = new NewerFiles(folder.toAbsolutePath().normalize(), digests, Long.MIN_VALUE);
        SortedSet<String> gone = new TreeSet<>();
        boolean some = false;
        for (String file : digests.keySet()) {
            if (!PipelineCode.isKey(file)) {
                boolean there = one.in(file).isPresent();
                some |= there;
                if (!there && one.place(file).isPresent()) {
                    gone.add(file);
                }
            }
        }
        return some ? gone : new TreeSet<>();
    }

    /** Returns whether a file has a digest, so that its time says nothing. */
    public static boolean isKnown(Map<String, String> digests, Path folder, Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Path project = folder.toAbsolutePath().normalize();
        return absolute.startsWith(project)
                && digests.containsKey(project.relativize(absolute).toString().replace(File.separatorChar, '/'));
    }

    /** Returns what {@link #of} found in one sentence; empty if it found nothing. */
    public static Optional<String> sentence(SortedSet<String> newer) {
        // File names are data: none of their control characters may reach a terminal.
        return newer.isEmpty()
                ? Optional.empty()
                : Optional.of("the snapshot is older than " + newer.first().replaceAll("[\\p{Cntrl}\\p{Cf}]", "?")
                        + (newer.size() == 1 ? "" : " and " + (newer.size() - 1) + " more") + "; refresh it");
    }

    /** Lists each folder once, rather than looking for each of its files: with ten thousand models, each question counts. */
    private SortedSet<String> find() {
        Map<String, Map<String, String>> byFolder = new HashMap<>();
        Set<String> configFiles = new HashSet<>();
        digests.forEach((file, digest) -> PipelineCode.file(file).ifPresentOrElse(configFiles::add, () -> {
            int name = file.lastIndexOf('/') + 1;
            byFolder.computeIfAbsent(file.substring(0, name), folder -> new HashMap<>()).put(file.substring(name), digest);
        }));
        byFolder.forEach((folder, known) -> place(folder).ifPresent(place -> addOf(folder, place.toFile(), known)));
        configFiles.forEach(file -> in(file).filter(place -> isLater(place.toFile())).ifPresent(this::addPipelines));
        return newer;
    }

    private void addOf(String folder, File place, Map<String, String> known) {
        // In a folder of contracts alone no file is part of a model by being there.
        boolean ofModels = known.keySet().stream().anyMatch(name -> ModelCode.isModel(name) || ModelCode.isSeed(name));
        String[] names = place.list();
        if (names == null) {
            return; // not a folder, or not one that this process may look into
        }
        for (String name : names) {
            File file = new File(place, name);
            if (!isLater(file)) {
                continue;
            }
            String then = known.get(name);
            if (then != null ? differs(file, then) : ofModels && isNew(folder, folder + name) && file.isFile()) {
                newer.add(folder + name);
            }
        }
    }

    private boolean isLater(File file) {
        return since == Long.MIN_VALUE || file.lastModified() >= since;
    }

    private boolean differs(File file, String then) {
        if (!file.isFile()) {
            return false;
        }
        // The classes for paths and channels take twice the time.
        try (InputStream in = new FileInputStream(file)) {
            return digest.differs(then, in, LARGEST, ModelCode.isSeed(file.getName()));
        } catch (IOException e) {
            return false;
        }
    }

    private boolean isNew(String folder, String file) {
        return (folder.equals(SeedFiles.FOLDER + "/") ? ModelCode.isSeed(file) : ModelCode.isModel(file))
                || ModelCode.belongsToOneOf(digests.keySet(), file);
    }

    private void addPipelines(Path configFile) {
        SortedMap<String, String> now = PipelineCode.of(configFile);
        if (now.isEmpty()) { // it has no pipeline any more, or can't be read as it could be then
            newer.add(configFile.getFileName().toString());
            return;
        }
        Stream.concat(now.keySet().stream(), digests.keySet().stream().filter(PipelineCode::isKey))
                .filter(key -> !Objects.equals(now.get(key), digests.get(key)))
                .forEach(newer::add);
    }

    /** Returns a regular file of the project; empty if there is none of that path in it. */
    private Optional<Path> in(String path) {
        return place(path).filter(Files::isRegularFile);
    }

    /** Returns a place in the project; empty if the path leaves it. */
    private Optional<Path> place(String path) {
        try {
            Path place = project.resolve(path).normalize();
            return place.startsWith(project) ? Optional.of(place) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
