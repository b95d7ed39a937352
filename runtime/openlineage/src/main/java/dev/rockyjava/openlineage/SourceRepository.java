package dev.rockyjava.openlineage;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The git repository that a project is in, read from git's own files, so that no program is started.
 *
 * @param top its folder
 * @param url where others see it, without user and password: {@code https://github.com/acme/warehouse}
 * @param commit the commit that is checked out
 * @param branch empty if none is checked out, as in most CI systems
 */
record SourceRepository(Path top, String url, String commit, Optional<String> branch) {

    private static final String HEADS = "refs/heads/";
    private static final Pattern ORIGIN =
            Pattern.compile("^\\s*\\[remote \"origin\"]\\s*$(.*?)(?=^\\s*\\[|\\z)", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern URL = Pattern.compile("^\\s*url\\s*=\\s*(\\S+)\\s*$", Pattern.MULTILINE);
    private static final Pattern WITH_SCHEME = Pattern.compile("(?:https?|ssh|git)://(?:[^@/]*@)?([^/:]+)(?::\\d+)?/(.+?)(?:\\.git)?/?");
    private static final Pattern SCP_LIKE = Pattern.compile("(?:[^@/]*@)?([^/:]+):(?!/)(.+?)(?:\\.git)?/?");
    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40,64}");

    /** Returns the repository that a folder is in; empty if it is in none, or in one without a remote {@code origin}. */
    static Optional<SourceRepository> of(Path folder) {
        for (Path top = folder.toAbsolutePath().normalize(); top != null; top = top.getParent()) {
            if (Files.exists(top.resolve(".git"))) {
                try {
                    return read(top);
                } catch (IOException e) {
                    return Optional.empty();
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<SourceRepository> read(Path top) throws IOException {
        Path git = top.resolve(".git");
        if (Files.isRegularFile(git)) { // a second worktree, or a submodule
            git = top.resolve(Files.readString(git).replaceFirst("^gitdir:", "").strip()).normalize();
        }
        Path common = Files.exists(git.resolve("commondir"))
                ? git.resolve(Files.readString(git.resolve("commondir")).strip()).normalize()
                : git;
        String head = Files.readString(git.resolve("HEAD")).strip();
        Optional<String> ref = Optional.of(head).filter(h -> h.startsWith("ref: ")).map(h -> h.substring("ref: ".length()));
        String commit = ref.isPresent() ? resolved(common, ref.get()) : head;
        Optional<String> url = url(Files.readString(common.resolve("config")));
        return COMMIT.matcher(commit).matches()
                ? url.map(web -> new SourceRepository(
                        top, web, commit, ref.filter(r -> r.startsWith(HEADS)).map(r -> r.substring(HEADS.length()))))
                : Optional.empty();
    }

    private static String resolved(Path common, String ref) throws IOException {
        Path loose = common.resolve(ref).normalize();
        if (loose.startsWith(common) && Files.exists(loose)) {
            return Files.readString(loose).strip();
        }
        try (Stream<String> packed = Files.lines(common.resolve("packed-refs"))) {
            return packed.map(line -> List.of(line.split(" ", 2)))
                    .filter(line -> line.size() == 2 && line.get(1).equals(ref))
                    .map(line -> line.get(0))
                    .findFirst()
                    .orElse("");
        }
    }

    static Optional<String> url(String config) {
        return Optional.of(ORIGIN.matcher(config))
                .filter(Matcher::find)
                .map(origin -> URL.matcher(origin.group(1)))
                .filter(Matcher::find)
                .map(url -> url.group(1))
                .flatMap(url -> Stream.of(WITH_SCHEME, SCP_LIKE)
                        .map(form -> form.matcher(url))
                        .filter(Matcher::matches)
                        .map(parts -> "https://" + parts.group(1) + "/" + parts.group(2))
                        .findFirst());
    }

    /** Returns the path of a file in the repository; empty if it isn't in it. */
    Optional<String> path(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(top)
                ? Optional.of(top.relativize(absolute).toString().replace('\\', '/'))
                : Optional.empty();
    }

    /** Returns where others see a file as of the commit. */
    URI page(String path) {
        String blob = URI.create(url).getHost().startsWith("gitlab") ? "/-/blob/" : "/blob/";
        return URI.create(url + blob + commit + "/" + UriText.encoded(path));
    }
}
