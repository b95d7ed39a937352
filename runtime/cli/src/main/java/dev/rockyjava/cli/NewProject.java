package dev.rockyjava.cli;

import dev.rockyjava.engine.RockyProject;
import dev.rockyjava.internal.file.BuildFile;
import dev.rockyjava.internal.file.RegularFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * A project that is about to be set up.
 *
 * @param folder the project's folder
 * @param toml its {@code rocky.toml}
 * @param buildFile its {@code pom.xml} or {@code build.gradle}; empty if it has none
 */
record NewProject(Path folder, Path toml, Optional<Path> buildFile) {

    private static final String ROCKY_TOML = "rocky.toml";
    private static final int DEEPEST = 4;
    private static final Set<String> NO_SOURCES = Set.of("target", "build", "out", "node_modules");
    private static final Path JAVA = Path.of("src", "main", "java");
    private static final Pattern GROUP = Pattern.compile("(?m)^\\s*group\\s*=?\\s*['\"]([^'\"]+)['\"]");

    /**
     * Finds the project at a path.
     *
     * @param given the project's folder, or its {@code rocky.toml}
     * @throws UsageException if there is no {@code rocky.toml}, or more than one, or the build compiles nothing
     */
    static NewProject at(Path given) {
        Path start = given.toAbsolutePath().normalize();
        boolean file = Files.isRegularFile(start);
        Path folder = file && start.getParent() != null ? start.getParent() : start;
        if (!Files.isDirectory(folder)) {
            throw new UsageException("there is no folder " + start);
        }
        Path project = file ? projectOf(folder) : folder;
        Optional<Path> buildFile = BuildFile.in(project);
        if (buildFile.filter(NewProject::compilesNothing).isPresent()) {
            throw new UsageException(
                    buildFile.get() + " is the parent of other modules, and compiles nothing itself",
                    "name the folder of the module that has the Rocky project with --project");
        }
        return new NewProject(project, file ? start : onlyToml(folder), buildFile);
    }

    private static boolean compilesNothing(Path build) {
        return build.endsWith("pom.xml") && text(xml(build), "packaging").filter("pom"::equals).isPresent();
    }

    /** Returns the nearest folder with a build file, as far above as a project is searched below; else the given one. */
    private static Path projectOf(Path folder) {
        return Stream.iterate(folder, Objects::nonNull, Path::getParent)
                .limit(DEEPEST)
                .filter(above -> BuildFile.in(above).isPresent())
                .findFirst()
                .orElse(folder);
    }

