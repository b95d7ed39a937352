package dev.rockyjava;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasAnnotations;
import com.tngtech.archunit.core.domain.properties.HasModifiers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Exports;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the rooms show to others: their size, what is said of them, and which of their types leave this artifact. */
class RoomsTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final int MOST_FILES = 30;
    private static final String NOT_FOR_USERS = "not for users; may change at any time";
    private static final String INTERNAL = WallsTest.ROOT + ".internal";

    /** The rooms that read or write JSON or TOML; no other uses Jackson. */
    private static final Set<String> JACKSON = Set.of(
            "engine",
            "engine.cli",
            "internal.document",
            "internal.json",
            "internal.refresh",
            "internal.run.execute",
            "internal.run.journal",
            "internal.run.json",
            "internal.run.text",
            "internal.secret",
            "internal.snapshot.read",
            "internal.snapshot.write",
            "internal.sql",
            "internal.toml",
            "run.pipes",
            "run.webhook");

    private static final Pattern MAPPER = Pattern.compile("\\b\\w+Mapper(?:\\.builder\\(|\\.shared\\(|::new\\b)|\\bnew \\w+Mapper\\(");

    private static final Pattern HEAD = Pattern.compile("\\A\\s*/\\*\\*(.*?)\\*/.*^package ", Pattern.DOTALL | Pattern.MULTILINE);

    private static final ModuleDescriptor MODULE = ModuleFinder.of(Path.of("target", "classes"))
            .find(WallsTest.ROOT)
            .orElseThrow()
            .descriptor();

    @Test
    void noRoomIsAHall() {
        assertThat(rooms(SOURCES))
                .filteredOn(room -> javaFiles(room).size() > MOST_FILES)
                .as("rooms with more than %s files", MOST_FILES)
                .isEmpty();
    }

    @Test
    void eachRoomSaysWhatItIsForAndAnInternalOneThatItIsNotForUsers() {
        List<Path> rooms = modules().flatMap(module -> rooms(module.resolve(SOURCES)).stream()).toList();
        assertThat(rooms)
                .hasSizeGreaterThan(50)
                .filteredOn(room -> said(room).isBlank())
                .as("packages without a package-info that says what they are for")
                .isEmpty();
        assertThat(rooms)
                .filteredOn(room -> room.toString().replace('\\', '/').contains("/internal/"))
                .filteredOn(room -> !said(room).toLowerCase(Locale.ROOT).contains(NOT_FOR_USERS))
                .as("internal packages whose package-info doesn't say \"%s\"", NOT_FOR_USERS)
                .isEmpty();
    }

    @Test
    void internalRoomsAreExportedByNameAndToOurModulesOnly() {
        Set<String> exported = MODULE.exports().stream().map(Exports::source).collect(Collectors.toSet());
        assertThat(MODULE.packages())
                .filteredOn(room -> !room.startsWith(INTERNAL) && !exported.contains(room))
                .as("public packages that aren't exported")
                .isEmpty();
        assertThat(MODULE.exports())
                .filteredOn(exports -> exports.isQualified() != exports.source().startsWith(INTERNAL))
                .as("internal packages exported to all, or public ones to some only")
                .isEmpty();
        assertThat(MODULE.exports())
                .filteredOn(exports -> !exports.targets().stream().allMatch(to -> to.startsWith(WallsTest.ROOT + ".")))
                .as("packages exported to modules that aren't ours")
                .isEmpty();
    }

    @Test
    void noPublicSignatureMentionsJacksonOrAnInternalType() {
        Set<String> exported = MODULE.exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(Exports::source)
                .collect(Collectors.toSet());
        Set<String> mentioned = new TreeSet<>();
        for (JavaClass type : WallsTest.CLASSES) {
            if (exported.contains(type.getPackageName()) && isVisible(type)) {
                signature(type).filter(RoomsTest::isHidden).forEach(name -> mentioned.add(type.getName() + ": " + name));
                for (JavaMember member : type.getMembers()) {
                    if (isVisible((HasModifiers) member)) {
                        signature(member).filter(RoomsTest::isHidden)
                                .forEach(name -> mentioned.add(member.getFullName() + ": " + name));
                    }
                }
            }
        }
        assertThat(mentioned).as("public members that expose a type of Jackson or of an internal package").isEmpty();
    }

    @Test
    void jacksonIsUsedWhereJsonOrTomlIsReadOrWritten() {
        Set<String> rooms = new TreeSet<>();
        for (JavaClass type : WallsTest.CLASSES) {
            boolean uses = type.getDirectDependenciesFromSelf().stream()
                    .anyMatch(dependency -> isJackson(dependency.getTargetClass().getBaseComponentType().getName()));
            if (uses) {
                rooms.add(WallsTest.room(type));
            }
        }
        assertThat(rooms).as("rooms that use Jackson").containsExactlyInAnyOrderElementsOf(JACKSON);
    }

    /** Elsewhere a mapper would be created without the check that Jackson can work, or in a static initializer. */
    @Test
    void mappersAreCreatedInOneRoom() throws IOException {
        Set<String> creators = new TreeSet<>();
        for (Path module : modules().toList()) {
            try (Stream<Path> files = Files.walk(module.resolve(SOURCES))) {
                files.filter(file -> file.toString().endsWith(".java") && MAPPER.matcher(text(file)).find())
                        .forEach(file -> creators.add(file.getFileName().toString()));
            }
        }
        assertThat(creators).as("files that create a mapper of Jackson").containsExactly("Mappers.java");
    }

    /** They are compiled without modules, so that nothing else keeps them from internal packages. */
    @ParameterizedTest
    @ValueSource(strings = {"example-app", "runtime/spring", "runtime/maven-plugin"})
    void whatHasNoModuleDescriptorUsesPublicPackagesOnly(String module) throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src"))) {
            List<Path> sources = files.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(sources)
                    .isNotEmpty()
                    .filteredOn(file -> text(file).contains(INTERNAL))
                    .as("files of %s that name an internal package", module)
                    .isEmpty();
        }
    }

    private static Stream<Path> modules() {
        return Stream.of(
                        "runtime/core", "runtime/embedded", "runtime/stores", "runtime/cli", "runtime/junit", "runtime/spring",
                        "runtime/maven-plugin", "processor", "example-app")
                .map(ROOT::resolve);
    }

    private static List<Path> rooms(Path sources) {
        try (Stream<Path> folders = Files.walk(sources)) {
            return folders.filter(folder -> !folder.equals(sources) && !javaFiles(folder).isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> javaFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String said(Path room) {
        Path info = room.resolve("package-info.java");
        return Files.exists(info)
                ? HEAD.matcher(text(info)).results()
                        .map(head -> head.group(1).replaceAll("\\s*\\n\\s*\\*?\\s*", " "))
                        .findFirst()
                        .orElse("")
                : "";
    }

    private static boolean isVisible(JavaClass type) {
        return isVisible((HasModifiers) type) && type.getEnclosingClass().map(RoomsTest::isVisible).orElse(true);
    }

    private static boolean isVisible(HasModifiers of) {
        return of.getModifiers().contains(JavaModifier.PUBLIC) || of.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static Stream<String> signature(JavaClass type) {
        Stream<JavaType> supertypes = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
        return names(type, Stream.concat(supertypes, type.getTypeParameters().stream()));
    }

    private static Stream<String> signature(JavaMember member) {
        if (member instanceof JavaCodeUnit unit) {
            Stream<JavaType> types = Stream.of(
                            Stream.of(unit.getReturnType()),
                            unit.getParameterTypes().stream(),
                            unit.getTypeParameters().stream(),
                            unit.getExceptionTypes().stream())
                    .flatMap(some -> some);
            return names(member, types);
        }
        return names(member, member.getAllInvolvedRawTypes().stream());
    }

    private static Stream<String> names(HasAnnotations<?> annotated, Stream<? extends JavaType> types) {
        return Stream.concat(
                        annotated.getAnnotations().stream().map(annotation -> annotation.getRawType()),
                        types.flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                .map(type -> type.getBaseComponentType().getName());
    }

    private static boolean isHidden(String name) {
        return isJackson(name) || name.startsWith(INTERNAL);
    }

    private static boolean isJackson(String name) {
        return name.startsWith("tools.jackson.") || name.startsWith("com.fasterxml.");
    }
}
