package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The types, members, packages and files that the pages for contributors name exist, and the floor plan is that of the tests. */
class ContributorPagesTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final String ARCHITECTURE = "runtime/ARCHITECTURE.md";

    /** A type, perhaps with one of its members: {@code `NodeKind`}, {@code `Planner.action`}, {@code `@RockyAssets`}. */
    private static final Pattern TYPE = Pattern.compile("`@?([A-Z]\\w*[a-z]\\w*)(?:\\.(\\w+))?`");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final Pattern PATH = Pattern.compile("`((?:[\\w-]+/)+[\\w.-]+)`");
    private static final Pattern PACKAGE = Pattern.compile("`((?:[a-z]+\\.)+[a-z]+)`");
    private static final Pattern ROW = Pattern.compile("^\\| (`[a-z][^|]*) \\| [^|]* \\|$", Pattern.MULTILINE);
    private static final Pattern WORD = Pattern.compile("`([^`]+)`");

    @ParameterizedTest
    @ValueSource(strings = {ARCHITECTURE, "CONTRIBUTING.md"})
    void everyTypeAndMemberExists(String page) throws IOException {
        Map<String, String> sources = sources();
        List<String> named = TYPE.matcher(text(page)).results()
                .filter(type -> !isThere(type, sources))
                .map(MatchResult::group)
                .toList();
        assertThat(named).as("types and members that %s names and no source has", page).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {ARCHITECTURE, "CONTRIBUTING.md", "README.md", "CHANGELOG.md"})
    void everyFileExists(String page) throws IOException {
        Path folder = ROOT.resolve(page).getParent();
        List<String> missing = new ArrayList<>();
        LINK.matcher(text(page)).results()
                .map(link -> link.group(1))
                .filter(link -> !Files.exists(folder.resolve(link)))
                .forEach(missing::add);
        if (!page.equals("README.md")) { // its paths are those of users' projects
            PATH.matcher(text(page)).results()
                    .map(path -> path.group(1))
                    .filter(path -> !path.startsWith("target/") && !Files.exists(ROOT.resolve(path)))
                    .forEach(missing::add);
        }
        assertThat(missing).as("files that %s names and that aren't there", page).isEmpty();
    }

    @Test
    void everyPackageExists() throws IOException {
        Path packages = Path.of("src/main/java/dev/rockyjava");
        assertThat(PACKAGE.matcher(text(ARCHITECTURE)).results().map(name -> name.group(1)))
                .filteredOn(name -> !name.equals("dev.rockyjava") && !name.equals("defs.yaml"))
                .allSatisfy(name -> assertThat(packages.resolve(name.replace('.', '/'))).isDirectory());
    }

    @Test
    void theFloorPlanIsTheOneThatIsHeld() throws IOException {
        String text = text(ARCHITECTURE);
        String plan = text.substring(text.indexOf("## Floor plan"), text.indexOf("## Values"));
        List<String> floors = ROW.matcher(plan).results()
                .map(row -> WORD.matcher(row.group(1)).results()
                        .map(word -> word.group(1).equals(WallsTest.ROOT) ? "" : word.group(1))
                        .collect(Collectors.joining(" ")))
                .toList();
        List<String> fromTheGround = new ArrayList<>(floors);
        Collections.reverse(fromTheGround);
        assertThat(fromTheGround).containsExactlyElementsOf(WallsTest.FLOORS);
    }

    private static boolean isThere(MatchResult named, Map<String, String> sources) {
        String source = sources.get(named.group(1));
        return source != null
                && (named.group(2) == null || Pattern.compile("\\b" + named.group(2) + "\\b").matcher(source).find());
    }

    /** By the name of the type that a file is for. */
    private static Map<String, String> sources() throws IOException {
        try (Stream<Path> runtime = Files.list(ROOT.resolve("runtime"))) {
            return Stream.concat(runtime, Stream.of("processor", "example-app").map(ROOT::resolve))
                    .map(module -> module.resolve("src"))
                    .filter(Files::isDirectory)
                    .flatMap(ContributorPagesTest::javaFiles)
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""),
                            ContributorPagesTest::read,
                            String::concat));
        }
    }

    private static Stream<Path> javaFiles(Path folder) {
        try {
            return Files.walk(folder).filter(file -> file.toString().endsWith(".java"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String page) throws IOException {
        return Files.readString(ROOT.resolve(page));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