    private static Path onlyToml(Path folder) {
        List<Path> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, Set.of(), DEEPEST, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path visited, BasicFileAttributes attributes) {
                    String name = String.valueOf(visited.getFileName());
                    boolean skip = !visited.equals(folder) && (name.startsWith(".") || NO_SOURCES.contains(name));
                    return skip ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path visited, BasicFileAttributes attributes) {
                    if (visited.endsWith(ROCKY_TOML)) {
                        found.add(visited);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path visited, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (found.isEmpty()) {
            throw new UsageException(
                    "there is no " + ROCKY_TOML + " in " + folder + " or the folders in it",
                    "name the project's folder, or the file, with --project");
        }
        if (found.size() > 1) {
            String names = found.stream().map(Path::toString).sorted().collect(Collectors.joining("\n  "));
            throw new UsageException(
                    "there are " + found.size() + " Rocky projects in " + folder + ":\n  " + names,
                    "name one of these files with --project");
        }
        return found.get(0);
    }

    /** Returns a path relative to the project, with slashes. */
    String relative(Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    /** Returns the snapshot's place, relative to the project. */
    String snapshot() {
        return relative(toml.resolveSibling("snapshot.json"));
    }

    /**
     * Returns the folder of the models, relative to the project, if it isn't the one that is found by default.
     *
     * @throws dev.rockyjava.error.ProjectException if {@code rocky.toml} can't be read
     */
    Optional<String> modelsFolder() {
        Path ownModels = folder.resolve("models");
        Path found = Files.isDirectory(ownModels) ? ownModels : toml.resolveSibling("models");
        return RockyProject.load(toml).pipelinesOfType("transformation").stream()
                .map(pipeline -> toml.resolveSibling(pipeline.modelsFolder()).normalize())
                .reduce(NewProject::common)
                .filter(models -> Files.isDirectory(models) && !models.startsWith(found) && models.startsWith(folder))
                .map(this::relative)
                .filter(models -> !models.isEmpty());
    }

    private static Path common(Path one, Path other) {
        Path common = one;
        while (!other.startsWith(common) && common.getParent() != null) {
            common = common.getParent();
        }
        return common;
    }

    /** Returns the source file of a type. */
    Path source(String packageName, String type) {
        return folder.resolve(JAVA).resolve(packageName.replace('.', '/')).resolve(type + ".java");
    }

    /** Returns the source file that has the annotation already; empty if there is none. */
    Optional<Path> annotated() {
        return sources().stream().filter(NewProject::isAnnotated).findFirst();
    }

    private static boolean isAnnotated(Path file) {
        try {
            return RegularFile.text(file).contains("@RockyAssets");
        } catch (IOException e) {
            return false; // not UTF-8, for example
        }
    }

    private Collection<Path> sources() {
        Path main = folder.resolve("src").resolve("main");
        if (!Files.isDirectory(main)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(main)) {
            return files.filter(file -> file.toString().endsWith(".java") || file.toString().endsWith(".kt"))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the package of the project's sources, or otherwise the one that its build file suggests; empty if neither
     * does.
     */
    Optional<String> packageName() {
        return ofSources().or(this::ofBuild).filter(SourceVersion::isName);
    }

    /** Returns the topmost package with sources; of several on one level, the one that they are in. */
    private Optional<String> ofSources() {
        Path root = folder.resolve(JAVA);
        TreeMap<Integer, Set<Path>> byDepth = new TreeMap<>();
        for (Path file : sources()) {
            Path parent = file.getParent();
            if (parent != null && parent.startsWith(root) && !parent.equals(root)) {
                byDepth.computeIfAbsent(parent.getNameCount(), depth -> new TreeSet<>()).add(root.relativize(parent));
            }
        }
        return byDepth.isEmpty()
                ? Optional.empty()
                : byDepth.firstEntry().getValue().stream()
                        .map(path -> List.of(path.toString().replace('\\', '/').split("/")))
                        .reduce(NewProject::commonStart)
                        .map(names -> String.join(".", names))
                        .filter(name -> !name.isEmpty());
    }

    private static List<String> commonStart(List<String> one, List<String> other) {
        int same = 0;
        while (same < Math.min(one.size(), other.size()) && one.get(same).equals(other.get(same))) {
            same++;
        }
        return one.subList(0, same);
    }

    private Optional<String> ofBuild() {
        if (buildFile.isEmpty()) {
            return Optional.empty();
        }
        Path build = buildFile.get();
        String artifact = String.valueOf(folder.getFileName());
        String group = "";
        if (build.endsWith("pom.xml")) {
            Element pom = xml(build);
            group = text(pom, "groupId").or(() -> child(pom, "parent").flatMap(parent -> text(parent, "groupId"))).orElse("");
            artifact = text(pom, "artifactId").orElse(artifact);
        } else {
            try {
                Matcher matcher = GROUP.matcher(Files.readString(build));
                group = matcher.find() ? matcher.group(1) : "";
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        List<String> names = new ArrayList<>(names(group));
        String last = String.join("", names(artifact));
        if (!last.isEmpty() && !names.contains(last)) {
            names.add(last);
        }
        return names.isEmpty() ? Optional.empty() : Optional.of(String.join(".", names));
    }

    /** Returns the parts of a name as parts of a package. */
    private static List<String> names(String name) {
        return Arrays.stream(name.split("[.]"))
                .map(part -> part.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]", ""))
                .filter(part -> !part.isEmpty())
                .map(part -> Character.isDigit(part.charAt(0)) || SourceVersion.isKeyword(part) ? "_" + part : part)
                .toList();
    }

    private static Element xml(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(new DefaultHandler()); // the builder's own prints
            return builder.parse(in).getDocumentElement();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ParserConfigurationException | SAXException e) {
            throw new UsageException(file + " is invalid: " + e.getMessage(), e);
        }
    }

    private static Optional<Element> child(Element parent, String name) {
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                return Optional.of(element);
            }
        }
        return Optional.empty();
    }

    /** Returns the text of a child; empty if there is none, or it is a placeholder. */
    private static Optional<String> text(Element parent, String name) {
        return child(parent, name).map(element -> element.getTextContent().strip()).filter(text -> !text.contains("${"));
    }
}
